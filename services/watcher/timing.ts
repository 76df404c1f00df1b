import { setTimeout as wait } from 'node:timers/promises'
import { anySignal } from '#core/any-signal'

/** Waits; ends early, without an error, when the signal is aborted. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal }).catch(() => {})
}

/** The promise's own end, or undefined when it takes longer; leaves no timer behind. */
export async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  const timer = new AbortController()
  try {
    return await Promise.race([promise, pause(milliseconds, timer.signal).then(() => undefined)])
  } finally {
    timer.abort()
  }
}

/** Ends when the promise ends or the signal is aborted, whichever comes first: a hung disk must not hold its caller. */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  if (signal.aborted) {
    promise.catch(() => {})
    return undefined
  }
  const over = new AbortController()
  const aborted = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true, signal: over.signal })
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    over.abort()
  }
}

export interface Alarm {
  /** ends the present sleep, or the next one at once */
  ring(): void
  /** forgets a ring that nobody slept through yet */
  reset(): void
  /** sleeps until `milliseconds` have passed, the alarm has rung or the signal is aborted */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
}

export function createAlarm(): Alarm {
  let rung = false
  let wake = () => {}
  return {
    ring() {
      rung = true
      wake()
    },
    reset() {
      rung = false
    },
    async sleep(milliseconds, signal) {
      if (!rung && !signal.aborted) {
        const bell = new AbortController()
        wake = () => bell.abort()
        const either = anySignal(signal, bell.signal)
        // beyond 2^31 ms Node fires at once
        await pause(Math.min(milliseconds, 2 ** 31 - 1), either.signal)
        either.letGo()
      }
      rung = false
      wake = () => {}
    },
  }
}

/** Runs `work` over all items, at most `limit` at a time. */
export async function eachLimited<T>(items: readonly T[], limit: number, work: (item: T) => Promise<void>) {
  let next = 0
  const lane = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane))
}
