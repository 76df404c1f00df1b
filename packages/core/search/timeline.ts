import { type SQL, sql } from 'drizzle-orm'
import type { Queryable } from '../database/connect.js'
import { type Conditions, timesCondition } from './filter.js'
import type { Moment, Stretch } from './matches.js'
import { type Shown, shown } from './shown.js'

/**
 * Photos by date, as many as `limit`, by a walk along the timeline: for conditions that no mark says. Photos without a
 * date come after all others, in a section of their own, so that each section is one walk along the index.
 */
export async function walkTimeline(db: Queryable, wanted: Conditions & Shown, stretch: Stretch): Promise<Moment[]> {
  const { after, until, limit } = stretch
  const found: Moment[] = []
  if (after?.at !== null) found.push(...(await section(db, wanted, 'dated', stretch)))
  const undated = wanted.times === undefined && (until === undefined || until.at === null)
  if (found.length < limit && undated) {
    const from = after?.at === null ? after : undefined
    found.push(...(await section(db, wanted, 'undated', { ...stretch, after: from, limit: limit - found.length })))
  }
  return found
}

/** How many there are, counted no further than `most`. */
export async function countTimeline(db: Queryable, wanted: Conditions & Shown, most: number): Promise<number> {
  const where = [sql`p.present`, shown(wanted), ...asked(wanted)]
  const { rows } = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from (
      select 1 from photos p ${joined(wanted)} where ${sql.join(where, sql` and `)} limit ${most}) as bounded`)
  return rows[0]?.count ?? 0
}

/** The conditions of both kinds of rows, and the table that some of them read. */
function asked({ favourite, times, where, refused }: Conditions): SQL[] {
  return [
    ...(favourite === undefined ? [] : [favourite ? sql`p.favourite` : sql`not p.favourite`]),
    ...(times ? [...range(times), timesCondition(sql`p.taken_local`, times)] : []),
    ...where,
    ...refused.map((each) => sql`not s.document @@ ${each}::tsquery`),
  ]
}

function joined({ where, refused }: Conditions): SQL {
  return where.length + refused.length > 0 ? sql`join photo_search s on s.photo_id = p.id` : sql``
}

async function section(
  db: Queryable,
  wanted: Conditions & Shown,
  part: 'dated' | 'undated',
  { order, after, until, limit }: Stretch,
): Promise<Moment[]> {
  const where: SQL[] = [sql`p.present`, shown(wanted)]
  where.push(part === 'dated' ? sql`p.taken_local is not null` : sql`p.taken_local is null`)
  where.push(...asked(wanted))
  if (after) where.push(beyond(after, part, order))
  if (until && (until.at !== null) === (part === 'dated')) where.push(sql`not ${beyond(until, part, order)}`)
  // nulls last or first as the index has them; there are none in this section
  const sorted =
    order === 'newest'
      ? sql`p.taken_local desc nulls last, p.id desc nulls last`
      : sql`p.taken_local asc nulls first, p.id asc nulls first`
  const found = await db.execute<{ id: string; at: string | null }>(sql`
    select p.id, p.taken_local::text as at from photos p ${joined(wanted)}
    where ${sql.join(where, sql` and `)}
    order by ${sorted} limit ${limit}`)
  return found.rows
}

/** The whole of all times, as one range that the walk can begin and end with. */
function range(times: { from: string; to: string }[]): SQL[] {
  const from = times.map((time) => time.from).toSorted()[0]
  const to = times
    .map((time) => time.to)
    .toSorted()
    .at(-1)
  return from && to ? [sql`p.taken_local >= ${from}::timestamp`, sql`p.taken_local < ${to}::timestamp`] : []
}

function beyond({ at, id }: Moment, part: 'dated' | 'undated', order: Stretch['order']): SQL {
  const further = order === 'newest' ? sql`<` : sql`>`
  return part === 'dated'
    ? sql`((p.taken_local, p.id) ${further} (${at}::timestamp, ${id}::char(64)))`
    : sql`(p.id ${further} ${id}::char(64))`
}
