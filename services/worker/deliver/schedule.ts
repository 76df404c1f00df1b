/** Waits between attempts, in units of the first: 5 s, 30 s, 3 min, 18 min, 1.8 h, 6 h, 10 h, 12 h, 12 h. */
const WAITS = [1, 6, 36, 216, 1296, 4320, 7200, 8640, 8640]

/** After this many attempts (about two days) a delivery has failed, and waits for its owner. */
export const ATTEMPTS = WAITS.length + 1

/** Milliseconds from one failed attempt to the next; undefined when there is no next. @param attempts made so far */
export function waitAfter(attempts: number, firstSeconds: number): number | undefined {
  const factor = WAITS[attempts - 1]
  return factor === undefined ? undefined : factor * firstSeconds * 1000
}

/** Up to a fifth more, so that deliveries which failed together do not come back together. */
export function jittered(milliseconds: number): number {
  return Math.round(milliseconds * (1 + Math.random() / 5))
}

/**
 * Remembers receivers that are down, so that thousands of events do not each spend a time-out on one: after a failure
 * the others for the same receiver wait for the first that is tried again.
 */
export function createBreaker(firstSeconds: number, longestMs = 300_000) {
  const down = new Map<number, { failures: number; until: number }>()
  return {
    /** Milliseconds until the receiver may be tried, 0 for now. */
    waitFor(webhookId: number, now = Date.now()): number {
      return Math.max(0, (down.get(webhookId)?.until ?? 0) - now)
    },
    failed(webhookId: number, now = Date.now()): void {
      const known = down.get(webhookId)
      if (known && known.until > now) return // sent together with the one that was counted
      const failures = (known?.failures ?? 0) + 1
      const wait = Math.min(longestMs, waitAfter(Math.min(failures, WAITS.length), firstSeconds) ?? longestMs)
      down.set(webhookId, { failures, until: now + wait })
    },
    answered(webhookId: number): void {
      down.delete(webhookId)
    },
  }
}

export type Breaker = ReturnType<typeof createBreaker>
