import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { PARTIAL, readBackupName } from './backup-name.js'
import { type Keep, outdated } from './retention.js'

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
  const gone = [...outdated(names, keep), ...names.filter((name) => isAbandoned(name))]
  for (const name of gone) await rm(path.join(folder, name), { force: true })
  return gone
}

/** Only called right after a backup was written by the only one who writes nightly ones. */
const isAbandoned = (name: string) => name.startsWith('albumen-nightly-') && name.endsWith(PARTIAL)
