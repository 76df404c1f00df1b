import { type SQL, sql } from 'drizzle-orm'
import { endOf, FIRST_MOMENT, LAST_MOMENT, startOf } from './local-dates.js'
import { anyMark, MANY_PEOPLE, mark } from './marks.js'
import type { PeopleCount, SearchFilter } from './understand/understood.js'

/** What the address of a search asks for beside the question; all of it must hold. */
export interface SearchParameters {
  category?: string
  emotion?: string
  /** a tag or an object, whole */
  tag?: string
  share?: string
  /** local dates, see local-dates.ts */
  from?: string
  to?: string
  /** beginning of the name of a country, region or city in English or Chinese, or a country code */
  place?: string
  people?: PeopleCount
  /** make, model or both */
  camera?: string
  format?: string
  favourite?: boolean
}

/** What photos must fulfil, split by who checks it. */
export interface Conditions {
  /** parts of a tsquery, all of them wanted */
  marks: string[]
  /** parts of a tsquery, none of them wanted */
  refused: string[]
  /** on the row `s` of photo_search */
  where: SQL[]
  /** local moments, [from, to): a photo must lie in one of them; undefined for any time */
  times?: { from: string; to: string }[]
  /** 12, 01: the months in which a photo lies, whatever the year; `marks` and `where` say so as well */
  monthsOfYear?: string[]
  favourite?: boolean
}

/** Names of shares to their ids; a name that there is not is left out. */
export type ShareIds = (names: string[]) => number[]

/** What a question asks for beside its words. */
export function filterConditions(filter: SearchFilter, shareIds: ShareIds): Conditions {
  const found: Conditions = { marks: [], refused: [], where: [] }
  const wanted = (values: string[] | undefined, name: (value: string) => string) => {
    if (values && values.length > 0) found.marks.push(anyMark(values.map(name)))
  }
  wanted(filter.categories, mark.category)
  wanted(filter.emotions, mark.emotion)
  wanted(filter.places, mark.place)
  wanted(filter.cameras, mark.camera)
  wanted(filter.formats, mark.format)
  if (filter.shares && filter.shares.length > 0) found.marks.push(shareMarks(filter.shares, shareIds))
  if (filter.people) addPeople(found, filter.people)
  if (filter.favourite !== undefined) found.favourite = filter.favourite
  if (filter.everyYear && filter.everyYear.length > 0) {
    found.where.push(anyOf(filter.everyYear.map(inEveryYear)))
    found.monthsOfYear = [...new Set(filter.everyYear.flatMap(monthsBetween))]
    found.marks.push(anyMark(found.monthsOfYear.map(mark.monthOfYear)))
  }
  if (filter.days && filter.days.length > 0) {
    found.times = filter.days.map(({ from, to }) => ({ from, to: endOf(to) }))
  }
  return found
}

/** What a photo must not be: anything that would make it fulfil one of these. */
export function exclusions(filter: SearchFilter, shareIds: ShareIds): Conditions {
  const found: Conditions = { marks: [], refused: [], where: [] }
  for (const [key, value] of Object.entries(filter)) {
    const one = filterConditions({ [key]: value } as SearchFilter, shareIds)
    // people and days of the year are exact in the rows only
    if (key === 'people' && filter.people) one.where.splice(0, 1, peopleIn(filter.people))
    else if (key !== 'everyYear') found.refused.push(...one.marks)
    if (one.times) one.where.push(timesCondition(sql`s.taken_local`, one.times))
    if (one.favourite !== undefined) one.where.push(one.favourite ? sql`s.favourite` : sql`not s.favourite`)
    if (one.where.length > 0) found.where.push(sql`(${sql.join(one.where, sql` and `)}) is not true`)
  }
  return found
}

export function parameterConditions(parameters: SearchParameters, shareIds: ShareIds): Conditions {
  const { category, emotion, tag, share, from, to, place, people, camera, format, favourite } = parameters
  const found = filterConditions(
    {
      ...(category ? { categories: [category] } : {}),
      ...(emotion ? { emotions: [emotion] } : {}),
      ...(camera ? { cameras: [camera] } : {}),
      ...(format ? { formats: [format] } : {}),
      ...(share ? { shares: [share] } : {}),
      ...(people ? { people } : {}),
      ...(favourite === undefined ? {} : { favourite }),
    },
    shareIds,
  )
  if (tag) found.marks.push(anyMark([mark.label(tag)]))
  if (place) found.marks.push(anyMark([mark.place(place)], { prefix: true }))
  if (from || to) found.times = [{ from: from ? startOf(from) : FIRST_MOMENT, to: to ? endOf(to) : LAST_MOMENT }]
  return found
}

/** All of them at once. */
export function together(...all: Conditions[]): Conditions {
  const times = all.flatMap((each) => (each.times ? [each.times] : []))
  const monthsOfYear = all.flatMap((each) => (each.monthsOfYear ? [each.monthsOfYear] : []))
  const favourite = [...new Set(all.flatMap((each) => each.favourite ?? []))]
  return {
    marks: all.flatMap((each) => each.marks),
    refused: all.flatMap((each) => each.refused),
    where: [...all.flatMap((each) => each.where), ...(favourite.length > 1 ? [sql`false`] : [])],
    ...(times.length > 0 ? { times: times.reduce(overlap) } : {}),
    ...(monthsOfYear[0] ? { monthsOfYear: monthsOfYear[0] } : {}),
    ...(favourite[0] === undefined ? {} : { favourite: favourite[0] }),
  }
}

export function timesCondition(moment: SQL, times: { from: string; to: string }[]): SQL {
  return anyOf(times.map(({ from, to }) => sql`(${moment} >= ${from}::timestamp and ${moment} < ${to}::timestamp)`))
}

function overlap(some: { from: string; to: string }[], others: { from: string; to: string }[]) {
  return some.flatMap((one) =>
    others.flatMap((other) => {
      const from = one.from > other.from ? one.from : other.from
      const to = one.to < other.to ? one.to : other.to
      return from < to ? [{ from, to }] : []
    }),
  )
}

/** A share that is not there has no photos. */
function shareMarks(names: string[], shareIds: ShareIds): string {
  const ids = shareIds(names)
  return anyMark((ids.length > 0 ? ids : [0]).map(mark.share))
}

function addPeople(found: Conditions, count: PeopleCount): void {
  const { least, most } = count
  const last = Math.min(most ?? MANY_PEOPLE, MANY_PEOPLE)
  const marks: string[] = []
  for (let people = Math.min(least, MANY_PEOPLE); people <= last; people++) marks.push(mark.people(people))
  found.marks.push(anyMark(marks.length > 0 ? marks : [mark.people(0)]))
  const exact = least <= MANY_PEOPLE && (most === null || (most < MANY_PEOPLE && most >= least))
  if (!exact) found.where.push(peopleIn(count))
}

function peopleIn({ least, most }: PeopleCount): SQL {
  return most === null ? sql`s.people >= ${least}::int` : sql`s.people between ${least}::int and ${most}::int`
}

/** 12-20 to 01-05 goes over the new year. */
function inEveryYear({ from, to }: { from: string; to: string }): SQL {
  const day = sql`(extract(month from s.taken_local) * 100 + extract(day from s.taken_local))`
  const [first, last] = [from, to].map((date) => Number(date.replace('-', '')))
  const within = (first as number) <= (last as number) ? sql`and` : sql`or`
  return sql`(${day} >= ${first}::int ${within} ${day} <= ${last}::int)`
}

/** 11-20 to 01-05 → 11, 12, 01. */
function monthsBetween({ from, to }: { from: string; to: string }): string[] {
  const [first, last] = [Number(from.slice(0, 2)), Number(to.slice(0, 2))]
  const count = from <= to ? last - first + 1 : Math.min(12, last - first + 13)
  return Array.from({ length: count }, (_, n) => String(((first + n - 1) % 12) + 1).padStart(2, '0'))
}

function anyOf(conditions: SQL[]): SQL {
  return conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` or `)})`
}
