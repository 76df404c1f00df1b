import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { PART_SUFFIX, partPath, readState, sizeOf } from './part-file.js'
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
  return await downloadsOf(modelsDir, LOCK_SUFFIX, isLocked)
}

/** Files whose download was begun and is not under way; it can be gone on with. */
export async function unfinishedDownloads(modelsDir: string): Promise<Download[]> {
  return await downloadsOf(modelsDir, PART_SUFFIX, async (file) => !(await isLocked(file)))
}

async function downloadsOf(
  modelsDir: string,
  suffix: string,
  wanted: (file: string) => Promise<boolean>,
): Promise<Download[]> {
  const entries = await readdir(modelsDir, { recursive: true }).catch(() => [])
  const files = entries.filter((entry) => entry.endsWith(suffix)).map((entry) => entry.slice(0, -suffix.length))
  const found = await Promise.all(
    files.map(async (entry): Promise<Download[]> => {
      const file = path.join(modelsDir, entry)
      if (!(await wanted(file))) return []
      const [received, state] = [await sizeOf(partPath(file)), await readState(file)]
      return [{ file: path.basename(file), received, total: state?.size }]
    }),
  )
  return found.flat()
}
