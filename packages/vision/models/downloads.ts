import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { partPath, readState, sizeOf } from './part-file.js'
import { isLocked, LOCK_SUFFIX } from './pull-lock.js'

export interface Download {
  /** the file's name */
  file: string
  received: number
  /** bytes of the whole; undefined where the server does not say */
  total: number | undefined
}

/** Files that are being downloaded into the models folder now, by whichever process: what lies on the disk tells. */
export async function downloadsUnderWay(modelsDir: string): Promise<Download[]> {
  const entries = await readdir(modelsDir, { recursive: true }).catch(() => [])
  const locked = entries
    .filter((entry) => entry.endsWith(LOCK_SUFFIX))
    .map((entry) => entry.slice(0, -LOCK_SUFFIX.length))
  const found = await Promise.all(
    locked.map(async (entry): Promise<Download[]> => {
      const file = path.join(modelsDir, entry)
      if (!(await isLocked(file))) return []
      const [received, state] = [await sizeOf(partPath(file)), await readState(file)]
      return [{ file: path.basename(file), received, total: state?.size }]
    }),
  )
  return found.flat()
}
