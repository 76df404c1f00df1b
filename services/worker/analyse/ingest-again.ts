import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '#core/database/connect'
import { files, photos } from '#core/database/schema'

/**
 * Sends a photo whose preview is lost back to the beginning: its files wait to be ingested, which makes the preview and
 * asks for the analysis again. The backlog's next pass enqueues them.
 */
export async function ingestAgain(db: Database, photoId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.update(photos).set({ ingestedAt: null }).where(eq(photos.id, photoId))
    await tx
      .update(files)
      .set({ ingest: sql`'pending'` })
      .where(and(eq(files.photoId, photoId), eq(files.state, 'present')))
  })
}
