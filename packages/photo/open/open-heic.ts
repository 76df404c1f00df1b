import sharp from 'sharp'
import type { HeicDecoder } from '../heic/heic-decoder.js'
import { readExif } from '../metadata/exif.js'
import { toSrgb } from '../pixels/colour-profile.js'
import { fromRgba, type Limits } from '../pixels/decode.js'
import type { OpenedPhoto } from './opened-photo.js'

/**
 * Opens HEIC and HEIF. The decoder turns the picture upright by what the container says; the orientation in EXIF only
 * repeats that, and applying it would turn the picture twice.
 */
export async function openHeic(
  content: Buffer,
  heic: HeicDecoder,
  limits: Limits,
  signal?: AbortSignal,
): Promise<OpenedPhoto> {
  // sharp cannot decode HEIC, but reads its header.
  const header = await sharp(content, { limitInputPixels: false })
    .metadata()
    .catch(() => null)
  const tags = await readExif(header?.exif ?? content)
  const { width, height, rgba } = await heic.decode(content, limits.pixels, signal)
  const pixels = await fromRgba(rgba, width, height)
  // A broken profile costs some colour, not the photo.
  const upright = header?.icc ? await toSrgb(pixels, header.icc).catch(() => pixels) : pixels
  return { pixels: upright, width, height, tags, truncated: false, frames: 1 }
}
