import type { FileHandle } from 'node:fs/promises'

const CHUNK = 64 * 1024

/** The file ends, or a length in it points beyond its end. */
export class GgufTruncatedError extends Error {
  override readonly name = 'GgufTruncatedError'
}

/**
 * Reads forward through a file in pieces of 64 kB. What is skipped is not read, so that a header with megabytes of
 * vocabulary costs few reads.
 */
export interface ForwardReader {
  u32(): Promise<number>
  u64(): Promise<number>
  bytes(length: number): Promise<Buffer>
  skip(length: number): Promise<void>
  position(): number
}

export function forwardReader(handle: FileHandle, size: number): ForwardReader {
  let chunk = Buffer.alloc(0)
  let chunkStart = 0
  let at = 0

  async function bytes(length: number): Promise<Buffer> {
    if (at + length > size) {
      throw new GgufTruncatedError(`expected ${length} bytes at ${at}, but the file has only ${size}`)
    }
    if (at < chunkStart || at + length > chunkStart + chunk.length) {
      const next = Buffer.allocUnsafe(Math.max(CHUNK, length))
      const { bytesRead } = await handle.read(next, 0, next.length, at)
      chunk = next.subarray(0, bytesRead)
      chunkStart = at
      if (bytesRead < length) throw new GgufTruncatedError(`expected ${length} bytes at ${at}, got ${bytesRead}`)
    }
    const found = chunk.subarray(at - chunkStart, at - chunkStart + length)
    at += length
    return found
  }

  return {
    bytes,
    u32: async () => (await bytes(4)).readUInt32LE(0),
    u64: async () => Number((await bytes(8)).readBigUInt64LE(0)),
    skip: async (length) => {
      if (at + length > size) {
        throw new GgufTruncatedError(`expected ${length} bytes to skip at ${at}, but the file has only ${size}`)
      }
      at += length
    },
    position: () => at,
  }
}
