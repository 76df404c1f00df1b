import { inArray, type SQL, sql } from 'drizzle-orm'
import type { Queryable } from '../database/connect.js'
import { currentAnalyses } from '../database/schema.js'

/** What is said of a photo, by the model and the owner. */
export type CurrentAnalysis = typeof currentAnalyses.$inferSelect

/**
 * Joins what is said of photos `p` to them, as `a`: all null where nothing is. It is the view without reading `photos`
 * twice, for statements that walk along many of them.
 */
export const JOIN_SAID: SQL = sql`left join analyses m on m.id = p.analysis_id left join photo_edits e on e.photo_id = p.id
  cross join lateral corrected(m, e) a`

/** What is said of photos, by their ids; those that were neither analysed nor edited are not in it. */
export async function readCurrentAnalyses(db: Queryable, photoIds: string[]): Promise<Map<string, CurrentAnalysis>> {
  if (photoIds.length === 0) return new Map()
  const rows = await db.select().from(currentAnalyses).where(inArray(currentAnalyses.photoId, photoIds))
  return new Map(rows.map((row) => [row.photoId, row]))
}
