import { readExif } from '../metadata/exif.js'
import { decode, type Limits, readHeader, type Source } from '../pixels/decode.js'
import type { OpenedPhoto } from './opened-photo.js'

/** Opens what sharp decodes: JPEG, PNG, WebP, GIF, TIFF and AVIF. Errors: PermanentError `corrupt_image`, `too_large`. */
export async function openRaster(source: Source, format: string, limits: Limits): Promise<OpenedPhoto> {
  const header = await readHeader(source, limits)
  // A TIFF file is itself what an EXIF block is elsewhere.
  const exif = format === 'tiff' ? source : header.exif
  const tags = exif ? await readExif(exif) : {}
  const { pixels, truncated } = await decode(source, limits)
  const { width, height } = header.autoOrient
  const orientation = header.orientation ?? tags.Orientation
  return { pixels, width, height, tags: { ...tags, Orientation: orientation }, truncated, frames: header.pages ?? 1 }
}
