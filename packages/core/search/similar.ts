import { sql } from 'drizzle-orm'
import type { Database, Transaction } from '../database/connect.js'
import { keepWanted } from './keep.js'
import { anyMark, mark } from './marks.js'
import { matches, type Wanted } from './matches.js'
import { inSearchTransaction } from './search-transaction.js'
import type { SemanticSearch } from './semantic/semantic.js'
import { libraryShape } from './shape.js'
import { type Shown, shownRows } from './shown.js'
import { looser } from './text-query.js'

/** Bits of the perceptual hash in which near duplicates may differ. */
const DUPLICATE_BITS = 10

export interface SimilarPhoto {
  photoId: string
  /** meaning: the cosine, to 1; look: to 1 for the same picture; labels: comparable within one answer only */
  score: number
  by: 'meaning' | 'look' | 'labels'
}

/** Photos like this one: near in meaning where it has one, else those that look alike, then those with the same things in them. */
export async function similarPhotos(
  db: Database,
  photoId: string,
  { limit, semantic, ...shown }: Shown & { limit: number; semantic?: SemanticSearch | undefined },
): Promise<SimilarPhoto[]> {
  const wanted: Wanted = { marks: [], refused: [], where: [], ...shown, shape: await libraryShape(db) }
  const meaning = await semantic?.meaningOfPhoto(photoId)
  if (meaning) {
    const keep = (photoIds: string[]) => keepWanted(db, wanted, photoIds)
    const near = await meaning.nearest({ limit: limit + 1, keep })
    return near
      .filter((each) => each.photoId !== photoId)
      .slice(0, limit)
      .map((each) => ({ photoId: each.photoId, score: each.similarity, by: 'meaning' }))
  }
  const found = await alike(db, photoId, shown, limit)
  return found.length < limit ? await withSameLabels(db, photoId, wanted, found, limit) : found
}

/** It reads the whole of the narrow table. */
async function alike(db: Database, photoId: string, shown: Shown, limit: number): Promise<SimilarPhoto[]> {
  const { rows } = await db.execute<{ id: string; bits: number }>(sql`
    with compared as (
      select s.photo_id, bit_count((s.phash # this.phash)::bit(64))::int as bits
      from photo_search s, (select phash from photo_search where photo_id = ${photoId}) this
      where s.phash is not null and s.photo_id <> ${photoId} and ${shownRows(shown)}
    )
    select photo_id as id, bits from compared where bits <= ${DUPLICATE_BITS} order by bits, photo_id limit ${limit}`)
  return rows.map(({ id, bits }) => ({ photoId: id, score: 1 - bits / 64, by: 'look' }))
}

/** First those that share all tags and objects, then all but one, then two, then one. */
async function withSameLabels(db: Database, photoId: string, wanted: Wanted, before: SimilarPhoto[], limit: number) {
  const labels = await labelsOf(db, photoId)
  if (labels.length === 0) return before
  const each = labels.map((label) => anyMark([mark.label(label)]))
  const similar = new Map(before.map((photo) => [photo.photoId, photo]))
  await inSearchTransaction(db, async (tx: Transaction) => {
    for (const level of [each.join(' & '), ...looser(each)]) {
      if (similar.size >= limit) return
      const { found } = await matches(
        tx,
        {
          ...wanted,
          marks: [level],
          rank: { forms: each.join(' | '), pairs: [], halves: [], depicted: undefined },
        },
        { order: 'newest', limit: 10 * limit },
      )
      for (const { id, score } of found.toSorted((a, b) => b.score - a.score)) {
        if (id !== photoId && !similar.has(id)) similar.set(id, { photoId: id, score: score / 1e6, by: 'labels' })
      }
    }
  })
  return [...similar.values()].slice(0, limit)
}

async function labelsOf(db: Database, photoId: string): Promise<string[]> {
  const { rows } = await db.execute<{ labels: string[] }>(sql`
    select objects || tags as labels from current_analyses where photo_id = ${photoId}`)
  return [...new Set(rows[0]?.labels ?? [])]
}
