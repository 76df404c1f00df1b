import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/connect.js'
import { anyMark, mark } from './marks.js'
import type { LibraryShape } from './shape.js'

/** Fewer photos are looked at all at once. */
const SLICED_FROM = 50_000
/** Parts of the library that the first slices have, the newest (or oldest) first; the last slice has the rest. */
const PARTS = [0.02, 0.2]

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
 * looking at the others. Photos without a date are in the last one.
 */
export async function slices(
  db: Queryable,
  shape: LibraryShape,
  order: DateOrder,
  { from, to, dated, undated }: Span,
): Promise<(string | undefined)[]> {
  if (shape.photos < SLICED_FROM) return [undefined]
  const first = from?.slice(0, 7).replace('-', '') ?? ''
  const last = to?.slice(0, 7).replace('-', '') ?? '999999'
  const parts: string[][] = [[]]
  let share = 0
  for (const month of dated ? await months(db, order) : []) {
    share += shape.shareOf(month)
    if (month >= first && month <= last) (parts.at(-1) as string[]).push(month)
    if (share < (PARTS[parts.length - 1] ?? Number.POSITIVE_INFINITY)) continue
    parts.push([])
    share = 0
  }
  const marks = parts.filter((part) => part.length > 0).map(marksOfMonths)
  if (undated) marks.push([...(marks.pop() ?? []), mark.month('')])
  return marks.map((part) => anyMark(part))
}

/** All months of every year that has a photo, in order. One step along the timeline's index for each year. */
async function months(db: Queryable, order: DateOrder): Promise<string[]> {
  const { rows } = await db.execute<{ year: string }>(sql`
    with recursive years (at) as (
      (select date_trunc('year', taken_local) from photos where present and taken_local is not null
        order by taken_local desc nulls last limit 1)
      union all
      select (select date_trunc('year', p.taken_local) from photos p where p.present and p.taken_local < years.at
        order by p.taken_local desc nulls last limit 1)
      from years where years.at is not null
    )
    select to_char(at, 'YYYY') as year from years where at is not null`)
  const found = rows.flatMap(({ year }) => MONTHS.map((month) => `${year}${month}`))
  return order === 'newest' ? found : found.toReversed()
}

const MONTHS = ['12', '11', '10', '09', '08', '07', '06', '05', '04', '03', '02', '01']

/** A year for its twelve months. */
function marksOfMonths(months: string[]): string[] {
  const years = [...new Set(months.map((month) => month.slice(0, 4)))]
  return years.flatMap((year) => {
    const its = months.filter((month) => month.startsWith(year))
    return its.length === MONTHS.length ? [mark.year(year)] : its.map(mark.month)
  })
}
