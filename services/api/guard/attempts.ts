/** Counts wrong tokens by client, so that nobody can try many. */
export function createAttemptLimit(most = 20, windowMs = 60_000) {
  const seen = new Map<string, { since: number; count: number }>()
  return {
    /** Seconds that this client has to wait, 0 when it may try. */
    waitFor(client: string, now = Date.now()): number {
      const known = seen.get(client)
      if (!known || now - known.since >= windowMs || known.count < most) return 0
      return Math.ceil((known.since + windowMs - now) / 1000)
    },
    failed(client: string, now = Date.now()): void {
      const known = seen.get(client)
      if (known && now - known.since < windowMs) {
        known.count++
        return
      }
      if (seen.size > 10_000) seen.clear() // a flood from everywhere; memory comes first
      seen.set(client, { since: now, count: 1 })
    },
  }
}
