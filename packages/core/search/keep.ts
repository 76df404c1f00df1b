import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/connect.js'
import { rowsWanted, type Wanted } from './matches.js'

/** Which of some photos fulfil the conditions. */
export async function keepWanted(db: Queryable, wanted: Wanted, photoIds: string[]): Promise<Set<string>> {
  if (photoIds.length === 0) return new Set()
  // The marks are checked on the rows themselves: asking the index for all that have them would take longer.
  const { rows } = await db.execute<{ id: string }>(sql`
    with asked as materialized (
      select * from photo_search where photo_id = any(${sql.param(photoIds)}::char(64)[])
    )
    select s.photo_id as id from asked s where ${rowsWanted(wanted)}`)
  return new Set(rows.map((row) => row.id))
}
