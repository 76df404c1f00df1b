import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.js'

/** How large the library is and how it lies in time, about: it decides how a search is gone about, never what is found. */
export interface LibraryShape {
  photos: number
  /** so many matches in a sample of 1/256 are looked for in slices: they stand for more than 10,000 */
  broad: number
  /** @param month such as 202405 @returns its part of all photos, 0 to 1 */
  shareOf(month: string): number
}

/** Fewer photos are looked at all at once. */
const LARGE = 50_000

export function isLarge({ photos }: LibraryShape): boolean {
  return photos >= LARGE
}

const BROAD = 64
const REMEMBERED_MS = 60_000
const remembered = new WeakMap<Database, { until: number; shape: Promise<LibraryShape> }>()

/** As of the last ANALYZE, or up to a minute before. */
export async function libraryShape(db: Database): Promise<LibraryShape> {
  const known = remembered.get(db)
  if (known && performance.now() < known.until) return await known.shape
  const shape = readShape(db)
  remembered.set(db, { until: performance.now() + REMEMBERED_MS, shape })
  shape.catch(() => remembered.delete(db))
  return await shape
}

async function readShape(db: Database): Promise<LibraryShape> {
  const { rows } = await db.execute<{ photos: number; bounds: string | null }>(sql`
    select c.reltuples as photos, substring(t.histogram_bounds::text from 1 for 50000) as bounds
    from pg_class c left join pg_stats t
      on t.schemaname = c.relnamespace::regnamespace::text and t.tablename = c.relname and t.attname = 'taken_local'
    where c.oid = 'photo_search'::regclass`)
  // Between two neighbouring bounds lie equally many photos.
  const bounds = [...(rows[0]?.bounds ?? '').matchAll(/(\d{4})-(\d{2})-\d{2}[ "]/g)]
  const counts = new Map<string, number>()
  for (const [, year, month] of bounds) counts.set(`${year}${month}`, (counts.get(`${year}${month}`) ?? 0) + 1)
  return {
    photos: Number(rows[0]?.photos ?? 0),
    broad: BROAD,
    shareOf: (month) => (bounds.length > 0 ? (counts.get(month) ?? 0) / bounds.length : 1 / 240),
  }
}
