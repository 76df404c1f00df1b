import { statfs } from 'node:fs/promises'
import path from 'node:path'
import type { Hold } from '#core/heartbeat'
import { say } from '#core/sentences/say'

/** Work goes on when there is this much more than what made it wait. */
const AND_A_HALF = 1.5

/**
 * Looks at the disk of the data folder: below `minFree` bytes everything that writes waits, until there is half as much
 * again. So the database never meets a full disk by our doing, which would stop it.
 */
export function createDiskHold(folder: string, minFree: number, free = freeBytes) {
  let held = false
  return async (): Promise<Hold | undefined> => {
    const left = await free(folder)
    if (left === undefined) return held ? hold(folder, undefined, minFree) : undefined
    held = left < (held ? minFree * AND_A_HALF : minFree)
    return held ? hold(folder, left, minFree) : undefined
  }
}

function hold(ours: string, left: number | undefined, minFree: number): Hold {
  const folder = path.resolve(ours)
  const wanted = megabytes(minFree * AND_A_HALF)
  const reason =
    left === undefined
      ? say('hold_disk_unknown', { folder, wanted })
      : say('hold_disk', { folder, left: megabytes(left), wanted })
  return { code: 'disk', reason }
}

async function freeBytes(folder: string): Promise<number | undefined> {
  return await statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => undefined,
  )
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`
