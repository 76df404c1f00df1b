const raster = ['jpg', 'jpeg', 'jpe', 'jfif', 'mpo', 'png', 'webp', 'gif', 'tif', 'tiff', 'avif', 'heic', 'heif', 'hif']
const raw = [
  'cr2',
  'cr3',
  'nef',
  'nrw',
  'arw',
  'sr2',
  'srf',
  'dng',
  'orf',
  'rw2',
  'rwl',
  'raf',
  'pef',
  'srw',
  '3fr',
  'erf',
  'iiq',
]

const rawExtensions: ReadonlySet<string> = new Set(raw.map((name) => `.${name}`))

/** What counts as a photo by its name: extensions in lower case, with the dot. The content decides later what it is. */
export const supportedExtensions: ReadonlySet<string> = new Set([...raster, ...raw].map((name) => `.${name}`))

/** Whether a file name (or path) is one that Albumen takes for a photo. */
export function hasPhotoExtension(fileName: string): boolean {
  return supportedExtensions.has(extensionOf(fileName))
}

/** Whether an extension, with the dot and in any case, belongs to a camera's RAW format. */
export function isRawExtension(extension: string): boolean {
  return rawExtensions.has(extension.toLowerCase())
}

/** The extension in lower case with its dot, '' where there is none; `.jpg` alone is a hidden file without one. */
export function extensionOf(fileName: string): string {
  const name = fileName.slice(fileName.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(dot).toLowerCase() : ''
}
