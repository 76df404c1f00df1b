import { statfs } from 'node:fs/promises'
import path from 'node:path'
import { say } from '#core/sentences/say'
import { PullError } from './pull-error.js'

/** Left free for the database, previews and everybody else. */
const MARGIN_BYTES = 1e9

/** @throws PullError `no_space` when a disk would have less than a gigabyte left after `bytes` more */
export async function requireSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  if (free >= bytes + MARGIN_BYTES) return
  throw new PullError(
    'no_space',
    say('no_space', { folder: path.resolve(folder), needed: gigabytes(bytes), free: gigabytes(free) }),
    'stop',
  )
}

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`
