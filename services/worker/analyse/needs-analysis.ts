import { sql } from 'drizzle-orm'
import type { Database } from '#core/database/connect'

/** False when the photo is unknown or has a valid answer to this request: a job may be delivered twice. */
export async function needsAnalysis(db: Database, photoId: string, request: string): Promise<boolean> {
  const { rows } = await db.execute<{ needed: boolean }>(sql`
    select not exists (
      select 1 from analyses a where a.photo_id = p.id and a.request = ${request} and a.valid
    ) as needed from photos p where p.id = ${photoId} and p.ingested_at is not null`)
  return rows[0]?.needed ?? false
}
