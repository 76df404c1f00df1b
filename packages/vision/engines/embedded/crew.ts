/** What an engine process does when memory has run out. */
export type Advice = 'retire' | 'again' | 'shrink'

/** Several one-slot processes that share the memory of one machine. */
export interface Crew {
  /** @param startedAt when the process that found no memory was started, in milliseconds */
  outOfMemory(startedAt: number): Advice
}

/**
 * When one process of several finds no memory, it retires, and the others keep what it leaves: one photo fewer at a time,
 * each seen as well as before. Whoever ran short at the same moment tries again with the room that is left then. Only the
 * last one must make do with less itself.
 */
export function crewOf(size: number): Crew {
  let working = size
  let lastRetired = Number.NEGATIVE_INFINITY
  return {
    outOfMemory(startedAt) {
      if (startedAt <= lastRetired) return 'again'
      if (working === 1) return 'shrink'
      working--
      lastRetired = Date.now()
      return 'retire'
    },
  }
}
