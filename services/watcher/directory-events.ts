import { watch } from 'node:fs'
import { basename } from 'node:path'
import { watch as watchFolder } from 'chokidar'
import { encodePath, locatePath } from '#core/file-path'
import type { IgnoreRules } from '#core/ignore-rules'

export interface DirectoryEvents {
  /**
   * Ends when the folder is watched: what happens in it from then on is announced.
   * @param crowded whether it has so many entries that it gets the plain watch; may change
   */
  cover(directory: string, crowded: boolean): Promise<void>
  uncover(directories: string[]): void
  close(): Promise<void>
}

export interface EventHandlers {
  /** something happened in this folder; `file` where only the content of this one may have changed */
  onHint(directory: string, file?: string): void
  /**
   * Another folder may have taken the place of this one: its watch is closed, and those below are not to be relied on,
   * because a folder that moves along with its parent is not told so.
   */
  onReplaced(directory: string): void
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
 * need a hundred times as many), so an event is no more than a hint to list a folder again. The caller's own walk
 * brings the folders: chokidar left to walk a tree itself looks at all folders at once, which takes half a gigabyte
 * for 1,000 of them, and watches each only after it has read it (docs/decisions/watch-mode.md).
 */
export function watchDirectories(root: string, rules: IgnoreRules, handlers: EventHandlers): DirectoryEvents {
  const folders = new Map<string, FolderWatch>()
  let over = false
  let flood = { since: 0, count: 0 }

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

  return {
    async cover(directory, crowded) {
      const before = folders.get(directory)
      if (over || (before && (before.plain || !crowded))) return
      const path = locatePath(root, directory)
      const open = crowded || typeof path !== 'string' ? watchPlainly : watchByChokidar
      const folder = open(path, {
        onEvent(event, name) {
          if (over) return
          // Its own name tells that the folder itself went (or that it holds one of the same name, which does no harm).
          if (event === 'rename' && name !== undefined && name === basename(directory)) {
            uncover(directory)
            handlers.onReplaced(directory)
          }
          happened(event, directory, name)
        },
        onError(error) {
          if (over) return
          over = true
          handlers.onError(error)
        },
      })
      folders.set(directory, folder)
      void before?.close()
      await folder.ready
    },
    uncover(directories) {
      for (const directory of directories) uncover(directory)
    },
    async close() {
      over = true
      await Promise.all([...folders.values()].map((folder) => folder.close()))
      folders.clear()
    },
  }

  function uncover(directory: string) {
    void folders.get(directory)?.close()
    folders.delete(directory)
  }
}

interface FolderWatch {
  plain: boolean
  ready: Promise<void>
  close(): Promise<void>
}

interface FolderHandlers {
  onEvent(event: string, name: string | undefined): void
  onError(error: Error): void
}

/**
 * chokidar looks at all entries of a folder when it opens it and after each event, which is nothing for a hundred and
 * takes a whole core for 20,000. It takes text only and reads a backslash as a slash. For crowded folders and other
 * names there is the plain watch, which is underneath it too.
 */
function watchByChokidar(path: string | Buffer, { onEvent, onError }: FolderHandlers): FolderWatch {
  const watcher = watchFolder(path.toString(), {
    depth: 0,
    ignored: (_path, stats) => stats !== undefined && !stats.isDirectory(),
    ignorePermissionErrors: true,
    usePolling: false,
    atomic: false,
  })
  watcher.on('raw', (event, name) => onEvent(event, name ? name.replaceAll('\\', '\\\\') : undefined))
  let over = () => {}
  // an unreadable folder gives an error and is never ready, a closed one neither
  const ready = new Promise<void>((resolve) => {
    over = resolve
  })
  watcher.on('ready', over)
  watcher.on('error', (error) => {
    onError(error as Error)
    over()
  })
  return {
    plain: false,
    ready,
    close() {
      over()
      return watcher.close()
    },
  }
}

function watchPlainly(path: string | Buffer, { onEvent, onError }: FolderHandlers): FolderWatch {
  try {
    const watcher = watch(path, { encoding: 'buffer' }, (event, name) =>
      onEvent(event, name ? encodePath(name) : undefined),
    )
    watcher.on('error', onError)
    return { plain: true, ready: Promise.resolve(), close: async () => watcher.close() }
  } catch (error) {
    // gone or not ours to read: the listing that follows will say so
    if (!harmless.has((error as NodeJS.ErrnoException).code ?? '')) onError(error as Error)
    return { plain: true, ready: Promise.resolve(), close: async () => {} }
  }
}

const harmless = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP'])
