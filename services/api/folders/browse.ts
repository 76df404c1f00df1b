import type { Dirent } from 'node:fs'
import { readdir, realpath } from 'node:fs/promises'
import path from 'node:path'
import { createIgnoreRules } from '#core/ignore-rules'
import { cannotOpen, isWithin, type Root } from './roots.js'

/** Nobody finds anything in a longer list. */
const MOST = 2_000
const inOrder = new Intl.Collator('en', { numeric: true })

/**
 * The folders in a folder, by name. Left out: hidden ones, those that Albumen never looks into, and links that lead out of
 * the roots.
 * @throws Problem when it cannot be opened
 */
export async function foldersIn(folder: string, roots: Root[]): Promise<{ name: string; path: string }[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error) => {
    throw cannotOpen(folder, error)
  })
  const rules = createIgnoreRules(folder, { exclude: [] })
  const shown = await Promise.all(entries.map((entry) => isShown(entry, folder, roots)))
  return entries
    .filter(({ name }, place) => shown[place] && !rules.ignoresDirectory(name, name))
    .map(({ name }) => ({ name, path: path.join(folder, name) }))
    .sort((a, b) => inOrder.compare(a.name, b.name))
    .slice(0, MOST)
}

async function isShown(entry: Dirent, folder: string, roots: Root[]): Promise<boolean> {
  const { name } = entry
  if (name.startsWith('.') || name.includes('\ufffd')) return false // a name that is no text cannot be sent back
  if (entry.isDirectory()) return true
  if (!entry.isSymbolicLink()) return false
  const real = await realpath(path.join(folder, name)).catch(() => undefined)
  if (real === undefined || !roots.some((root) => isWithin(real, root.real))) return false
  return await readdir(real).then(
    () => true,
    () => false,
  )
}
