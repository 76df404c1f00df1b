import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/connect.js'
import { anyMark, mark } from './marks.js'

/** Fewer photos are looked at all at once. */
const SLICED_FROM = 50_000
/** Parts of the library that the first slices have, the newest (or oldest) first; the last slice has the rest. */
const SHARES = [0.01, 0.08, 0.3]

export type DateOrder = 'newest' | 'oldest'

export interface Span {
  /** local moments, inclusive; undefined for no bound */
  from: string | undefined
  to: string | undefined
  /** whether photos with a date are looked for, and those without */
  dated: boolean
  undated: boolean
}

/**
 * Parts of a large library by the month of taking, in order, as parts of a tsquery; undefined stands for no restriction.
 * Somebody who asks for a word that half of the photos have wants the newest of them, and the index finds them without
 * looking at the others.
 */
export async function slices(
  db: Queryable,
  order: DateOrder,
  { from, to, dated, undated }: Span,
): Promise<(string | undefined)[]> {
  const library = await readLibrary(db)
  if (library.photos < SLICED_FROM) return [undefined]
  const months = dated ? await readMonths(db) : []
  if (order === 'oldest') months.reverse()
  const first = from?.slice(0, 7).replace('-', '') ?? ''
  const last = to?.slice(0, 7).replace('-', '') ?? '999999'
  const parts: string[][] = [[]]
  let share = 0
  for (const month of months) {
    share += library.shareOf(month)
    if (month >= first && month <= last) (parts.at(-1) as string[]).push(month)
    const most = SHARES[parts.length - 1]
    if (most !== undefined && share >= most) {
      parts.push([])
      share = 0
    }
  }
  const found = parts.filter((part) => part.length > 0).map((part) => anyMark(part.map(mark.month)))
  // Photos without a date come last, in whatever order.
  return undated ? [...found, anyMark([mark.month('')])] : found
}

/** How many photos there are, about, and how they lie in time, as of the last ANALYZE. */
async function readLibrary(db: Queryable) {
  const { rows } = await db.execute<{ photos: number; bounds: string | null }>(sql`
    select c.reltuples as photos, substring(t.histogram_bounds::text from 1 for 20000) as bounds
    from pg_class c left join pg_stats t
      on t.schemaname = c.relnamespace::regnamespace::text and t.tablename = c.relname and t.attname = 'taken_local'
    where c.oid = 'photo_search'::regclass`)
  const bounds = [...(rows[0]?.bounds ?? '').matchAll(/(\d{4})-(\d{2})-\d{2}[ "]/g)]
  const counts = new Map<string, number>()
  for (const [, year, month] of bounds) counts.set(`${year}${month}`, (counts.get(`${year}${month}`) ?? 0) + 1)
  return {
    photos: Number(rows[0]?.photos ?? 0),
    shareOf: (month: string) => (bounds.length > 0 ? (counts.get(month) ?? 0) / bounds.length : 1 / 200),
  }
}

/** Every month that has a photo, the newest first: one step along the timeline's index for each. */
async function readMonths(db: Queryable): Promise<string[]> {
  const { rows } = await db.execute<{ month: string }>(sql`
    with recursive months (at) as (
      (select date_trunc('month', taken_local) from photos where present and taken_local is not null
        order by taken_local desc nulls last limit 1)
      union all
      select (select date_trunc('month', p.taken_local) from photos p where p.present and p.taken_local < months.at
        order by p.taken_local desc nulls last limit 1)
      from months where months.at is not null
    )
    select to_char(at, 'YYYYMM') as month from months where at is not null`)
  return rows.map((row) => row.month)
}
