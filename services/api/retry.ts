import { and, eq, inArray } from 'drizzle-orm'
import { enqueueAnalyse } from '#core/analyse-queue'
import type { Database } from '#core/database/connect'
import { files, photos } from '#core/database/schema'
import { enqueueIngest } from '#core/ingest-queue'
import type { Queues } from '#core/queues'
import { PENDING, reanalyse } from '#core/reanalyse'
import { say } from '#core/sentences/say'

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

interface NotTried {
  id: string
  code: 'not_found' | 'no_file'
  /** for people */
  reason: string
}

/** Tries photos again, each from the stage that it needs. @returns how many, and those of which there is nothing to try */
export async function retryPhotos(
  db: Database,
  queues: Queues,
  ids: string[],
): Promise<{ queued: number; failed: NotTried[] }> {
  const found = await db
    .select({ id: photos.id, state: photos.state, takenLocal: photos.takenLocal, ingestedAt: photos.ingestedAt })
    .from(photos)
    .where(inArray(photos.id, ids))
  const known = new Set(found.map((photo) => photo.id))
  const read = found.filter((photo) => photo.ingestedAt)
  const waiting = read.filter((photo) => photo.state === 'pending') // each waits for its first answer anyway
  if (waiting.length > 0) await enqueueAnalyse(queues.analyse, waiting, { urgency: 'arrival' })
  const again = read.filter((photo) => photo.state !== 'pending').map((photo) => photo.id)
  if (again.length > 0) await reanalyse(db, queues, again)
  const unread = found.filter((photo) => !photo.ingestedAt).map((photo) => photo.id)
  const held = unread.length > 0 ? await presentFiles(db, unread) : []
  if (held.length > 0) {
    const fileIds = held.map((file) => file.id)
    await reingest(db, queues, fileIds)
  }
  const gone = new Set(unread.filter((id) => !held.some((file) => file.photoId === id)))
  const failed = ids.flatMap((id): NotTried[] => {
    if (!known.has(id)) return [{ id, code: 'not_found', reason: say('no_photo', { id }) }]
    return gone.has(id) ? [{ id, code: 'no_file', reason: say('no_file') }] : []
  })
  return { queued: ids.length - failed.length, failed }
}

async function presentFiles(db: Database, photoIds: string[]) {
  return await db
    .select({ id: files.id, photoId: files.photoId })
    .from(files)
    .where(and(inArray(files.photoId, photoIds), eq(files.state, 'present')))
}
