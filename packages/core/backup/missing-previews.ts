import { stat } from 'node:fs/promises'
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Database } from '../database/connect.js'
import { files, photos } from '../database/schema.js'
import { previewPath } from '../preview-path.js'

const PAGE = 1_000

/**
 * Lets every photo whose previews are not on this disk be read again in the background, which makes them anew; its
 * analysis stays. For a library that was restored, when nothing runs yet.
 * @returns how many photos
 */
export async function remakeMissingPreviews(db: Database, previewsDir: string): Promise<number> {
  let count = 0
  for (let after = ''; ; ) {
    const page = await db
      .select({ id: photos.id })
      .from(photos)
      .where(and(gt(photos.id, after), eq(photos.present, true), sql`${photos.ingestedAt} is not null`))
      .orderBy(asc(photos.id))
      .limit(PAGE)
    const last = page.at(-1)
    if (!last) return count
    after = last.id
    const there = await Promise.all(page.map(({ id }) => hasPreviews(previewsDir, id)))
    const lacking = page.filter((_, i) => !there[i]).map(({ id }) => id)
    if (lacking.length === 0) continue
    count += lacking.length
    await db
      .update(files)
      .set({ ingest: sql`'pending'` })
      .where(and(inArray(files.photoId, lacking), eq(files.state, 'present'), eq(files.ingest, 'done')))
  }
}

async function hasPreviews(previewsDir: string, id: string): Promise<boolean> {
  const sizes = await Promise.all(
    (['thumb', 'preview'] as const).map((kind) =>
      stat(previewPath(previewsDir, id, kind)).then(
        (found) => found.size,
        () => 0,
      ),
    ),
  )
  return sizes.every((size) => size > 0)
}
