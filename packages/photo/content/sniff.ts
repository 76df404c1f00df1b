import { isRawExtension } from '#core/photo-extensions'

/** How a photo's content is decoded. */
export type PhotoFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'tiff' | 'avif' | 'heic' | 'raw'

const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs'])
const avifBrands = new Set(['avif', 'avis'])

/**
 * What the first bytes of a file say it is, whatever its name; null when it is no photo that we decode.
 *
 * Many camera makers' RAW files are TIFF files inside. The extension then decides between a scan and a RAW, save
 * for DNG, Canon, Olympus, Panasonic and Fujifilm, which say what they are.
 *
 * @param head the first 64 KiB of the file
 * @param extension of its name, with the dot
 */
export function sniff(head: Uint8Array, extension: string): PhotoFormat | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  const at = (offset: number, length: number) => bytes.toString('latin1', offset, offset + length)
  if (at(0, 3) === '\xff\xd8\xff') return 'jpeg'
  if (at(0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (at(0, 4) === 'RIFF' && at(8, 4) === 'WEBP') return 'webp'
  if (at(0, 6) === 'GIF89a' || at(0, 6) === 'GIF87a') return 'gif'
  if (at(4, 4) === 'ftyp') return sniffBrands(bytes)
  if (at(0, 15) === 'FUJIFILMCCD-RAW') return 'raw'
  if (['IIRO', 'IIRS', 'MMOR', 'IIU\0'].includes(at(0, 4))) return 'raw'
  if (['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(at(0, 4))) {
    return at(8, 2) === 'CR' || isRawExtension(extension) || hasDngVersion(bytes) ? 'raw' : 'tiff'
  }
  return null
}

function sniffBrands(bytes: Buffer): PhotoFormat | null {
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 256)
  const major = bytes.toString('latin1', 8, 12)
  const brands = [major]
  for (let offset = 16; offset + 4 <= end; offset += 4) brands.push(bytes.toString('latin1', offset, offset + 4))
  if (major === 'crx ') return 'raw'
  if (avifBrands.has(major)) return 'avif'
  if (heicBrands.has(major)) return 'heic'
  // mif1 and msf1 only say "some image": the compatible brands tell which codec is inside.
  if (major !== 'mif1' && major !== 'msf1') return null
  return brands.some((brand) => avifBrands.has(brand)) ? 'avif' : 'heic'
}

/** The DNGVersion tag (0xC612) in the first directory of a TIFF file. */
function hasDngVersion(bytes: Buffer): boolean {
  const little = bytes[0] === 0x49
  const uint16 = (offset: number) => (little ? bytes.readUInt16LE(offset) : bytes.readUInt16BE(offset))
  const uint32 = (offset: number) => (little ? bytes.readUInt32LE(offset) : bytes.readUInt32BE(offset))
  if (bytes.length < 8 || uint16(2) !== 42) return false
  const directory = uint32(4)
  if (directory + 2 > bytes.length) return false
  for (let index = 0; index < uint16(directory); index++) {
    const entry = directory + 2 + index * 12
    if (entry + 12 > bytes.length) return false
    if (uint16(entry) === 0xc612) return true
  }
  return false
}
