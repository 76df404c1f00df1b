import sharp from 'sharp'
import type { HeicDecoder } from '../heic/heic-decoder.js'
import { readExif, type Tags } from '../metadata/exif.js'
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
  const tags = await readHeicTags(content)
  const { width, height, rgba } = await heic.decode(content, limits.pixels, signal)
  return { pixels: await fromRgba(rgba, width, height), width, height, tags, truncated: false, frames: 1 }
}

/** sharp cannot decode HEIC, but reads its header. */
async function readHeicTags(content: Buffer): Promise<Tags> {
  const header = await sharp(content, { limitInputPixels: false })
    .metadata()
    .catch(() => null)
  return readExif(header?.exif ?? content)
}
