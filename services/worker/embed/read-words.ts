import { eq, sql } from 'drizzle-orm'
import type { Database } from '#core/database/connect'
import { analyses, photoEmbeddings, photos } from '#core/database/schema'
import { failedVersion } from '#core/search/semantic/stored'
import type { PhotoWords } from '#text/photo-text'

/** The words of a photo that wants embedding; undefined when it is unknown, not analysed, or embedded from these. */
export async function readWords(
  db: Database,
  photoId: string,
  version: string,
): Promise<{ analysisId: number; words: PhotoWords } | undefined> {
  const [row] = await db
    .select({
      analysis: analyses,
      place: photos.place,
      done: sql<boolean>`coalesce(${photoEmbeddings.analysisId} = ${photos.analysisId}
        and ${photoEmbeddings.version} in (${version}, ${failedVersion(version)}), false)`,
    })
    .from(photos)
    .innerJoin(analyses, eq(analyses.id, photos.analysisId))
    .leftJoin(photoEmbeddings, eq(photoEmbeddings.photoId, photos.id))
    .where(eq(photos.id, photoId))
  if (!row || row.done) return undefined
  const { id, description, objects, tags, category, text } = row.analysis
  return { analysisId: id, words: { description, objects, tags, category, text, place: row.place } }
}
