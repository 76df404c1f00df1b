import { open, stat } from 'node:fs/promises'
import { PermanentError } from '#core/errors'
import { extensionOf } from '#core/photo-extensions'
import { say } from '#core/sentences/say'
import { namedAs, refusal } from './content/refusal.js'
import { type PhotoFormat, sniff } from './content/sniff.js'
import type { HeicDecoder } from './heic/heic-decoder.js'
import { openHeic } from './open/open-heic.js'
import { openRaster } from './open/open-raster.js'
import { openRaw } from './open/open-raw.js'
import type { OpenedPhoto } from './open/opened-photo.js'
import { defaultLimits, type Limits } from './pixels/decode.js'
import type { RawReader } from './raw/raw-reader.js'
import { FileChangingError, hashFile } from './read/hash-file.js'
import { withReadablePath } from './read/readable-path.js'

/** Files up to this size are held in memory, so that what is decoded is what was hashed, and is read only once. */
export const wholeFileLimit = 64 * 1024 * 1024

export interface PhotoFile {
  /** Bytes where the name is not UTF-8. */
  path: Buffer | string
  /** For its extension and the date that it may hold. */
  fileName: string
  /** sha256 of the content, as hashFile gave it. */
  id: string
  bytes: number
  mtimeMs: number
  /** The content, where hashFile was asked to keep it; read again otherwise. */
  content?: Buffer | null
}

export interface Decoders {
  heic: HeicDecoder
  raw: RawReader
  signal?: AbortSignal
  limits?: Limits
}

/**
 * Decodes a photo of whatever format its content has.
 *
 * Errors: PermanentError, with a sentence for the owner, when the content is at fault; FileChangingError when the file
 * is no longer what was hashed; those of the file system as they come. The last two are worth another try.
 */
export async function openPhoto(
  input: PhotoFile,
  decoders: Decoders,
): Promise<{ photo: OpenedPhoto; format: PhotoFormat }> {
  const { signal, limits = defaultLimits } = decoders
  signal?.throwIfAborted()
  const source = await openSource(input, signal)
  const format = await recognise(input, source, limits)
  const photo = await decodeAs(format, input, source, { ...decoders, limits })
  signal?.throwIfAborted()
  return { photo, format }
}

/** The bytes of a file, or null where it is too large to hold and is read by path. */
async function openSource(input: PhotoFile, signal?: AbortSignal): Promise<Buffer | null> {
  if (input.content) return input.content
  if (input.bytes > wholeFileLimit) return null
  const read = await hashFile(input.path, signal, wholeFileLimit)
  if (read.id !== input.id || read.content === null)
    throw new FileChangingError('The file is no longer what was hashed')
  return read.content
}

/** What the content is. Errors: PermanentError naming what it is instead. */
async function recognise(input: PhotoFile, content: Buffer | null, limits: Limits): Promise<PhotoFormat> {
  const head = content?.subarray(0, edgeBytes) ?? (await readAt(input.path, 0))
  const format = sniff(head, extensionOf(input.fileName))
  if (format === null) {
    const tail = content?.subarray(-edgeBytes) ?? (await readAt(input.path, input.bytes - edgeBytes))
    throw await refusal(input.fileName, head, tail)
  }
  if (format === 'raw' || input.bytes <= limits.bytes) return format
  const mebibytes = (bytes: number) => `${Math.round(bytes / 1024 ** 2).toLocaleString('en')} MiB`
  const message = say('photo_too_large', {
    named: namedAs(input.fileName),
    size: mebibytes(input.bytes),
    most: mebibytes(limits.bytes),
  })
  throw new PermanentError('too_large', message)
}

const edgeBytes = 64 * 1024

async function readAt(path: Buffer | string, position: number): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(edgeBytes), 0, edgeBytes, position)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

async function decodeAs(
  format: PhotoFormat,
  input: PhotoFile,
  content: Buffer | null,
  { heic, raw, signal, limits }: Decoders & { limits: Limits },
): Promise<OpenedPhoto> {
  if (content && format === 'heic') return openHeic(content, heic, limits, signal)
  if (content && format !== 'raw') return openRaster(content, format, limits)
  if (format === 'heic') {
    const message = say('heic_bytes', { bytes: input.bytes, most: wholeFileLimit })
    throw new PermanentError('too_large', message)
  }
  try {
    const photo = await withReadablePath(input.path, extensionOf(input.fileName), (path) =>
      format === 'raw' ? openRaw(path, raw, limits, signal) : openRaster(path, format, limits),
    )
    await assertSameTimes(input)
    return photo
  } catch (error) {
    // Decoders do not tell a broken disk, or a file that is being replaced, from a damaged photo: reading it all does.
    if (error instanceof PermanentError) await assertSameContent(input, signal)
    throw error
  }
}

async function assertSameTimes(input: PhotoFile): Promise<void> {
  const { size, mtimeMs } = await stat(input.path)
  if (size !== input.bytes || Math.trunc(mtimeMs) !== Math.trunc(input.mtimeMs)) {
    throw new FileChangingError('The file changed while its picture was decoded')
  }
}

async function assertSameContent(input: PhotoFile, signal?: AbortSignal): Promise<void> {
  const { id } = await hashFile(input.path, signal)
  if (id !== input.id) throw new FileChangingError('The file is no longer what was hashed')
}
