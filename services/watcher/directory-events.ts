import { type FSWatcher, realpathSync, watch } from 'node:fs'
import { watch as watchTree } from 'chokidar'
import { encodePath, locatePath } from '#core/file-path'
import type { IgnoreRules } from './ignore.js'
import { parentOf } from './tree.js'

export interface DirectoryEvents {
  /** ends when all folders are watched */
  ready: Promise<void>
  /** watches a folder that the tree watcher does not see or has not reached yet */
  cover(directory: string): void
  uncover(directories: string[]): void
  close(): Promise<void>
}

export interface EventHandlers {
  /** something happened in this folder; `file` where only the content of this one may have changed */
  onHint(directory: string, file?: string): void
  /** so much happened that the kernel may have dropped events without a word, or it is not known where */
  onDoubt(): void
  /** events can no longer be relied on; called once */
  onError(error: Error): void
}

/** inotify queues 16,384 events and then drops them; libuv does not say so. */
const FLOOD = 8_000
const FLOOD_WINDOW_MS = 2_000

/**
 * Events of a share's folders. Only folders are watched (one inotify watch each, where a watch on each file would
 * need a hundred times as many), so an event is no more than a hint to list a folder again.
 * chokidar does not see names that are not UTF-8 or hold a backslash, nor what lies behind links, and it watches a
 * new folder only after it has read it: for those `cover` adds a plain watch.
 */
export function watchDirectories(root: string, rules: IgnoreRules, handlers: EventHandlers): DirectoryEvents {
  const realRoot = realpathSync(root)
  const base = realRoot === '/' ? '/' : `${realRoot}/`
  const seen = new Set<string>()
  const extra = new Map<string, FSWatcher>()
  let failed = false
  let closed = false
  let flood = { since: 0, count: 0 }

  const relative = (path: string) => (path.startsWith(base) ? path.slice(base.length) : '')
  const isIgnored = (path: string) => {
    const inside = relative(path)
    return inside !== '' && rules.ignoresDirectory(inside.slice(inside.lastIndexOf('/') + 1), inside)
  }
  const fail = (error: Error) => {
    if (failed || closed) return
    failed = true
    handlers.onError(error)
  }
  const happened = (event: string, directory: string, name: string | undefined) => {
    const now = performance.now()
    if (now - flood.since > FLOOD_WINDOW_MS) flood = { since: now, count: 0 }
    if (++flood.count === FLOOD) handlers.onDoubt()
    if (name === undefined) return handlers.onHint(directory)
    const path = directory === '' ? name : `${directory}/${name}`
    const wanted = rules.wantsFile(name, path)
    // a name that is no photo's may be a folder's, which only comes and goes by a rename event
    if (!wanted && (event === 'change' || rules.ignoresDirectory(name, path))) return
    handlers.onHint(directory, wanted && event === 'change' ? path : undefined)
  }

  const tree = watchTree(realRoot, {
    ignored: (path, stats) => (stats !== undefined && !stats.isDirectory()) || isIgnored(path),
    followSymlinks: false,
    ignorePermissionErrors: true,
    usePolling: false,
    atomic: false,
  })
  const ready = new Promise<void>((resolve) => {
    tree.on('ready', resolve)
  })
  tree.on('error', (error) => fail(error as Error))
  tree.on('addDir', (path) => {
    seen.add(relative(path))
    handlers.onHint(parentOf(relative(path)))
  })
  tree.on('unlinkDir', (path) => {
    seen.delete(relative(path))
    handlers.onHint(parentOf(relative(path)))
  })
  tree.on('raw', (event, name, details) => {
    const { watchedPath } = details as { watchedPath?: string }
    if (watchedPath === undefined) handlers.onDoubt()
    else happened(event, relative(watchedPath), name ? name.replaceAll('\\', '\\\\') : undefined)
  })

  return {
    ready,
    cover(directory) {
      if (closed || failed) return
      if (seen.has(directory)) {
        // by now the tree watcher has this one for certain
        extra.get(directory)?.close()
        extra.delete(directory)
        return
      }
      if (extra.has(directory)) return
      try {
        const watcher = watch(locatePath(root, directory), { encoding: 'buffer' }, (event, name) =>
          happened(event, directory, name ? encodePath(name) : undefined),
        )
        watcher.on('error', fail)
        extra.set(directory, watcher)
      } catch (error) {
        if (!mayBeIgnored.has((error as NodeJS.ErrnoException).code ?? '')) fail(error as Error)
      }
    },
    uncover(directories) {
      for (const directory of directories) {
        extra.get(directory)?.close()
        extra.delete(directory)
      }
    },
    async close() {
      closed = true
      for (const watcher of extra.values()) watcher.close()
      extra.clear()
      seen.clear()
      await tree.close()
    },
  }
}

const mayBeIgnored = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP'])
