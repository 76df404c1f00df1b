import { type Dirent, readdir, type Stats, stat } from 'node:fs'
import { encodePath, locatePath } from '#core/file-path'
import type { IgnoreRules } from '#core/ignore-rules'
import { eachLimited } from './timing.js'

export interface ListedFile {
  path: string
  directory: string
  size: number
  /** whole milliseconds, so that any column type gives back the same number */
  mtimeMs: number
  ctimeMs: number
}

export interface Listing {
  files: ListedFile[]
  /** files that are there but could not be looked at */
  unreadable: string[]
  directories: string[]
  /** directories reached through a symbolic link */
  links: string[]
  /** the folder holds a marker and is left out with everything below; never so for the root, which was asked for */
  hidden: boolean
  /** of all kinds, those that are left out included */
  entries: number
}

/**
 * Lists one directory of a share: photo files with size and times, and the folders to go on with.
 * Names are read as bytes; all paths in the answer are encoded and relative to the root.
 * @throws the error of readdir, with its `code`
 */
export async function listDirectory(
  root: string,
  directory: string,
  rules: IgnoreRules,
  filesAtOnce: number,
): Promise<Listing> {
  const entries = await readBytes(locatePath(root, directory))
  const listing: Listing = {
    files: [],
    unreadable: [],
    directories: [],
    links: [],
    hidden: false,
    entries: entries.length,
  }
  const toStat: { path: string; wanted: boolean }[] = []
  const prefix = directory === '' ? '' : `${directory}/`
  for (const entry of entries) {
    // Node types the name as a string, whatever encoding was asked for
    const name = encodePath(entry.name as unknown as Buffer)
    const path = prefix + name
    if (directory !== '' && rules.isMarker(name)) return { ...listing, directories: [], hidden: true }
    if (entry.isDirectory()) {
      if (!rules.ignoresDirectory(name, path)) listing.directories.push(path)
    } else if (entry.isFile()) {
      if (rules.wantsFile(name, path)) toStat.push({ path, wanted: true })
    } else if (entry.isSymbolicLink() && !rules.ignoresDirectory(name, path)) {
      toStat.push({ path, wanted: rules.wantsFile(name, path) })
    }
  }
  await eachLimited(toStat, filesAtOnce, async ({ path, wanted }) => {
    const found = await lookAt(locatePath(root, path))
    if (found === 'gone') return
    if (found === 'unreadable') listing.unreadable.push(path)
    else if (found.isDirectory()) listing.links.push(path)
    else if (wanted && found.isFile()) listing.files.push(toListed(path, directory, found))
  })
  return listing
}

/** One file again; undefined when it is gone or no file any more. Throws what else stat throws. */
export async function lookAgain(root: string, path: string, directory: string): Promise<ListedFile | undefined> {
  const found = await lookAt(locatePath(root, path))
  if (found === 'unreadable') throw new Error('expected to look at a file again, but it cannot be read now')
  return found !== 'gone' && found.isFile() ? toListed(path, directory, found) : undefined
}

/** Whether nothing is at this path. Every doubt (an I/O error, a permission) counts as "something is there". */
export async function isGone(root: string, path: string): Promise<boolean> {
  return (await lookAt(locatePath(root, path))) === 'gone'
}

function toListed(path: string, directory: string, stats: Stats): ListedFile {
  return {
    path,
    directory,
    size: stats.size,
    mtimeMs: Math.floor(stats.mtimeMs),
    ctimeMs: Math.floor(stats.ctimeMs),
  }
}

// Callbacks: the promise versions take twice the time for 100,000 files.
function readBytes(path: string | Buffer): Promise<Dirent[]> {
  return new Promise((resolve, reject) => {
    readdir(path, { withFileTypes: true, encoding: 'buffer' as 'utf8' }, (error, entries) =>
      error ? reject(error) : resolve(entries),
    )
  })
}

function lookAt(path: string | Buffer): Promise<Stats | 'gone' | 'unreadable'> {
  return new Promise((resolve) => {
    stat(path, (error, stats) => {
      if (!error) resolve(stats)
      else resolve(goneCodes.has(error.code ?? '') ? 'gone' : 'unreadable')
    })
  })
}

/** What says that nothing is there; ELOOP is a symbolic link that leads nowhere. */
export const goneCodes = new Set(['ENOENT', 'ENOTDIR', 'ELOOP'])
