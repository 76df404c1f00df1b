/**
 * Remembers an answer for a second, or for ten times as long as it took: however often it is asked for, it keeps the
 * database busy for a tenth of the time at most. Asked for while it is being made, it is made once.
 */
export function cached<T>(read: () => Promise<T>, leastMs = 1_000): () => Promise<T> {
  let value: T | undefined
  let freshUntil = 0
  let reading: Promise<T> | undefined
  return () => {
    if (value !== undefined && performance.now() < freshUntil) return Promise.resolve(value)
    reading ??= measured().finally(() => {
      reading = undefined
    })
    return reading
  }

  async function measured(): Promise<T> {
    const began = performance.now()
    const found = await read()
    const took = performance.now() - began
    freshUntil = performance.now() + (took > leastMs / 10 ? Math.max(leastMs, took * 10) : leastMs)
    value = found
    return found
  }
}
