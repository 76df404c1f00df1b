import { inArray } from 'drizzle-orm'
import type { Queryable } from '../database/connect.js'
import { currentAnalyses } from '../database/schema.js'

/** What is said of a photo, by the model and the owner. */
export type CurrentAnalysis = typeof currentAnalyses.$inferSelect

/** What is said of photos, by their ids; those that were neither analysed nor edited are not in it. */
export async function readCurrentAnalyses(db: Queryable, photoIds: string[]): Promise<Map<string, CurrentAnalysis>> {
  if (photoIds.length === 0) return new Map()
  const rows = await db.select().from(currentAnalyses).where(inArray(currentAnalyses.photoId, photoIds))
  return new Map(rows.map((row) => [row.photoId, row]))
}
