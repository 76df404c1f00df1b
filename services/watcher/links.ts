import { promises as fs } from 'node:fs'
import { encodePath, locatePath } from '#core/file-path'
import { isWithin } from './tree.js'

/**
 * Walks what symbolic links to folders lead to, after the plain tree. One link after the other in order of their
 * paths, and no real folder twice: the outcome is the same at each walk, and loops end. A link to a folder that the
 * plain tree holds adds nothing; one to a parent of the share would bring in the whole disk. Both are left alone.
 * @param links encoded paths relative to the root; more are appended while the walk finds them
 */
export async function followLinks(
  root: string,
  links: string[],
  options: {
    /** whether the plain tree holds this folder */
    isWalked(directory: string): boolean
    walk(start: string[], each: (directory: string) => boolean): Promise<void>
    signal: AbortSignal
  },
): Promise<void> {
  if (links.length === 0) return
  const realRoot = await realPath(root, '')
  const followed = new Set<string>()
  while (links.length > 0 && !options.signal.aborted) {
    for (const link of links.splice(0).sort()) {
      const target = await realPath(root, link).catch(() => undefined)
      if (target === undefined || isWithin(realRoot, target)) continue
      await options.walk([link], (directory) => {
        const real = target + directory.slice(link.length)
        const inside = isWithin(real, realRoot) ? real.slice(realRoot.length + 1) : undefined
        if (followed.has(real) || (inside !== undefined && options.isWalked(inside))) return false
        followed.add(real)
        return true
      })
    }
  }
}

/** Encoded absolute path without links, no slash at the end ('' for the root of the file system). */
async function realPath(root: string, path: string): Promise<string> {
  const real = encodePath(await fs.realpath(locatePath(root, path), { encoding: 'buffer' }))
  return real === '/' ? '' : real
}
