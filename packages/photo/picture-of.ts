import path from 'node:path'
import { type Decoders, openPhoto, wholeFileLimit } from './open-photo.js'
import { fromPixels } from './pixels/decode.js'
import { hashFile } from './read/hash-file.js'

/**
 * The upright picture of a photo file of any format, at the preview's size, as PNG: for looking at a photo that is not
 * in the library.
 *
 * Errors: those of openPhoto.
 */
export async function pictureOf(file: string, decoders: Decoders, fileName = path.basename(file)): Promise<Buffer> {
  const { id, bytes, mtimeMs, content } = await hashFile(file, decoders.signal, wholeFileLimit)
  const { photo } = await openPhoto({ path: file, fileName, id, bytes, mtimeMs, content }, decoders)
  return await fromPixels(photo.pixels).png({ compressionLevel: 1 }).toBuffer()
}
