/** The folders of a share that are being watched, by encoded path; the root is ''. */
export interface Tree {
  has(directory: string): boolean
  childrenOf(directory: string): ReadonlySet<string>
  add(directory: string): void
  /** the directory and everything below it; nothing when it is not there */
  below(directory: string): string[]
  /** removes the directory and everything below it; gives what was removed */
  remove(directory: string): string[]
  readonly size: number
}

const none: ReadonlySet<string> = new Set()

export function createTree(): Tree {
  const children = new Map<string, Set<string> | undefined>()

  const below = (directory: string) => {
    const found = children.has(directory) ? [directory] : []
    // grows while it is read
    for (const path of found) for (const child of children.get(path) ?? none) found.push(child)
    return found
  }

  return {
    get size() {
      return children.size
    },
    has: (directory) => children.has(directory),
    childrenOf: (directory) => children.get(directory) ?? none,
    add(directory) {
      if (children.has(directory)) return
      children.set(directory, undefined)
      if (directory === '') return
      const parent = parentOf(directory)
      const siblings = children.get(parent)
      if (siblings) siblings.add(directory)
      else children.set(parent, new Set([directory]))
    },
    below,
    remove(directory) {
      const removed = below(directory)
      for (const path of removed) children.delete(path)
      if (directory !== '') children.get(parentOf(directory))?.delete(directory)
      return removed
    },
  }
}

export function parentOf(directory: string): string {
  const slash = directory.lastIndexOf('/')
  return slash < 0 ? '' : directory.slice(0, slash)
}

/** Whether `path` is `directory` or lies below it. */
export function isWithin(path: string, directory: string): boolean {
  return directory === '' || path === directory || path.startsWith(`${directory}/`)
}

/** Drops what lies below another of the given directories. */
export function topmost(directories: Iterable<string>): string[] {
  const kept = new Set<string>()
  for (const directory of [...new Set(directories)].sort((a, b) => a.length - b.length)) {
    let above = directory
    while (above !== '' && !kept.has(above)) above = parentOf(above)
    if (!kept.has(above)) kept.add(directory)
  }
  return [...kept]
}
