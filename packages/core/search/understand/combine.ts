import type { Finding } from './finding.js'
import type { DayRange, PeopleCount, SearchFilter } from './understood.js'
import { yearOf } from './when/calendar.js'

/** Festivals that move are looked for in these years when no year is named: the years of digital photos. */
const FIRST_YEAR = 1995
/** As far as days that were named are looked through for festivals. */
const YEARS = 120

/** The conditions of several findings in one filter: of one kind any may be met, of different kinds all must be. */
export function combine(findings: Finding[], today: string): SearchFilter {
  const filter: SearchFilter = {}
  for (const { asks } of findings) merge(filter, asks)
  const moving = findings.flatMap((one) => one.moving ?? [])
  if (moving.length > 0) filter.days = movingDays(moving, filter.days, today)
  return filter
}

function merge(filter: SearchFilter, asks: SearchFilter) {
  const both = <T>(a: T[] | undefined, b: T[]): T[] => [
    ...new Map([...(a ?? []), ...b].map((one) => [JSON.stringify(one), one])).values(),
  ]
  if (asks.days) filter.days = both(filter.days, asks.days)
  if (asks.everyYear) filter.everyYear = both(filter.everyYear, asks.everyYear)
  if (asks.places) filter.places = both(filter.places, asks.places)
  if (asks.people) filter.people = people(filter.people, asks.people)
  if (asks.categories) filter.categories = both(filter.categories, asks.categories)
  if (asks.emotions) filter.emotions = both(filter.emotions, asks.emotions)
  if (asks.cameras) filter.cameras = both(filter.cameras, asks.cameras)
  if (asks.shares) filter.shares = both(filter.shares, asks.shares)
  if (asks.formats) filter.formats = both(filter.formats, asks.formats)
  if (asks.favourite) filter.favourite = true
}

/** Both where both can be: a group photo of five. "One person or two people" is from one to two. */
function people(a: PeopleCount | undefined, b: PeopleCount): PeopleCount {
  if (!a) return b
  const most = (x: number | null) => x ?? Number.POSITIVE_INFINITY
  const least = Math.max(a.least, b.least)
  const greatest = Math.min(most(a.most), most(b.most))
  const range =
    least <= greatest ? [least, greatest] : [Math.min(a.least, b.least), Math.max(most(a.most), most(b.most))]
  const [from = 0, to = 0] = range
  return { least: from, most: Number.isFinite(to) ? to : null }
}

/** The festival in the years that were named besides, or in all of them. */
function movingDays(
  moving: ((year: number) => DayRange[])[],
  named: DayRange[] | undefined,
  today: string,
): DayRange[] {
  const spans = named ?? [{ from: `${FIRST_YEAR}-01-01`, to: `${yearOf(today)}-12-31` }]
  const years = new Set<number>()
  for (const { from, to } of spans) {
    const last = yearOf(to)
    for (let year = Math.max(yearOf(from) - 1, last - YEARS); year <= last; year++) years.add(year)
  }
  const days = [...years].flatMap((year) => moving.flatMap((inYear) => inYear(year)))
  const within = days.filter((one) => spans.some((span) => one.from <= span.to && one.to >= span.from))
  return [...new Map(within.map((one) => [one.from, one])).values()].sort((a, b) => a.from.localeCompare(b.from))
}
