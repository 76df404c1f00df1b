import type { SearchFilter } from './understood.js'
import type { Label, Recurring } from './when/part.js'

/** A stretch of the question that states a condition. */
export interface Finding {
  start: number
  end: number
  kind: keyof SearchFilter
  asks: SearchFilter
  /** days that move from year to year, in place of `asks` */
  moving?: Recurring
  label: Label
  /** may be an ordinary word or a name as well: it counts when nothing else is asked for */
  doubtful?: boolean
}

/** Of findings that overlap the longest, then the first. */
export function settle<T extends { start: number; end: number }>(found: T[]): T[] {
  const kept: T[] = []
  const taken = new Uint8Array(found.reduce((end, one) => Math.max(end, one.end), 0))
  for (const one of [...found].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    // What was kept before is as long or longer, so that it covers an end of whatever it touches.
    if (one.end <= one.start || taken[one.start] || taken[one.end - 1]) continue
    taken.fill(1, one.start, one.end)
    kept.push(one)
  }
  return kept.sort((a, b) => a.start - b.start)
}
