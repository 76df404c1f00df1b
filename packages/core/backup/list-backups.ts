import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { PARTIAL, readBackupName } from './backup-name.js'
import { type Keep, outdated } from './retention.js'

/** Longer than writing a backup takes without any progress. */
const ABANDONED_AFTER_MS = 24 * 3_600_000

export interface ListedBackup {
  name: string
  file: string
  kind: 'nightly' | 'manual'
  at: Date
  bytes: number
}

/** The backups in a folder, newest first; a folder that is not there has none. */
export async function listBackups(folder: string): Promise<ListedBackup[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return []
  })
  const found = await Promise.all(
    names.map(async (name) => {
      const read = readBackupName(name)
      const file = path.join(folder, name)
      const stats = read && (await stat(file).catch(() => undefined))
      return read && stats ? [{ name, file, bytes: stats.size, ...read }] : []
    }),
  )
  return found.flat().toSorted((a, b) => b.at.getTime() - a.at.getTime())
}

/** Throws nightly backups away that have had their time, and what an interrupted one left. @returns their names */
export async function throwOutdatedAway(folder: string, keep: Keep): Promise<string[]> {
  const names = await readdir(folder)
  const gone = outdated(names, keep)
  for (const name of names) if (await isAbandoned(folder, name)) gone.push(name)
  for (const name of gone) await rm(path.join(folder, name), { force: true })
  return gone
}

/**
 * Looked at right after a backup was written by the only one who writes nightly ones; one that is made by hand may be under
 * way just now.
 */
async function isAbandoned(folder: string, name: string): Promise<boolean> {
  if (!name.startsWith('albumen-') || !name.endsWith(PARTIAL)) return false
  if (name.startsWith('albumen-nightly-')) return true
  const found = await stat(path.join(folder, name)).catch(() => undefined)
  return found !== undefined && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS
}
