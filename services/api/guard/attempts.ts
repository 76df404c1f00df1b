import { isIPv6 } from 'node:net'
import { plainAddress } from '#core/networks'

/** Counts wrong attempts by client, so that nobody can make many. */
export function createAttemptLimit(most = 20, windowMs = 60_000) {
  const seen = new Map<string, { since: number; count: number }>()
  return {
    /** Seconds that this client has to wait, 0 when it may try. */
    waitFor(client: string, now = Date.now()): number {
      const known = seen.get(clientOf(client))
      if (!known || now - known.since >= windowMs || known.count < most) return 0
      return Math.ceil((known.since + windowMs - now) / 1000)
    },
    failed(address: string, now = Date.now()): void {
      const client = clientOf(address)
      const known = seen.get(client)
      if (known && now - known.since < windowMs) {
        known.count++
        return
      }
      if (seen.size > 10_000) seen.clear() // a flood from everywhere; memory comes first
      seen.set(client, { since: now, count: 1 })
    },
    succeeded(address: string): void {
      seen.delete(clientOf(address))
    },
  }
}
export type AttemptLimit = ReturnType<typeof createAttemptLimit>

/** A home has a whole /64 of IPv6 addresses: they are one client. */
function clientOf(address: string): string {
  const plain = plainAddress(address)
  if (!isIPv6(plain)) return plain
  const [before = '', after = ''] = plain.split('::')
  const left = before.split(':').filter(Boolean)
  const right = after.split(':').filter(Boolean)
  const groups = plain.includes('::')
    ? [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right]
    : left
  return groups.slice(0, 4).join(':')
}
