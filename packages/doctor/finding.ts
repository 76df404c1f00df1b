/** One thing that was looked at, and what the owner can do about it. */
export interface Finding {
  about: string
  state: 'ok' | 'warning' | 'problem'
  found: string
  /** what happens if nothing is done */
  why?: string
  advice?: string
}
