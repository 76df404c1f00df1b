import { and, eq, inArray } from 'drizzle-orm'
import { enqueueAnalyse } from '#core/analyse-queue'
import type { Database } from '#core/database/connect'
import { files, photos } from '#core/database/schema'
import { enqueueIngest } from '#core/ingest-queue'
import type { Queues } from '#core/queues'
import { PENDING, reanalyse } from '#core/reanalyse'

/** Files enqueued at once. */
const BATCH = 1_000
/** Reads files again that could not be read or understood; what is known of a broken photo is forgotten with it. */
export async function reingest(db: Database, queues: Queues, fileIds: number[]): Promise<void> {
  for (let i = 0; i < fileIds.length; i += BATCH) {
    const batch = await db.transaction(async (tx) => {
      const reset = await tx
        .update(files)
        .set({ ingest: 'pending', failedCode: null, failedReason: null })
        .where(and(inArray(files.id, fileIds.slice(i, i + BATCH)), eq(files.state, 'present')))
        .returning({ id: files.id, size: files.size, mtimeMs: files.mtimeMs, photoId: files.photoId })
      const held = reset.flatMap((file) => (file.photoId ? [file.photoId] : []))
      // Ingest does not look again at content that it knows to be broken.
      const broken = and(inArray(photos.id, held), eq(photos.failedStage, 'ingest'))
      await tx.update(photos).set(PENDING).where(broken)
      return reset
    })
    await enqueueIngest(queues.ingest, batch, fileIds.length > BATCH ? 'backlog' : 'arrival')
  }
}

/** Tries one photo again, from the stage that it needs. @returns false when there is nothing to try */
export async function retryPhoto(db: Database, queues: Queues, id: string): Promise<boolean> {
  const [photo] = await db
    .select({ id: photos.id, state: photos.state, takenLocal: photos.takenLocal, ingestedAt: photos.ingestedAt })
    .from(photos)
    .where(eq(photos.id, id))
  if (!photo) return false
  if (photo.ingestedAt && photo.state === 'pending') {
    await enqueueAnalyse(queues.analyse, [photo], { urgency: 'arrival' }) // it waits for its first answer anyway
    return true
  }
  if (photo.ingestedAt) {
    await reanalyse(db, queues, [id])
    return true
  }
  const held = await db
    .select({ id: files.id })
    .from(files)
    .where(and(eq(files.photoId, id), eq(files.state, 'present')))
  await reingest(
    db,
    queues,
    held.map((file) => file.id),
  )
  return held.length > 0
}
