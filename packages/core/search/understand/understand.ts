import type { KnownNames, Understood } from './understood.js'

/** A question as it is, nothing understood. */
export function understand(question: string, _context: { now: Date; timeZone: string; known: KnownNames }): Understood {
  return { text: question, filter: {}, not: { text: [], filter: {} }, chips: [] }
}
