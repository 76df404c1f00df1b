/** What takes longer than this may be answered from before, for as long as that. */
const SLOW_MS = 100
const STALE_MS = 60_000

/**
 * Remembers an answer for a second, or for ten times as long as it took: however often it is asked for, it keeps the
 * database busy for a tenth of the time at most. Asked for while it is being made, it is made once; and nobody waits for
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
    freshUntil = performance.now() + Math.max(leastMs, took * 10)
    usableUntil = took > SLOW_MS ? performance.now() + STALE_MS : 0
    value = found
    return found
  }
}
