/** What takes longer than this may be answered from before, for as long as that. */
const SLOW_MS = 100
const STALE_MS = 60_000
/** However long it took, it is read anew after so long. */
const LONGEST_FRESH_MS = 15_000

/**
 * Remembers an answer for a second, or for ten times as long as it took, up to a quarter of a minute: asked for again and
 * again, it hardly keeps the database busy. Asked for while it is being made, it is made once; and nobody waits for
 * what takes long while there is a recent answer.
 */
export function cached<T>(read: () => Promise<T>, leastMs = 1_000): () => Promise<T> {
  let value: T | undefined
  let freshUntil = 0
  let usableUntil = 0
  let reading: Promise<T> | undefined
  return () => {
    if (value !== undefined && performance.now() < freshUntil) return Promise.resolve(value)
    reading ??= measured().finally(() => {
      reading = undefined
    })
    if (value === undefined || performance.now() > usableUntil) return reading
    reading.catch(() => {}) // whoever asks next is told
    return Promise.resolve(value)
  }

  async function measured(): Promise<T> {
    const began = performance.now()
    const found = await read()
    const took = performance.now() - began
    freshUntil = performance.now() + Math.max(leastMs, Math.min(took * 10, LONGEST_FRESH_MS))
    usableUntil = took > SLOW_MS ? performance.now() + STALE_MS : 0
    value = found
    return found
  }
}
