import type { DayRange, EveryYear } from '../understood.js'
import { wholeYear, yearOf } from './calendar.js'
import { inYearLabel, rangeLabel, rangesLabel } from './label.js'
import { daysInYear, type Label, type Part, type Recurring } from './part.js'

/** A date as a whole: certain days, or what comes every year. */
export interface Period {
  start: number
  end: number
  label: Label
  ranges?: DayRange[]
  everyYear?: EveryYear[]
  recurring?: Recurring
  /** the year that was named, if one was */
  year?: number
  doubtful?: boolean
}

/** What may stand between a year and its part: 2024, May; 去年的夏天; summer of 2023; April in 2020. */
const BETWEEN = /^(?: ?|, |,|的| of | in |'s )$/
/** "They march in 2020" names no month. */
const BETWEEN_DOUBTFUL = /^(?: |, |,| of )$/
const BEFORE_DOUBTFUL =
  /(?:^|[^a-z])(?:in|during|since|until|till|before|after|from|throughout|early|mid|late|between)[ -](?:the )?$/
const POINTER = /(?:^|[^a-z])(last|previous|past|this past|this|every|each) $/
const ZH_POINTER = /(每年|每个|上个|上次|这个)的?$/

/** Joins parts that belong together, and reads what points at one: last summer, every May. */
export function periodsOf(parts: Part[], folded: string, today: string): Period[] {
  const periods: Period[] = []
  for (let i = 0; i < parts.length; i++) {
    const [a, b] = [parts[i] as Part, parts[i + 1]]
    const together = b && join(a, b, folded)
    if (together) i++
    const period = together ?? alone(a, folded, today)
    if (period) periods.push(period)
  }
  return periods
}

function join(a: Part, b: Part, folded: string): Period | undefined {
  const [year, part] = a.is === 'year' ? [a, b] : [b, a]
  if (year.is !== 'year' || part.is !== 'recurring') return undefined
  const between = folded.slice(a.end, b.start)
  if (!(part.doubtful ? BETWEEN_DOUBTFUL : BETWEEN).test(between)) return undefined
  // 夏 and 底 say a part of the year only behind it.
  if (part.needsYear && part === a && !/ of$/.test(folded.slice(a.start, a.end))) return undefined
  return { start: a.start, end: b.end, ...inYear(part.recurring, year.year) }
}

function inYear(recurring: Recurring, year: number): Omit<Period, 'start' | 'end'> {
  return { ranges: daysInYear(recurring, year), recurring, year, label: inYearLabel(recurring.label, year) }
}

function alone(part: Part, folded: string, today: string): Period | undefined {
  const { start, end } = part
  if (part.is === 'year') {
    const ranges = [wholeYear(part.year)]
    return { start, end, ranges, year: part.year, label: rangesLabel(ranges) }
  }
  if (part.is === 'definite') {
    const label = part.label ?? rangesLabel(part.ranges)
    return { start, end, label, ...(part.everyYear ? { everyYear: part.everyYear } : { ranges: part.ranges }) }
  }
  if (part.needsYear) return undefined
  const pointed = pointedAt(part, part.recurring, folded, today)
  if (pointed) return pointed
  const { recurring } = part
  const doubtful = part.doubtful && !BEFORE_DOUBTFUL.test(folded.slice(Math.max(0, start - 16), start))
  return {
    start,
    end,
    recurring,
    everyYear: recurring.everyYear,
    label: recurring.label,
    ...(doubtful ? { doubtful } : {}),
  }
}

/** "This may be Kyoto" points at no month. */
function pointedAt(part: Part, recurring: Recurring, folded: string, today: string): Period | undefined {
  const before = folded.slice(Math.max(0, part.start - 12), part.start)
  const match = POINTER.exec(before) ?? ZH_POINTER.exec(before)
  const pointer = match?.[1]
  if (!pointer) return undefined
  const start = part.start - (before.length - before.lastIndexOf(pointer))
  const { end } = part
  if (/^(?:every|each|每年|每个)$/.test(pointer)) {
    return { start, end, recurring, everyYear: recurring.everyYear, label: recurring.label }
  }
  const years = [0, 1, 2].map((back) => yearOf(today) - back)
  if (/^(?:this|这个)$/.test(pointer)) {
    const year = years.find((one) => (recurring.occurrence(one)?.from ?? '9') <= today)
    return year === undefined ? undefined : occurrences(start, end, recurring, [year])
  }
  const over = years.filter((one) => (recurring.occurrence(one)?.to ?? '9') < today)
  // Once this year's summer is over, people mean it or the one before by "last summer".
  const meant = recurring.twoLast && over[0] === yearOf(today) ? over.slice(0, 2).reverse() : over.slice(0, 1)
  return meant.length === 0 ? undefined : occurrences(start, end, recurring, meant)
}

function occurrences(start: number, end: number, recurring: Recurring, years: number[]): Period {
  const ranges = years.flatMap((year) => recurring.occurrence(year) ?? [])
  const [only] = years.length === 1 ? years : []
  if (only === undefined) {
    const en = `${recurring.label.en} ${years.join(' or ')}`
    return {
      start,
      end,
      recurring,
      ranges,
      label: { en, zh: `${years.map((year) => `${year}年`).join('或')}${recurring.label.zh}` },
    }
  }
  const [range] = ranges
  const overNewYear = range && yearOf(range.from) !== yearOf(range.to)
  const label = overNewYear ? rangeLabel(range) : inYearLabel(recurring.label, only)
  return { start, end, recurring, ranges, year: only, label }
}
