import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { unfinishedPreviews } from '#core/preview-path'

/** Writing a preview takes milliseconds, on a slow disk seconds; what is older has been left by a process that died. */
const LEFT_AFTER_MS = 3_600_000

/**
 * Deletes previews that were being written when a process died. What others write now is younger, also when they are on
 * another machine whose clock is some minutes off.
 * @returns how many
 */
export async function removeUnfinished(previewsDir: string, now = Date.now()): Promise<number> {
  const folder = unfinishedPreviews(previewsDir)
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return []
  })
  let removed = 0
  for (const name of names) {
    const file = path.join(folder, name)
    const found = await stat(file).catch(() => undefined)
    if (!found || now - found.mtimeMs < LEFT_AFTER_MS) continue
    await rm(file, { force: true })
    removed++
  }
  return removed
}
