import type { Finding } from './finding.js'
import type { DayRange, PeopleCount, SearchFilter } from './understood.js'
import { yearOf } from './when/calendar.js'
import { daysInYear, type Recurring } from './when/part.js'

/** Festivals that move are looked for in these years when no year is named: the years of digital photos. */
const FIRST_YEAR = 1995
/** As far back as days that were named are looked through for festivals. */
const YEARS = 120

/** The conditions of several findings in one filter: of one kind any may be met, of different kinds all must be. */
export function combine(findings: Finding[], today: string): SearchFilter {
  const asked = findings.map((one) => one.asks)
  const all = <T>(of: (asks: SearchFilter) => T[] | undefined): T[] | undefined => {
    const found = new Map(asked.flatMap((asks) => of(asks) ?? []).map((one) => [JSON.stringify(one), one]))
    return found.size > 0 ? [...found.values()] : undefined
  }
  const named = all((asks) => asks.days)
  const moving = [...new Set(findings.flatMap((one) => one.moving ?? []))]
  const counts = asked.flatMap((asks) => asks.people ?? [])
  const filter: SearchFilter = {
    days: moving.length > 0 ? movingDays(moving, named, today) : named,
    everyYear: all((asks) => asks.everyYear),
    places: all((asks) => asks.places),
    people: counts.length > 0 ? counts.reduce(people) : undefined,
    categories: all((asks) => asks.categories),
    emotions: all((asks) => asks.emotions),
    cameras: all((asks) => asks.cameras),
    shares: all((asks) => asks.shares),
    formats: all((asks) => asks.formats),
    favourite: asked.some((asks) => asks.favourite) || undefined,
  }
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
}

/** Both where both can be: a group photo of five. "One person or two people" is from one to two. */
function people(a: PeopleCount, b: PeopleCount): PeopleCount {
  const most = (count: PeopleCount) => count.most ?? Number.POSITIVE_INFINITY
  const both = { least: Math.max(a.least, b.least), most: Math.min(most(a), most(b)) }
  const either = { least: Math.min(a.least, b.least), most: Math.max(most(a), most(b)) }
  const range = both.least <= both.most ? both : either
  return { least: range.least, most: Number.isFinite(range.most) ? range.most : null }
}

/** Festivals in the years that were named besides, or in all of them. */
function movingDays(moving: Recurring[], named: DayRange[] | undefined, today: string): DayRange[] {
  const spans = named ?? [{ from: `${FIRST_YEAR}-01-01`, to: `${yearOf(today)}-12-31` }]
  const years = new Set<number>()
  for (const { from, to } of spans) {
    const last = yearOf(to)
    for (let year = Math.max(yearOf(from) - 1, last - YEARS); year <= last; year++) years.add(year)
  }
  const days = [...years].flatMap((year) => moving.flatMap((one) => daysInYear(one, year)))
  const within = days.filter((one) => spans.some((span) => one.from <= span.to && one.to >= span.from))
  return [...new Map(within.map((one) => [`${one.from} ${one.to}`, one])).values()].sort((a, b) =>
    a.from.localeCompare(b.from),
  )
}
