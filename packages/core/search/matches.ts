import { type SQL, sql } from 'drizzle-orm'
import type { Queryable } from '../database/connect.js'
import { type Conditions, timesCondition } from './filter.js'
import type { LibraryShape } from './shape.js'
import { type SensitiveChoice, shownRows } from './shown.js'
import { type DateOrder, type Span, slices } from './slices.js'

/** What is looked for in the index of documents. */
export interface Wanted extends Conditions {
  sensitive: SensitiveChoice
  shape: LibraryShape
  /** tsquery whose forms a match is ranked by; all score 0 without one */
  rank?: string
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

/**
 * Matches by date, as many as `limit`, from the index of documents: `wanted` must have at least one mark. Each slice of
 * the library is asked until there are enough.
 */
export async function matches(tx: Queryable, wanted: Wanted, stretch: Stretch): Promise<Match[]> {
  const found: Match[] = []
  for (const slice of await slices(tx, wanted.shape, stretch.order, spanOf(wanted, stretch))) {
    const limit = stretch.limit - found.length
    if (limit <= 0) break
    found.push(...(await matchesIn(tx, wanted, slice, { ...stretch, limit })))
  }
  return found
}

/** How many match, counted no further than `most`. */
export async function countMatches(tx: Queryable, wanted: Wanted, most: number): Promise<number> {
  let count = 0
  for (const slice of await slices(tx, wanted.shape, 'newest', spanOf(wanted, { order: 'newest' }))) {
    if (count >= most) break
    const { rows } = await tx.execute<{ count: number }>(sql`
      select count(*)::int as count from (
        select 1 from photo_search s where ${rowsWanted(wanted, slice)} limit ${most - count}) as bounded`)
    count += rows[0]?.count ?? 0
  }
  return count
}

/** The condition on rows `s` of photo_search. */
export function rowsWanted(wanted: Wanted, ...more: (string | undefined)[]): SQL {
  const marks = [...wanted.marks, ...more.flatMap((each) => each ?? []), ...wanted.refused.map((each) => `!${each}`)]
  const where = [shownRows(wanted.sensitive), ...wanted.where]
  if (marks.length > 0) where.push(sql`s.document @@ ${marks.join(' & ')}::tsquery`)
  if (wanted.times) where.push(timesCondition(sql`s.taken_local`, wanted.times))
  if (wanted.favourite !== undefined) where.push(wanted.favourite ? sql`s.favourite` : sql`not s.favourite`)
  return sql.join(where, sql` and `)
}

/** Whether the index of documents can find them: it can only look for what is there. */
export function hasMarks(wanted: Wanted): boolean {
  return wanted.marks.length > 0
}

async function matchesIn(tx: Queryable, wanted: Wanted, slice: string | undefined, stretch: Stretch): Promise<Match[]> {
  const { order, limit, after, until } = stretch
  const bounds = [...(after ? [beyond(after, order)] : []), ...(until ? [sql`not ${beyond(until, order)}`] : [])]
  const sorted = order === 'newest' ? sql`taken_local desc nulls last, photo_id desc` : sql`taken_local, photo_id`
  const score = wanted.rank ? sql`round(ts_rank(document, ${wanted.rank}::tsquery) * 1e6)::int` : sql`0`
  // Materialised, so that the limit does not tempt the planner to walk along dates and read every document.
  const { rows } = await tx.execute<{ id: string; at: string | null; score: number }>(sql`
    with found as materialized (
      select s.photo_id, s.taken_local, s.document from photo_search s where ${rowsWanted(wanted, slice)}
    ), nearest as (
      select * from found ${bounds.length > 0 ? sql`where ${sql.join(bounds, sql` and `)}` : sql``}
      order by ${sorted} limit ${limit}
    )
    select photo_id as id, taken_local::text as at, ${score} as score from nearest order by ${sorted}`)
  return rows
}

/** Rows that come after a moment. */
function beyond({ at, id }: Moment, order: DateOrder): SQL {
  const further = order === 'newest' ? sql`<` : sql`>`
  if (at === null) return sql`(taken_local is null and photo_id ${further} ${id}::char(64))`
  return sql`(taken_local is null or (taken_local, photo_id) ${further} (${at}::timestamp, ${id}::char(64)))`
}

/** The time in which matches can lie, as far as it is known. */
function spanOf(
  { times }: Wanted,
  { order, after, until }: Pick<Stretch, 'after' | 'until'> & { order: DateOrder },
): Span {
  const from = (times ?? []).map((time) => time.from)
  const to = (times ?? []).map((time) => time.to)
  const [start, end] = order === 'newest' ? [until, after] : [after, until]
  return {
    from: [...(from.length > 0 ? [from.toSorted()[0] as string] : []), ...(start?.at ? [start.at] : [])]
      .toSorted()
      .at(-1),
    to: [...(to.length > 0 ? [to.toSorted().at(-1) as string] : []), ...(end?.at ? [end.at] : [])].toSorted()[0],
    dated: after?.at !== null,
    undated: times === undefined && (until === undefined || until.at === null),
  }
}
