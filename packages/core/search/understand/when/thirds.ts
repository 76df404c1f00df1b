import type { DayRange } from '../understood.js'
import { daysBetween, plusDays } from './calendar.js'
import type { Recurring } from './part.js'

/** Early, mid and late: thirds of a month, a season, a year. */
export type Third = 0 | 1 | 2

export const THIRDS = [
  { en: 'early', zh: '初' },
  { en: 'mid', zh: '中' },
  { en: 'late', zh: '末' },
] as const

export function thirdOf({ from, to }: DayRange, third: Third): DayRange {
  const days = daysBetween(from, to) + 1
  const at = (part: number) => plusDays(from, Math.round((days * part) / 3))
  return { from: at(third), to: plusDays(at(third + 1), -1) }
}

export function thirdOfRecurring(recurring: Recurring, third: Third): Recurring {
  const name = THIRDS[third]
  const occurrence = (year: number) => {
    const whole = recurring.occurrence(year)
    return whole && thirdOf(whole, third)
  }
  const leap = occurrence(2024)
  return {
    label: { en: `${name.en} ${recurring.label.en}`, zh: `${recurring.label.zh}${name.zh}` },
    occurrence,
    ...(recurring.everyYear && leap ? { everyYear: [{ from: leap.from.slice(5), to: leap.to.slice(5) }] } : {}),
  }
}
