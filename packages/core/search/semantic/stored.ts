import { and, eq, gt, inArray, type SQL, sql } from 'drizzle-orm'
import type { Queryable } from '../../database/connect.js'
import { photoEmbeddings } from '../../database/schema.js'

/** Notified with the photo's id whenever its embedding is stored. */
export const EMBEDDINGS_CHANNEL = 'albumen_embeddings'

/** A photo whose words could not be embedded has this behind the version, and an empty vector. */
const FAILED = '#failed'

export const failedVersion = (version: string) => version + FAILED

export interface StoredVector {
  photoId: string
  vector: Buffer
}

/** The words that an embedding was made from. */
export interface MadeFrom {
  photoId: string
  /** the model and the version of the text */
  version: string
  /** null where the model has not looked at the photo yet, and only its owner has said something */
  analysisId: number | null
  /** of the owner's edits */
  revision: number
}

/** Stores what a photo means, instead of what was known before. */
export async function storeEmbedding(db: Queryable, row: MadeFrom & { vector: Buffer }): Promise<void> {
  const values = { ...row, createdAt: sql`clock_timestamp()` }
  await db.insert(photoEmbeddings).values(values).onConflictDoUpdate({ target: photoEmbeddings.photoId, set: values })
  await db.execute(sql`select pg_notify(${EMBEDDINGS_CHANNEL}, ${row.photoId})`)
}

/** Remembers that these words cannot be embedded, so that they are not tried for ever. */
export async function storeEmbeddingFailure(db: Queryable, row: MadeFrom): Promise<void> {
  await storeEmbedding(db, { ...row, version: failedVersion(row.version), vector: Buffer.alloc(0) })
}

/** Photos by version, from an index alone; the failed ones apart. */
export async function countEmbeddings(db: Queryable): Promise<Map<string, { stored: number; failed: number }>> {
  const { rows } = await db.execute<{ version: string; n: string }>(
    sql`select version, count(*) as n from photo_embeddings group by version`,
  )
  const counts = new Map<string, { stored: number; failed: number }>()
  for (const { version, n } of rows) {
    const failed = version.endsWith(FAILED)
    const name = failed ? version.slice(0, -FAILED.length) : version
    const known = counts.get(name) ?? { stored: 0, failed: 0 }
    counts.set(name, { ...known, [failed ? 'failed' : 'stored']: Number(n) })
  }
  return counts
}

export async function countOfVersion(db: Queryable, version: string): Promise<number> {
  return await db.$count(photoEmbeddings, eq(photoEmbeddings.version, version))
}

/** A page of vectors in the order of photo ids, after one of them. */
export async function readVectors(
  db: Queryable,
  version: string,
  after: string,
  limit: number,
): Promise<StoredVector[]> {
  return await select(db, and(eq(photoEmbeddings.version, version), gt(photoEmbeddings.photoId, after)))
    .orderBy(photoEmbeddings.photoId)
    .limit(limit)
}

export async function readVectorsOf(db: Queryable, version: string, photoIds: string[]): Promise<StoredVector[]> {
  return await select(db, and(eq(photoEmbeddings.version, version), inArray(photoEmbeddings.photoId, photoIds)))
}

function select(db: Queryable, where: SQL | undefined) {
  return db
    .select({ photoId: photoEmbeddings.photoId, vector: photoEmbeddings.vector })
    .from(photoEmbeddings)
    .where(where)
    .$dynamic()
}
