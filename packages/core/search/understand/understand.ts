import type { KnownNames, Understood } from './understood.js'

export interface UnderstandOptions {
  now: Date
  /** IANA name of the owner's time zone */
  timeZone: string
  known: KnownNames
}

/** What a question asks for. */
export function understand(question: string, _options: UnderstandOptions): Understood {
  return { text: question, filter: {}, not: { text: [], filter: {} }, chips: [] }
}
