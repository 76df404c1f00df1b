import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { supportedExtensions } from './photo-extensions.js'

/** Folders that NAS systems, synchronisers and operating systems keep beside the owner's own (in lower case). */
const foreignDirectories = new Set([
  '@eadir', // Synology thumbnails
  '#recycle',
  '#snapshot',
  '@recycle', // QNAP
  '@recently-snapshot',
  '.@__thumb',
  '.@upload_cache',
  '.snapshot',
  '.snapshots',
  '.zfs',
  '.stfolder', // Syncthing
  '.stversions',
  '.trashes', // macOS
  '.spotlight-v100',
  '.fseventsd',
  '.temporaryitems',
  '.appledouble',
  '__macosx',
  '.trash-1000',
  '$recycle.bin', // Windows
  'system volume information',
  'lost+found',
  '.thumbnails', // Android
  '.rsync-partial',
  '.~tmp~', // rsync --delay-updates
])
const foreignDirectory = /^(\.albumen-|\.trash-\d+$)/

/** Resource forks, half-written downloads and copies: `.name.jpg.AbC123` is what rsync writes before it renames. */
const foreignFile =
  /^(\._|~|\.albumen-|\.ds_store$|thumbs\.db$|desktop\.ini$)|\.(part|crdownload|tmp)$|^\..+\.[a-z0-9]{6}$/

/** A folder that holds one of these is left out with everything below it. */
const markers = new Set(['.nomedia', '.albumenignore'])

export interface IgnoreRules {
  /** whether a file of this name is a photo to be looked at */
  wantsFile(name: string, path: string): boolean
  /** whether the folder is left out with everything below it; `path` is relative to the root */
  ignoresDirectory(name: string, path: string): boolean
  /** whether some folder on the way to `path`, or itself, is left out by its name */
  hides(path: string): boolean
  isMarker(name: string): boolean
}

export interface IgnoreSettings {
  /** absolute paths of folders that are never entered, such as Albumen's own data folder */
  exclude: string[]
  /** further rules, asked after the built-in ones */
  ignored?: ((path: string, kind: 'file' | 'directory') => boolean) | undefined
}

/** What of a folder of photos is looked at; everybody who walks one asks this. */
export function createIgnoreRules(root: string, settings: IgnoreSettings): IgnoreRules {
  const excluded = new Set(settings.exclude.flatMap((path) => [resolve(path), realOf(path)]))
  const base = root === '/' ? '' : root
  const realBase = realOf(root) === '/' ? '' : realOf(root)
  const ignored = settings.ignored ?? (() => false)

  const rules: IgnoreRules = {
    wantsFile(name, path) {
      const dot = name.lastIndexOf('.')
      if (dot < 0 || !supportedExtensions.has(name.slice(dot).toLowerCase())) return false
      return !foreignFile.test(name.toLowerCase()) && !ignored(path, 'file')
    },
    ignoresDirectory(name, path) {
      const lower = name.toLowerCase()
      if (foreignDirectories.has(lower) || foreignDirectory.test(lower)) return true
      if (excluded.size > 0 && (excluded.has(`${base}/${path}`) || excluded.has(`${realBase}/${path}`))) return true
      return ignored(path, 'directory')
    },
    hides(path) {
      const names = path.split('/')
      return names.some((name, index) => rules.ignoresDirectory(name, names.slice(0, index + 1).join('/')))
    },
    isMarker: (name) => markers.has(name),
  }
  return rules
}

function realOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return resolve(path) // not there yet; the plain path still tells it apart
  }
}
