import type { DayRange, SearchFilter } from './understood.js'
import type { Label } from './when/part.js'

/** A stretch of the question that states a condition. */
export interface Finding {
  start: number
  end: number
  kind: keyof SearchFilter
  asks: SearchFilter
  /** days that move from year to year, in place of `asks` */
  moving?: (year: number) => DayRange[]
  label: Label
  /** may be an ordinary word or a name as well: it counts when nothing else is asked for */
  doubtful?: boolean
}

/** Of findings that overlap the longest, then the first. */
export function settle<T extends { start: number; end: number }>(found: T[]): T[] {
  const kept: T[] = []
  const taken = new Set<number>()
  for (const one of [...found].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    const positions = Array.from({ length: one.end - one.start }, (_, i) => one.start + i)
    if (positions.length === 0 || positions.some((at) => taken.has(at))) continue
    for (const at of positions) taken.add(at)
    kept.push(one)
  }
  return kept.sort((a, b) => a.start - b.start)
}
