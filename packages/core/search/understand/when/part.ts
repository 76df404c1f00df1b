import type { DayRange, EveryYear } from '../understood.js'

export interface Label {
  en: string
  zh: string
}

/** What comes every year: a month, a season, a festival. */
export interface Recurring {
  /** without a year */
  label: Label
  /** the one that begins in this year */
  occurrence(year: number): DayRange | undefined
  /** what "of this year" may mean, where that is more than the occurrence: winter 2024 has two ends */
  inYear?(year: number): DayRange[]
  /** the same days of every year; absent where they move */
  everyYear?: EveryYear[]
  /** "last summer" may be this year's or last year's, once this year's is over */
  twoLast?: boolean
}

/** The smallest piece of a date that stands for itself. */
export type PartMeaning =
  | { is: 'year'; year: number }
  | {
      is: 'recurring'
      recurring: Recurring
      /** also an ordinary word or a name: April, fall */
      doubtful?: boolean
      /** says nothing without the year in front of it: 2024年底 */
      needsYear?: boolean
    }
  | { is: 'definite'; ranges: DayRange[]; label?: Label; everyYear?: EveryYear[] }

export type Part = PartMeaning & { start: number; end: number }

/** One way of writing a part. The pattern is global, reads folded text and is bounded in length. */
export interface Rule {
  pattern: RegExp
  /** undefined when it is none after all */
  read(match: RegExpMatchArray, today: string): PartMeaning | undefined
}

export function daysInYear(recurring: Recurring, year: number): DayRange[] {
  if (recurring.inYear) return recurring.inYear(year)
  const one = recurring.occurrence(year)
  return one ? [one] : []
}
