import { eq, sql } from 'drizzle-orm'
import type { Database } from '#core/database/connect'
import { currentAnalyses, photoEmbeddings, photos } from '#core/database/schema'
import { failedVersion, type MadeFrom } from '#core/search/semantic/stored'
import type { PhotoWords } from '#text/photo-text'

/** The words of a photo that wants embedding; undefined when it is unknown, nothing is said of it, or it is embedded from these. */
export async function readWords(
  db: Database,
  photoId: string,
  version: string,
): Promise<(MadeFrom & { words: PhotoWords }) | undefined> {
  const said = currentAnalyses
  const [row] = await db
    .select({
      ...{ description: said.description, objects: said.objects, tags: said.tags, category: said.category },
      ...{ text: said.text, place: photos.place, analysisId: said.analysisId, revision: said.revision },
      done: sql<boolean>`coalesce(${photoEmbeddings.analysisId} is not distinct from ${said.analysisId}
        and ${photoEmbeddings.revision} = ${said.revision}
        and ${photoEmbeddings.version} in (${version}, ${failedVersion(version)}), false)`,
    })
    .from(photos)
    .innerJoin(said, eq(said.photoId, photos.id))
    .leftJoin(photoEmbeddings, eq(photoEmbeddings.photoId, photos.id))
    .where(eq(photos.id, photoId))
  if (!row || row.done) return undefined
  const { analysisId, revision, done: _, ...words } = row
  return { photoId, version, analysisId, revision, words }
}
