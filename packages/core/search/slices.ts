import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/connect.js'
import { anyMark, mark } from './marks.js'
import type { LibraryShape } from './shape.js'

/** The second slice is larger than the first by this. */
const GROWTH = 4
/** Parts of the library above this are looked for without their months: they would be most of the work. */
const NARROW = 0.5

export type DateOrder = 'newest' | 'oldest'

/** The time in which matches can lie, as far as it is known. */
export interface Span {
  /** local moments, both included; undefined for no bound */
  from: string | undefined
  to: string | undefined
  /** local moments, [from, to), in one of which a match lies; undefined for any time */
  times: { from: string; to: string }[] | undefined
  /** 12, 01: of any year; undefined for all */
  monthsOfYear: string[] | undefined
  /** whether photos with a date are looked for, and those without */
  dated: boolean
  undated: boolean
}

/** The time as a part of a tsquery, where that is a small part of the library. */
export async function within(db: Queryable, shape: LibraryShape, span: Span): Promise<string | undefined> {
  const { from, to, times, dated, undated } = span
  if (dated && !from && !to && !times) return undefined
  const wanted = dated ? (await months(db, 'newest')).filter((month) => isWanted(month, span)) : []
  const share = wanted.reduce((sum, month) => sum + shape.shareOf(month), 0)
  if (share > NARROW) return undefined
  const ofYear = [...new Set(wanted.map((month) => month.slice(4)))]
  // A festival that moves, in thirty years: two months of any year say it as well, and the rows say the days.
  if (!undated && wanted.length > MANY && ofYear.length <= FEW) return anyMark(ofYear.map(mark.monthOfYear))
  return partMark(wanted, undated)
}

/** More months than these cost the index more than some photos too many. */
const MANY = 12
const FEW = 3

/**
 * The first parts of a large library by the month of taking, in order, as parts of a tsquery. Somebody who asks for a word
 * that half of the photos have wants the newest of them, and the index finds them without looking at the others.
 * @param first the part of all matches that the first slice should have, 0 to 1
 */
export async function slices(
  db: Queryable,
  shape: LibraryShape,
  order: DateOrder,
  span: Span,
  first: number,
): Promise<string[]> {
  const wanted = (span.dated ? await months(db, order) : []).filter((month) => isWanted(month, span))
  const whole = wanted.reduce((sum, month) => sum + shape.shareOf(month), 0)
  const sizes = [first * whole, first * whole * GROWTH]
  const parts: string[][] = [[]]
  let share = 0
  for (const month of wanted) {
    if (share >= (sizes[parts.length - 1] as number)) {
      if (parts.length === sizes.length) break
      parts.push([])
      share = 0
    }
    share += shape.shareOf(month)
    const part = parts.at(-1) as string[]
    part.push(month)
  }
  return parts.filter((part) => part.length > 0).map((part) => partMark(part, false))
}

/** @param month such as 202405 */
function isWanted(month: string, { from, to, times, monthsOfYear }: Span): boolean {
  const of = (moment: string) => moment.slice(0, 7).replace('-', '')
  if (monthsOfYear && !monthsOfYear.includes(month.slice(4))) return false
  if ((from && month < of(from)) || (to && month > of(to))) return false
  return !times || times.some((time) => month >= of(time.from) && month <= of(time.to))
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

/** A year for its twelve months; a part without any month has no photo. */
function partMark(months: string[], undated: boolean): string {
  const years = [...new Set(months.map((month) => month.slice(0, 4)))]
  const marks = years.flatMap((year) => {
    const its = months.filter((month) => month.startsWith(year))
    return its.length === MONTHS.length ? [mark.year(year)] : its.map(mark.month)
  })
  if (undated) marks.push(mark.month(''))
  return anyMark(marks.length > 0 ? marks : [mark.month('none')])
}
