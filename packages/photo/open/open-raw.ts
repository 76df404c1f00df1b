import { orientationFrom, type Tags } from '../metadata/exif.js'
import { decode, type Limits, type Pixels, readHeader, turn } from '../pixels/decode.js'
import type { RawReader } from '../raw/raw-reader.js'
import type { OpenedPhoto } from './opened-photo.js'

/** Opens a camera's RAW file by the JPEG inside. Errors: see RawReader. */
export async function openRaw(
  path: string,
  raw: RawReader,
  limits: Limits,
  signal?: AbortSignal,
): Promise<OpenedPhoto> {
  const { tags, preview } = await raw.read(path, signal)
  const header = await readHeader(preview, limits)
  const { pixels, truncated } = await decode(preview, limits)
  const upright = header.orientation === undefined ? await turnUpright(pixels, tags) : pixels
  const { width, height } = uprightSize(tags) ?? header.autoOrient
  return { pixels: upright, width, height, tags, truncated, frames: 1 }
}

/**
 * Most embedded previews carry no orientation of their own and lie as the sensor does; a few makers store them upright,
 * which shows where the preview is already portrait.
 */
async function turnUpright(pixels: Pixels, tags: Tags): Promise<Pixels> {
  const orientation = orientationFrom(tags)
  if (orientation === 3) return turn(pixels, 180)
  if (pixels.height > pixels.width) return pixels
  if (orientation === 6) return turn(pixels, 90)
  return orientation === 8 ? turn(pixels, 270) : pixels
}

/** ExifTool's ImageSize knows each maker's ways: "6000 4000", as the sensor lies. */
function uprightSize(tags: Tags): { width: number; height: number } | null {
  const [width, height] = /^(\d+)[ x](\d+)$/.exec(String(tags.ImageSize))?.slice(1).map(Number) ?? []
  if (!width || !height) return null
  return (orientationFrom(tags) ?? 1) >= 5 ? { width: height, height: width } : { width, height }
}
