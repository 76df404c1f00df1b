import { stat } from 'node:fs/promises'
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Database } from './database/connect.js'
import { files, outbox, photos } from './database/schema.js'
import { previewPath } from './preview-path.js'

const PAGE = 1_000
/** Longer than any file system keeps what was written in memory alone. */
const LATELY = '10 minutes'

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
    count += await remake(
      db,
      previewsDir,
      page.map(({ id }) => id),
    )
  }
}

/**
 * The same for the photos that were read last: a power cut leaves previews that were not on the disk yet empty or away,
 * while the database, which waits for the disk, knows their photos.
 */
export async function remakeLatestPreviews(db: Database, previewsDir: string): Promise<number> {
  const lately = sql`${outbox.createdAt} > (select max(created_at) from outbox) - ${LATELY}::interval`
  const read = await db
    .select({ id: outbox.photoId })
    .from(outbox)
    .where(and(lately, eq(outbox.type, 'photo.ingested')))
  const ids = read.flatMap(({ id }) => id ?? [])
  let count = 0
  for (let from = 0; from < ids.length; from += PAGE) {
    count += await remake(db, previewsDir, ids.slice(from, from + PAGE))
  }
  return count
}

/** @returns how many of these photos lack previews; the next pass over the backlog enqueues their files */
async function remake(db: Database, previewsDir: string, ids: string[]): Promise<number> {
  const there = await Promise.all(ids.map((id) => hasPreviews(previewsDir, id)))
  const lacking = ids.filter((_, i) => !there[i])
  if (lacking.length === 0) return 0
  await db
    .update(files)
    .set({ ingest: sql`'pending'` })
    .where(and(inArray(files.photoId, lacking), eq(files.state, 'present'), eq(files.ingest, 'done')))
  return lacking.length
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
