import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { PermanentError } from '#core/errors'
import { say } from '#core/sentences/say'

/** The file was written to while it was read. Try again later: a copy is probably still under way. */
export class FileChangingError extends Error {
  override readonly name = 'FileChangingError'
  readonly code = 'file_changing'
}

export interface HashedFile {
  /** sha256 of the content, lower-case hex: the photo's id. */
  id: string
  bytes: number
  mtimeMs: number
  /** The bytes that were hashed, when there were no more of them than asked to keep. */
  content: Buffer | null
}

const chunkBytes = 1024 * 1024

/**
 * Reads a file once, from start to end, and hashes it.
 *
 * Errors: FileChangingError when size or time of change moved meanwhile; PermanentError `not_a_file`;
 * those of the file system (ENOENT, EACCES, EIO, ESTALE …) as they come, with their code.
 *
 * @param path bytes, where the name is not UTF-8
 * @param keepUpTo files of at most so many bytes are also returned whole, so that nobody has to read them again
 */
export async function hashFile(path: Buffer | string, signal?: AbortSignal, keepUpTo = 0): Promise<HashedFile> {
  // Non-blocking, because opening a pipe that somebody left in a share would wait for a writer for ever.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const before = await file.stat()
    if (!before.isFile()) throw new PermanentError('not_a_file', say('photo_no_file'))
    const content = before.size <= keepUpTo ? Buffer.allocUnsafe(before.size) : null
    const { digest, bytes } = await digestOf(file, content, signal)
    const after = await file.stat()
    if (bytes !== before.size || after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
      throw new FileChangingError(
        `The file changed while it was read: ${before.size} bytes before, ${after.size} after`,
      )
    }
    return { id: digest, bytes, mtimeMs: after.mtimeMs, content }
  } finally {
    await file.close()
  }
}

async function digestOf(file: FileHandle, content: Buffer | null, signal?: AbortSignal) {
  const hash = createHash('sha256')
  const scratch = content ?? Buffer.allocUnsafe(chunkBytes)
  let bytes = 0
  while (true) {
    signal?.throwIfAborted()
    const offset = content ? bytes : 0
    const length = Math.min(chunkBytes, scratch.length - offset)
    // A kept file is full now; whether the one on disk has grown is seen by the second stat.
    if (content && length === 0) break
    const { bytesRead } = await file.read(scratch, offset, length, null)
    if (bytesRead === 0) break
    hash.update(scratch.subarray(offset, offset + bytesRead))
    bytes += bytesRead
  }
  return { digest: hash.digest('hex'), bytes }
}
