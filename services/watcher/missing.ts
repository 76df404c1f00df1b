import type { Catalogue, ShareRef } from './catalogue.js'
import { isGone } from './list-directory.js'
import { type Root, ShareOffline } from './root.js'
import type { WatchSettings } from './settings.js'
import { eachLimited } from './timing.js'
import { topmost } from './tree.js'

export interface Absent {
  /** files and folders that a listing did not show any more */
  files: string[]
  directories: string[]
  /** the same for what is left out by a rule now, and so need not be gone from disk */
  hiddenFiles: string[]
  hiddenDirectories: string[]
}

export const nothingAbsent = (): Absent => ({ files: [], directories: [], hiddenFiles: [], hiddenDirectories: [] })

/**
 * Tells the catalogue what is missing, once that is certain: the root is proven, each path is looked for by name
 * (a listing may skip entries while a folder changes, and an unmounted share looks empty), and the root is proven
 * again, so that a share that went away in between takes nothing with it.
 * @returns how many files and folders were declared missing
 * @throws ShareOffline
 */
export async function declareMissing(
  absent: Absent,
  context: { share: ShareRef; root: Root; catalogue: Catalogue; settings: WatchSettings; signal: AbortSignal },
): Promise<{ files: number; directories: number }> {
  const { share, root, catalogue, settings, signal } = context
  if (Object.values(absent).every((list) => list.length === 0)) return { files: 0, directories: 0 }
  await demandRoot(root)
  const files = [...absent.hiddenFiles]
  const directories = [...absent.hiddenDirectories]
  await eachLimited(absent.files, settings.filesAtOnce, async (path) => {
    if (await isGone(share.root, path)) files.push(path)
  })
  await eachLimited(absent.directories, settings.filesAtOnce, async (path) => {
    if (await isGone(share.root, path)) directories.push(path)
  })
  await demandRoot(root)
  if (signal.aborted) return { files: 0, directories: 0 }
  const tops = topmost(directories)
  for (let from = 0; from < tops.length; from += settings.batch) {
    await catalogue.missingDirectories(share, tops.slice(from, from + settings.batch))
  }
  for (let from = 0; from < files.length; from += settings.batch) {
    await catalogue.missing(share, files.slice(from, from + settings.batch))
  }
  return { files: files.length, directories: tops.length }
}

/** @throws ShareOffline where the root is gone, or another one than before: then the listings are of another disk */
async function demandRoot(root: Root): Promise<void> {
  const proof = await root.prove()
  if (!proof.ok) throw new ShareOffline(proof.reason)
  if (proof.changed) throw new ShareOffline('The share was mounted anew while it was being listed')
}
