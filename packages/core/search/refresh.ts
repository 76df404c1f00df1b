import { and, eq, sql } from 'drizzle-orm'
import type { Queryable } from '../database/connect.js'
import { currentAnalyses, files, photoSearch, photos, searchPlaces } from '../database/schema.js'
import type { Place } from '../place.js'
import { searchRow } from './row.js'

/** One content rarely has more copies; their names beyond these add nothing to find it by. */
const FILES_READ = 20

/**
 * Writes what search knows of a photo anew: from what is said of it, its date and place, its camera and its present
 * files. Call it in the transaction that changes one of these; a photo that does not exist is left alone.
 */
export async function refreshSearchDocument(db: Queryable, photoId: string): Promise<void> {
  await db.transaction(async (tx) => {
    // Locked, so that of two refreshes at once the later one sees what the earlier one's transaction wrote.
    const [photo] = await tx.select(columns).from(photos).where(eq(photos.id, photoId)).for('no key update')
    if (!photo) return
    const analysis = await currentAnalysis(tx, photoId)
    const { paths, shares } = await presentFiles(tx, photoId)
    const camera = { make: photo.make, model: photo.model }
    const { document, ...found } = await searchRow(tx, {
      ...photo,
      camera,
      paths,
      shares,
      ...(analysis && { analysis }),
    })
    const row = {
      ...found,
      document: sql`${document}::tsvector`,
      takenLocal: photo.takenLocal,
      present: photo.present,
      sensitive: (photo.sensitive ?? 'none') !== 'none',
      favourite: photo.favourite,
      hidden: photo.hidden,
      placeId: photo.place && (await placeId(tx, photo.place)),
      phash: photo.phash,
    }
    await tx
      .insert(photoSearch)
      .values({ photoId, ...row })
      .onConflictDoUpdate({ target: photoSearch.photoId, set: row })
  })
}

const columns = {
  id: photos.id,
  takenLocal: photos.takenLocal,
  present: photos.present,
  sensitive: photos.sensitive,
  favourite: photos.favourite,
  hidden: photos.hidden,
  place: photos.place,
  make: photos.cameraMake,
  model: photos.cameraModel,
  lens: photos.lens,
  format: photos.format,
  phash: photos.phash,
}

async function currentAnalysis(db: Queryable, photoId: string) {
  const [said] = await db.select().from(currentAnalyses).where(eq(currentAnalyses.photoId, photoId))
  // Of people whom the model did not count, it saw none; where it has not looked yet, nobody knows.
  return said && { ...said, people: said.people ?? (said.analysisId === null ? null : 0) }
}

async function presentFiles(db: Queryable, photoId: string): Promise<{ paths: string[]; shares: number[] }> {
  const here = and(eq(files.photoId, photoId), eq(files.state, 'present'))
  const named = await db
    .select({ path: files.path, shareId: files.shareId })
    .from(files)
    .where(here)
    .orderBy(files.id)
    .limit(FILES_READ)
  const all =
    named.length < FILES_READ ? named : await db.selectDistinct({ shareId: files.shareId }).from(files).where(here)
  return { paths: named.map((file) => file.path), shares: [...new Set(all.map((file) => file.shareId))] }
}

/** The number of a place's row, made when this is the first photo there. */
async function placeId(db: Queryable, { distanceKm: _, ...place }: Place): Promise<number> {
  const [known] = await db.select({ id: searchPlaces.id }).from(searchPlaces).where(eq(searchPlaces.place, place))
  if (known) return known.id
  const [made] = await db
    .insert(searchPlaces)
    .values({ place })
    .onConflictDoUpdate({ target: searchPlaces.place, set: { place } })
    .returning({ id: searchPlaces.id })
  return (made as { id: number }).id
}
