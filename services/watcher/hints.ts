/** Folders in which something happened, each to be listed once after a short while. */
export interface Hints {
  add(directory: string): void
  /** the same, with everything below it */
  addWhole(directory: string): void
  /** milliseconds until one is due, undefined when there is none */
  next(): number | undefined
  /** takes the folders that are due */
  take(): { directory: string; whole: boolean }[]
  /** tells what listing a folder took: a huge folder is not listed again for ten times that long */
  took(directory: string, milliseconds: number): void
}

const CHEAP_MS = 25

export function createHints(debounceMs: number): Hints {
  const due = new Map<string, number>()
  const wholes = new Set<string>()
  const notBefore = new Map<string, number>()

  // The first event counts: a folder in which something always happens must still be listed now and then.
  const add = (directory: string) => {
    if (due.has(directory)) return
    due.set(directory, Math.max(performance.now() + debounceMs, notBefore.get(directory) ?? 0))
  }

  return {
    add,
    addWhole(directory) {
      wholes.add(directory)
      add(directory)
    },
    next() {
      if (due.size === 0) return undefined
      return Math.max(0, Math.min(...due.values()) - performance.now())
    },
    take() {
      const now = performance.now()
      const taken: { directory: string; whole: boolean }[] = []
      for (const [directory, at] of due) {
        if (at > now) continue
        taken.push({ directory, whole: wholes.delete(directory) })
        due.delete(directory)
      }
      return taken
    },
    took(directory, milliseconds) {
      const now = performance.now()
      for (const [path, until] of notBefore) if (until <= now) notBefore.delete(path)
      if (milliseconds > CHEAP_MS) notBefore.set(directory, now + 10 * milliseconds)
    },
  }
}
