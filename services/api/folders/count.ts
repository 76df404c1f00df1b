import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { createIgnoreRules } from '#core/ignore-rules'

export interface PhotoCount {
  photos: number
  folders: number
}

/** Folders read at the same time; a NAS has other things to do. */
const AT_ONCE = 4

/**
 * Counts the photos in a folder and below it as the watcher would find them, without reading any of them. Links are not
 * followed.
 * @param onCount called after each folder
 */
export async function countPhotos(
  root: string,
  { exclude, signal, onCount }: { exclude: string[]; signal: AbortSignal; onCount: (count: PhotoCount) => void },
): Promise<PhotoCount> {
  const rules = createIgnoreRules(root, { exclude })
  const count: PhotoCount = { photos: 0, folders: 0 }
  const waiting = ['']
  let active = 0

  async function visit(folder: string): Promise<void> {
    const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch(() => [])
    if (folder !== '' && entries.some(({ name }) => rules.isMarker(name))) return
    count.folders++
    for (const entry of entries) {
      const inside = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) {
        if (!rules.ignoresDirectory(entry.name, inside)) waiting.push(inside)
      } else if (entry.isFile() && rules.wantsFile(entry.name, inside)) count.photos++
    }
    onCount(count)
  }

  await new Promise<void>((resolve) => {
    const go = () => {
      while (!signal.aborted && active < AT_ONCE && waiting.length > 0) {
        active++
        void visit(waiting.pop() as string).finally(() => {
          active--
          go()
        })
      }
      if (active === 0) resolve()
    }
    go()
  })
  return count
}
