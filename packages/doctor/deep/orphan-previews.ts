import { lstat, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { inArray } from 'drizzle-orm'
import { photos } from '#core/database/schema'
import { unfinishedPreviews } from '#core/preview-path'
import { type Check, faultOf, type Library, several } from './check.js'

/** What is younger may belong to a photo that is being read now. */
const YOUNG_MS = 3_600_000

/** The previews' folder holds nothing but the previews of photos in the catalogue. */
export const orphanPreviews: Check = {
  about: 'files beside the previews',
  async look(library) {
    const orphans: string[] = []
    let checked = 0
    for await (const folder of shards(library.folder.previews)) {
      library.signal?.throwIfAborted()
      const names = await namesIn(folder)
      checked += names.length
      orphans.push(...(await orphansAmong(library, folder, names)))
    }
    const { previews } = library.folder
    return {
      checked,
      faults: faultOf(
        orphans.map((file) => path.relative(previews, file)),
        {
          code: 'preview_orphan',
          state: 'warning',
          found: `${several(orphans.length, 'file')} in the previews' folder that ${orphans.length === 1 ? 'belongs' : 'belong'} to no photo`,
          why: 'They only take room.',
          advice: 'Repaired, they are deleted.',
          async repair() {
            for (const file of orphans) await rm(file, { force: true })
            return orphans.length
          },
        },
      ),
    }
  },
}

/** The folders that hold previews: two levels, named after the first four digits of the ids, and the unfinished ones'. */
async function* shards(root: string): AsyncGenerator<string> {
  yield unfinishedPreviews(root)
  for (const first of await subfolders(root)) {
    for (const second of await subfolders(path.join(root, first))) yield path.join(root, first, second)
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return await readdir(folder).catch(nothingThere)
}

async function subfolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(nothingThere)
  return entries.filter((entry) => entry.isDirectory() && /^[0-9a-f]{2}$/.test(entry.name)).map((entry) => entry.name)
}

function nothingThere(error: NodeJS.ErrnoException): never[] {
  if (error.code === 'ENOENT') return []
  throw error
}

async function orphansAmong({ db }: Library, folder: string, names: string[]): Promise<string[]> {
  const idOf = (name: string) => /^([0-9a-f]{64})-(thumb|preview)\.webp$/.exec(name)?.[1]
  const ids = [...new Set(names.flatMap((name) => idOf(name) ?? []))]
  const known = await db.select({ id: photos.id }).from(photos).where(inArray(photos.id, ids))
  const knownIds = new Set(known.map((photo) => photo.id))
  const orphans: string[] = []
  for (const name of names) {
    const id = idOf(name)
    if (id !== undefined && knownIds.has(id)) continue
    const file = path.join(folder, name)
    const found = await lstat(file).catch(() => undefined)
    if (found && Date.now() - Math.max(found.mtimeMs, found.ctimeMs) > YOUNG_MS) orphans.push(file)
  }
  return orphans
}
