import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp'
import { PermanentError } from '#core/errors'
import { say } from '#core/sentences/say'

// libvips remembers recently opened files by path and would show an overwritten photo's old pixels; and it keeps
// memory that a long-running service can use better.
sharp.cache(false)

/** Upright sRGB pixels, three bytes each, row by row. */
export interface Pixels {
  data: Buffer
  width: number
  height: number
}

/** Where the compressed picture is: its bytes, or a path when it is too large to hold. */
export type Source = Buffer | string

export interface Limits {
  /** Pixels that a picture may declare; more is a bomb, or a poster that would take all memory. */
  pixels: number
  /** File size for everything but RAW. */
  bytes: number
  /** Time for one decode. */
  seconds: number
}

export const defaultLimits: Limits = { pixels: 300_000_000, bytes: 1024 ** 3, seconds: 120 }

/** Longest side of the pixels that everything else is made from: the preview's. */
const previewSide = 1440

/**
 * What a picture's header declares.
 *
 * Errors: PermanentError `corrupt_image` when it cannot be read, `too_large` when it declares more than the limit.
 */
export async function readHeader(source: Source, limits: Limits): Promise<Metadata> {
  let header: Metadata
  try {
    header = await sharp(source, { limitInputPixels: false, failOn: 'none' }).metadata()
  } catch (cause) {
    throw new PermanentError('corrupt_image', say('photo_header'), { cause })
  }
  assertSize(header.width, header.height, limits)
  return header
}

/** Throws PermanentError `too_large` or `corrupt_image` for a size that cannot be decoded here. */
function assertSize(width: number, height: number, limits: Limits): void {
  if (!(width > 0 && height > 0)) {
    throw new PermanentError('corrupt_image', say('photo_size', { width, height }))
  }
  if (width * height <= limits.pixels) return
  const megapixels = (count: number) => Math.round(count / 1_000_000).toLocaleString('en')
  throw new PermanentError(
    'too_large',
    say('photo_pixels', { width, height, megapixels: megapixels(width * height), most: megapixels(limits.pixels) }),
  )
}

/**
 * Decodes a picture, at once at the size of the preview: upright by its EXIF orientation, first frame, on white where
 * it is transparent, in sRGB.
 *
 * A photo that breaks off or has damaged parts is still worth showing: what can be read of it is returned, with
 * `truncated` set. Errors: PermanentError `corrupt_image` when nothing can be.
 */
export async function decode(source: Source, limits: Limits): Promise<{ pixels: Pixels; truncated: boolean }> {
  const open = (failOn: SharpOptions['failOn']) =>
    sharp(source, { failOn, limitInputPixels: limits.pixels, sequentialRead: true }).timeout({
      seconds: limits.seconds,
    })
  try {
    return { pixels: await toPixels(open('truncated').autoOrient()), truncated: false }
  } catch {
    try {
      return { pixels: await toPixels(open('none').autoOrient()), truncated: true }
    } catch (cause) {
      throw new PermanentError('corrupt_image', say('photo_undecodable'), { cause })
    }
  }
}

/** Brings upright RGBA pixels from another decoder to the preview's size. */
export async function fromRgba(rgba: Uint8Array, width: number, height: number): Promise<Pixels> {
  return toPixels(sharp(rgba, { raw: { width, height, channels: 4 }, limitInputPixels: false }))
}

/** Turns pixels clockwise by a quarter, a half or three quarters of a circle. */
export async function turn(pixels: Pixels, degrees: 90 | 180 | 270): Promise<Pixels> {
  return toPixels(fromPixels(pixels).rotate(degrees))
}

/** A pipeline over pixels in memory. */
export function fromPixels({ data, width, height }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } })
}

/** Runs a pipeline; the picture is never enlarged. */
export async function toPixels(pipeline: Sharp, side = previewSide): Promise<Pixels> {
  const { data, info } = await pipeline
    .flatten({ background: '#ffffff' })
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  if (info.channels !== 3) throw new Error(`expected 3 channels from the decoder, got ${info.channels}`)
  return { data, width: info.width, height: info.height }
}
