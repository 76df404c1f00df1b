import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Queryable } from '../database/connect.js'
import { analyses, files, photos, shares } from '../database/schema.js'

/** Catalogue rows for tests that need photos to be there without ingesting or analysing any. */

export interface SeedAnalysis {
  category?: string
  description?: string
  objects?: string[]
  tags?: string[]
  emotion?: string
  people?: number
  text?: string
  sensitive?: string
}

export interface SeedPhoto {
  /** Paths inside the share; also what the id is made from unless `content` is given. */
  paths: string[]
  shareId: number
  content?: string | Buffer
  photo?: Partial<typeof photos.$inferInsert>
  file?: Partial<typeof files.$inferInsert>
  /** Makes the photo analysed. */
  analysis?: SeedAnalysis
}

export async function seedShare(db: Queryable, name: string, path: string): Promise<number> {
  const [row] = await db.insert(shares).values({ name, path, state: 'online' }).returning({ id: shares.id })
  return (row as { id: number }).id
}

/** @returns the photo's id */
export async function seedPhoto(db: Queryable, seed: SeedPhoto): Promise<string> {
  const content = seed.content ?? seed.paths.join('\n')
  const id = createHash('sha256').update(content).digest('hex')
  await db.insert(photos).values({
    id,
    bytes: content.length,
    state: seed.analysis ? 'analysed' : 'pending',
    format: 'jpeg',
    width: 640,
    height: 480,
    takenLocal: '2024-05-01 12:00:00',
    takenSource: 'exif',
    ingestedAt: new Date(),
    ...seed.photo,
  })
  for (const path of seed.paths) {
    const directory = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : ''
    await db.insert(files).values({
      ...{ shareId: seed.shareId, path, directory, size: content.length, mtimeMs: 0, ingest: 'done', photoId: id },
      ...seed.file,
    })
  }
  if (seed.analysis) await seedAnalysis(db, id, seed.analysis)
  return id
}

/** Gives a photo a new current analysis. */
export async function seedAnalysis(db: Queryable, photoId: string, analysis: SeedAnalysis, request = 'first') {
  const answer = {
    ...{ category: 'other', description: 'A photo.', objects: [], tags: [], emotion: 'neutral', people: 0, text: '' },
    sensitive: 'none',
    ...analysis,
  }
  const [row] = await db
    .insert(analyses)
    .values({
      ...{ photoId, request, valid: true, language: 'en', model: 'test-model', promptVersion: '1', ...answer },
      ...{ raw: JSON.stringify(answer), repaired: false, attempts: 1, milliseconds: 900, promptTokens: 900 },
      completionTokens: 60,
    })
    .returning({ id: analyses.id })
  await db
    .update(photos)
    .set({ state: 'analysed', analysisId: row?.id, sensitive: answer.sensitive, analysedAt: new Date() })
    .where(eq(photos.id, photoId))
}
