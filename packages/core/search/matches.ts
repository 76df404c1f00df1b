import { type SQL, sql } from 'drizzle-orm'
import type { Queryable } from '../database/connect.js'
import { type Conditions, timesCondition } from './filter.js'
import { anyMark, mark } from './marks.js'
import { isLarge, type LibraryShape } from './shape.js'
import { type Shown, shownRows } from './shown.js'
import { type DateOrder, type Span, slices, within } from './slices.js'
import type { Ranking } from './text-query.js'

/** What is looked for in the index of documents. */
export interface Wanted extends Conditions, Shown {
  shape: LibraryShape
  /** what a match is ranked by; all score 0 without */
  rank?: Ranking
}

/** A place in the order of dates; photos without a date come last. */
export interface Moment {
  at: string | null
  id: string
}

export interface Match extends Moment {
  score: number
}

export interface Stretch {
  order: DateOrder
  limit: number
  /** the place before the first, not included */
  after?: Moment | undefined
  /** the last place that may be included */
  until?: Moment | undefined
}

export interface Matches {
  /** by date */
  found: Match[]
  /** how many there are in the whole library; null when they are so many that they were not counted */
  total: number | null
}

/** One photo in so many is in the small sample. */
const SAMPLED = 256

/**
 * Matches by date, as many as `limit`, from the index of documents: `wanted` must have at least one mark. What many
 * photos of a large library have is looked for in the first slices of it, and in all of it only where they have too few.
 */
export async function matches(tx: Queryable, wanted: Wanted, stretch: Stretch): Promise<Matches> {
  const span = spanOf(wanted, stretch)
  if (!isLarge(wanted.shape)) return await matchesIn(tx, wanted, undefined, stretch)
  const { broad, photos } = wanted.shape
  const sampled = await countSample(tx, wanted, photos)
  if (sampled < broad) return await matchesIn(tx, wanted, await within(tx, wanted.shape, span), stretch)
  // Half as much again as would do if they lay evenly.
  const first = Math.min(1, (1.5 * stretch.limit) / Math.max(1, sampled * SAMPLED))
  const found: Match[] = []
  for (const slice of await slices(tx, wanted.shape, stretch.order, span, first)) {
    const limit = stretch.limit - found.length
    found.push(...(await matchesIn(tx, wanted, slice, { ...stretch, limit })).found)
    if (found.length === stretch.limit) return { found, total: null }
  }
  // They lie elsewhere: the whole of the library after all.
  const all = await matchesIn(tx, wanted, await within(tx, wanted.shape, span), stretch)
  return { found: all.found, total: all.total }
}

/** About how many match, in a large library; no more than `most` times {@link SAMPLED}. */
export async function estimate(tx: Queryable, wanted: Wanted, most: number): Promise<number> {
  return (await countSample(tx, wanted, Math.ceil(most / SAMPLED))) * SAMPLED
}

/** The time in which matches lie, as a part of a tsquery, where a large library makes it worth the while. */
export async function timeMark(tx: Queryable, wanted: Wanted): Promise<string | undefined> {
  return isLarge(wanted.shape) ? await within(tx, wanted.shape, spanOf(wanted, { order: 'newest' })) : undefined
}

/** The condition on rows `s` of photo_search. */
export function rowsWanted(wanted: Wanted, ...more: (string | undefined)[]): SQL {
  const marks = [...wanted.marks, ...more.flatMap((each) => each ?? []), ...wanted.refused.map((each) => `!${each}`)]
  const where = [shownRows(wanted), ...wanted.where]
  if (marks.length > 0) where.push(sql`s.document @@ ${marks.join(' & ')}::tsquery`)
  if (wanted.times) where.push(timesCondition(sql`s.taken_local`, wanted.times))
  if (wanted.favourite !== undefined) where.push(wanted.favourite ? sql`s.favourite` : sql`not s.favourite`)
  return sql.join(where, sql` and `)
}

/** Whether the index of documents can find them: it can only look for what is there. */
export function hasMarks(wanted: Wanted): boolean {
  return wanted.marks.length > 0
}

async function countSample(tx: Queryable, wanted: Wanted, most: number): Promise<number> {
  const { rows } = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from (
      select 1 from photo_search s where ${rowsWanted(wanted, anyMark([mark.sample('00')]))} limit ${most}) as bounded`)
  return rows[0]?.count ?? 0
}

async function matchesIn(
  tx: Queryable,
  wanted: Wanted,
  part: string | undefined,
  { order, limit, after, until }: Stretch,
): Promise<Matches> {
  const bounds = [...(after ? [beyond(after, order)] : []), ...(until ? [sql`not ${beyond(until, order)}`] : [])]
  const sorted = order === 'newest' ? sql`taken_local desc nulls last, photo_id desc` : sql`taken_local, photo_id`
  // Materialised, so that the limit does not tempt the planner to walk along dates and read every document.
  const { rows } = await tx.execute<Match & { total: number } & Record<string, unknown>>(sql`
    with found as materialized (
      select s.photo_id, s.taken_local, s.document from photo_search s where ${rowsWanted(wanted, part)}
    ), nearest as (
      select * from found ${bounds.length > 0 ? sql`where ${sql.join(bounds, sql` and `)}` : sql``}
      order by ${sorted} limit ${limit}
    ), whole as ${wanted.rank ? READ_ONCE : sql`(select * from nearest)`}
    select photo_id as id, taken_local::text as at, ${scoreOf(wanted.rank)} as score,
      (select count(*)::int from found) as total
    from whole order by ${sorted}`)
  return { found: rows.map(({ id, at, score }) => ({ id, at, score })), total: rows[0]?.total ?? 0 }
}

/** Each document is fetched from out of line once, and not for each thing that is asked of it. */
const READ_ONCE = sql`materialized (select photo_id, taken_local, document || ''::tsvector as document from nearest)`

/** In millionths: ts_rank is below 1, each pair of neighbours counts 1, and what is only depicted loses a half. */
function scoreOf(rank: Ranking | undefined): SQL {
  if (!rank) return sql`0`
  return sql.join([
    sql`round(ts_rank(document, ${rank.forms}::tsquery) * 1e6)::int`,
    ...rank.pairs.map((pair) => sql` + (document @@ ${pair}::tsquery)::int * 1000000`),
    ...rank.halves.map((half) => sql` + (document @@ ${half}::tsquery)::int * 500000`),
    ...(rank.depicted ? [sql` - (document @@ ${rank.depicted}::tsquery)::int * 500000`] : []),
  ])
}

/** Rows that come after a moment. */
function beyond({ at, id }: Moment, order: DateOrder): SQL {
  const further = order === 'newest' ? sql`<` : sql`>`
  if (at === null) return sql`(taken_local is null and photo_id ${further} ${id}::char(64))`
  return sql`(taken_local is null or (taken_local, photo_id) ${further} (${at}::timestamp, ${id}::char(64)))`
}

function spanOf(
  { times, monthsOfYear }: Wanted,
  { order, after, until }: Pick<Stretch, 'after' | 'until'> & { order: DateOrder },
): Span {
  const [start, end] = order === 'newest' ? [until, after] : [after, until]
  return {
    from: start?.at ?? undefined,
    to: end?.at ?? undefined,
    times,
    monthsOfYear,
    dated: after?.at !== null,
    undated: times === undefined && (until === undefined || until.at === null),
  }
}
