import type { DayRange } from '../understood.js'
import { dateOf, day, EARLIEST, monthOf, wholeMonth, wholeYear, yearOf } from './calendar.js'
import type { Label } from './part.js'

export const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November'],
  'December',
]

/** A stretch of days as people write it: 2024, May 2024, 1 May 2024, 2019–2021. */
export function rangeLabel({ from, to }: DayRange): Label {
  if (from <= EARLIEST) return { en: `until ${edge(to, true).en}`, zh: `${edge(to, true).zh}及以前` }
  const year = yearOf(from)
  if (from === to) return edge(from)
  if (from === wholeYear(year).from && to === wholeYear(yearOf(to)).to) {
    const last = yearOf(to)
    return year === last ? { en: `${year}`, zh: `${year}年` } : { en: `${year}–${last}`, zh: `${year}–${last}年` }
  }
  const first = wholeMonth(year, monthOf(from))
  const last = wholeMonth(yearOf(to), monthOf(to))
  if (from === first.from && to === last.to) {
    return first.from === last.from ? month(from) : joined(month(from), month(to))
  }
  return joined(edge(from), edge(to))
}

/** Several stretches, the first and the last of many. */
export function rangesLabel(ranges: DayRange[]): Label {
  const labels = ranges.slice(0, 2).map(rangeLabel)
  return { en: labels.map((label) => label.en).join(' or '), zh: labels.map((label) => label.zh).join('或') }
}

export function inYearLabel(label: Label, year: number): Label {
  return { en: `${label.en} ${year}`, zh: `${year}年${label.zh}` }
}

function month(of: string): Label {
  return { en: `${MONTHS[monthOf(of) - 1]} ${yearOf(of)}`, zh: `${yearOf(of)}年${monthOf(of)}月` }
}

/** A day; the end of a year or month as that year or month when asked. */
function edge(of: string, whole = false): Label {
  if (whole && of === wholeYear(yearOf(of)).to) return { en: `${yearOf(of)}`, zh: `${yearOf(of)}年` }
  if (whole && of === day(yearOf(of), monthOf(of) + 1, 0)) return month(of)
  return { en: `${dateOf(of)} ${month(of).en}`, zh: `${month(of).zh}${dateOf(of)}日` }
}

function joined(from: Label, to: Label): Label {
  return { en: `${from.en} – ${to.en}`, zh: `${from.zh}至${to.zh}` }
}
