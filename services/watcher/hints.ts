/** Folders in which something happened, each to be listed once after a short while. */
export interface Hints {
  add(directory: string, delayMs?: number): void
  /** milliseconds until one is due, undefined when there is none */
  next(): number | undefined
  /** takes the folders that are due */
  take(): string[]
  /** tells what listing a folder took: a huge folder is not listed again for ten times that long */
  took(directory: string, milliseconds: number): void
}

const CHEAP_MS = 25

export function createHints(debounceMs: number): Hints {
  const due = new Map<string, number>()
  const notBefore = new Map<string, number>()

  return {
    // The first event counts: a folder in which something always happens must still be listed now and then.
    add(directory, delayMs = debounceMs) {
      if (due.has(directory)) return
      due.set(directory, Math.max(performance.now() + delayMs, notBefore.get(directory) ?? 0))
    },
    next() {
      if (due.size === 0) return undefined
      return Math.max(0, Math.min(...due.values()) - performance.now())
    },
    take() {
      const now = performance.now()
      const taken: string[] = []
      for (const [directory, at] of due) {
        if (at > now) continue
        taken.push(directory)
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
