import { randomBytes } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { previewPath, unfinishedPreviews } from '#core/preview-path'
import { fromPixels, type Pixels, toPixels } from './decode.js'
import { dominantColour } from './dominant-colour.js'
import { hashSide, perceptualHash } from './perceptual-hash.js'

/**
 * Longest side of a thumbnail. Like PhotoPrism's "fit" sizes, both previews fit into a square, so that a panorama
 * stays small; Immich fits the shorter side instead.
 */
const thumbSide = 320

/**
 * Writes both WebP previews of a photo, and takes its perceptual hash and colour from the same pixels.
 *
 * WebP at effort 2 takes a third of the time of the default 4, and is as small to within a few per cent.
 * Errors are those of the disk (ENOSPC …): trying again can help.
 */
export async function makePreviews(
  pixels: Pixels,
  previewsDir: string,
  id: string,
): Promise<{ phash: bigint; colour: string }> {
  const preview = fromPixels(pixels)
    .webp({ quality: 80, effort: 2 })
    .toBuffer()
    .then((webp) => writeWhole(previewsDir, previewPath(previewsDir, id, 'preview'), webp))
  const small = toPixels(fromPixels(pixels), thumbSide)
  const thumb = small
    .then((thumbnail) => fromPixels(thumbnail).webp({ quality: 78, effort: 4 }).toBuffer())
    .then((webp) => writeWhole(previewsDir, previewPath(previewsDir, id, 'thumb'), webp))
  const look = small.then(lookOf)
  // Wait for all of them, so that nothing still writes when an error is reported.
  const [found, ...written] = await Promise.allSettled([look, preview, thumb])
  for (const each of [found, ...written]) if (each.status === 'rejected') throw each.reason
  return (found as PromiseFulfilledResult<{ phash: bigint; colour: string }>).value
}

async function lookOf(thumbnail: Pixels): Promise<{ phash: bigint; colour: string }> {
  const rgb = await fromPixels(thumbnail).resize(hashSide, hashSide, { fit: 'fill' }).raw().toBuffer()
  const grey = Array.from({ length: hashSide * hashSide }, (_, at) => {
    // Luma of ITU-R BT.601.
    const [red, green, blue] = [rgb[at * 3] as number, rgb[at * 3 + 1] as number, rgb[at * 3 + 2] as number]
    return 0.299 * red + 0.587 * green + 0.114 * blue
  })
  return { phash: perceptualHash(grey), colour: dominantColour(rgb) }
}

/** Writes it elsewhere on the same disk and moves it there, so that a reader never sees half a file. */
async function writeWhole(previewsDir: string, file: string, content: Buffer): Promise<void> {
  const unfinished = unfinishedPreviews(previewsDir)
  await mkdir(path.dirname(file), { recursive: true })
  await mkdir(unfinished, { recursive: true })
  const temporary = path.join(unfinished, `${path.basename(file)}.${randomBytes(4).toString('hex')}.tmp`)
  try {
    await writeFile(temporary, content)
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
