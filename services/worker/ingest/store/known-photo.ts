import { stat } from 'node:fs/promises'
import { eq } from 'drizzle-orm'
import type { Database } from '#core/database/connect'
import { photos } from '#core/database/schema'
import { previewPath } from '#core/preview-path'

/**
 * The photo with this content, if there is nothing left to examine about it: it was ingested and its previews are there,
 * or it is known to be broken.
 */
export async function knownPhoto(db: Database, id: string, previewsDir: string) {
  const [photo] = await db
    .select({
      state: photos.state,
      ingestedAt: photos.ingestedAt,
      failedStage: photos.failedStage,
      takenLocal: photos.takenLocal,
    })
    .from(photos)
    .where(eq(photos.id, id))
  if (!photo) return null
  if (photo.failedStage === 'ingest') return photo
  if (photo.ingestedAt === null) return null
  const there = await Promise.all(
    (['thumb', 'preview'] as const).map((kind) =>
      stat(previewPath(previewsDir, id, kind)).then(
        (found) => found.size > 0, // a power cut may leave an empty file
        () => false,
      ),
    ),
  )
  return there.every(Boolean) ? photo : null
}
