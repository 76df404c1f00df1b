import { and, eq, sql } from 'drizzle-orm'
import type { Queryable } from '../database/connect.js'
import { analyses, files, photoSearch, photos } from '../database/schema.js'
import { type Section, tokeniseSections, tsvectorText, wordsOf } from './document.js'
import { stems } from './stem.js'
import { categoryWords, emotionWords } from './vocabulary.js'

/** One content rarely has more copies; their names beyond these add nothing to find it by. */
const FILES_READ = 20

/**
 * Writes what full-text search knows of a photo anew: from its current analysis, its place, its camera and the names of
 * its present files. Call it in the transaction that changes one of these; a photo that does not exist is left alone.
 */
export async function refreshSearchDocument(db: Queryable, photoId: string): Promise<void> {
  await db.transaction(async (tx) => {
    // Locked, so that of two refreshes at once the later one sees what the earlier one's transaction wrote.
    const [photo] = await tx
      .select({ place: photos.place, make: photos.cameraMake, model: photos.cameraModel, lens: photos.lens })
      .from(photos)
      .where(eq(photos.id, photoId))
      .for('no key update')
    if (!photo) return
    const analysis = await currentAnalysis(tx, photoId)
    const paths = await presentPaths(tx, photoId)
    const place = photo.place
    const placeNames = [place?.country, place?.region, place?.city].flatMap((name) => (name ? [name.en, name.zh] : []))
    const sections = tokeniseSections([
      ...(analysis ? analysisSections(analysis) : []),
      { weight: 'B', text: [...new Set(placeNames)].join('\n'), names: true },
      { weight: 'D', text: paths.map(withoutBytes).join('\n'), names: true },
      { weight: 'D', text: [photo.make, photo.model, photo.lens].filter(Boolean).join('\n'), names: true },
    ])
    const document = tsvectorText(sections, await stems(tx, wordsOf(sections)))
    await tx
      .insert(photoSearch)
      .values({ photoId, document: sql`${document}::tsvector` })
      .onConflictDoUpdate({ target: photoSearch.photoId, set: { document: sql`excluded.document` } })
  })
}

type CurrentAnalysis = typeof analyses.$inferSelect

function analysisSections(analysis: CurrentAnalysis): Section[] {
  return [
    { weight: 'A', text: (analysis.objects ?? []).join('\n') },
    { weight: 'A', text: (analysis.tags ?? []).join('\n') },
    { weight: 'A', text: categoryWords(analysis.category ?? '') },
    { weight: 'B', text: emotionWords(analysis.emotion ?? '') },
    { weight: 'B', text: analysis.description ?? '' },
    { weight: 'C', text: analysis.text ?? '' },
  ]
}

async function currentAnalysis(db: Queryable, photoId: string): Promise<CurrentAnalysis | undefined> {
  const [found] = await db
    .select({ analysis: analyses })
    .from(photos)
    .innerJoin(analyses, eq(analyses.id, photos.analysisId))
    .where(eq(photos.id, photoId))
  return found?.analysis
}

async function presentPaths(db: Queryable, photoId: string): Promise<string[]> {
  const rows = await db
    .select({ path: files.path })
    .from(files)
    .where(and(eq(files.photoId, photoId), eq(files.state, 'present')))
    .orderBy(files.id)
    .limit(FILES_READ)
  return rows.map((row) => row.path)
}

/** Bytes that are no text (`\xNN` in a stored path) cannot be looked for; neither can the extension's dot. */
function withoutBytes(path: string): string {
  return path.replace(/\\x[0-9a-f]{2}/g, ' ').replaceAll('\\\\', ' ')
}
