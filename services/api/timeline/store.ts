import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '#core/database/connect'
import { JOIN_SAID } from '#core/edits/current'
import { takenAt } from '../photo-views.js'
import { conditions, type ListQuery, saidOf } from '../photos/filters.js'

/** What the photos of a timeline must fulfil. */
export type TimelineFilters = Omit<ListQuery, 'order' | 'limit' | 'cursor'>

export interface TimelinePhoto {
  id: string
  state: 'pending' | 'analysed' | 'failed'
  takenAt: string | null
  width: number | null
  height: number | null
  colour: string | null
  favourite: boolean
  hidden: boolean
  private: boolean
  description: string | null
}

const from = (filters: TimelineFilters) => ({
  said: saidOf(filters as ListQuery),
  where: conditions(filters as ListQuery),
})

/** How many photos each month has, the newest first; those without a date come last, under null. */
export async function countMonths(
  db: Database,
  filters: TimelineFilters,
): Promise<{ month: string | null; count: number }[]> {
  const { said, where } = from(filters)
  const { rows } = await db.execute<{ month: string | null; n: string }>(sql`
    select to_char(month, 'YYYY-MM') as month, n from (
      select date_trunc('month', p.taken_local) as month, count(*) as n from photos p ${said}
      where ${sql.join(where, sql` and `)} group by 1
    ) months order by months.month desc nulls last`)
  return rows.map((row) => ({ month: row.month, count: Number(row.n) }))
}

/** Photos of some months from an offset on, in the order of the library; no more of each than a grid needs. */
export async function photosOfMonths(
  db: Database,
  page: { months: string; offset: number; limit: number },
  filters: TimelineFilters,
): Promise<TimelinePhoto[]> {
  const { said, where } = from(filters)
  const { rows } = await db.execute<Record<keyof TimelinePhoto | 'taken' | 'offset_minutes', never>>(sql`
    select p.id, p.state, p.taken_local::text as taken, p.taken_offset_minutes as offset_minutes, p.width, p.height,
      p.colour, p.favourite, p.hidden, coalesce(p.sensitive, 'none') <> 'none' as private, a.description
    from (
      select p.id from photos p ${said} where ${sql.join([...where, inMonths(page.months)], sql` and `)}
      order by p.taken_local desc nulls last, p.id desc limit ${page.limit} offset ${page.offset}
    ) page join photos p on p.id = page.id ${JOIN_SAID}
    order by p.taken_local desc nulls last, p.id desc`)
  return rows.map(({ taken, offset_minutes, ...photo }) => ({ ...photo, takenAt: takenAt(taken, offset_minutes) }))
}

/** 2024-05, 2024-03..2024-06 or undated. */
function inMonths(months: string): SQL {
  if (months === 'undated') return sql`p.taken_local is null`
  const [first, last = first] = months.split('..')
  return sql`p.taken_local >= ${`${first}-01`}::timestamp
    and p.taken_local < ${`${last}-01`}::timestamp + interval '1 month'`
}
