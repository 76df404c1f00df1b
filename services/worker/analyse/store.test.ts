import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { analyses, outbox, photos } from '#core/database/schema'
import { seedPhoto, seedShare } from '#core/testing/photos'
import { testDatabase } from '#core/testing/postgres'
import { storeAnalysis } from './store.js'

it('stores an analysis without the fields that could not be understood, and says which they are', async () => {
  const { db } = (await testDatabase()).connection
  const photoId = await seedPhoto(db, { shareId: await seedShare(db, 'photos', '/photos'), paths: ['a.jpg'] })
  const asked = { photoId, request: 'first', language: 'en', model: 'm' }
  const answer = {
    ...{ analysis: { description: 'A cat.', sensitive: 'none' as const, tags: ['cat'] } },
    ...{ absent: ['category' as const, 'people' as const], raw: '{…}', repaired: true, attempts: 2 },
    ...{ promptTokens: 1, completionTokens: 1, milliseconds: 1 },
  }
  await storeAnalysis(db, { ...asked, answer })
  const [row] = await db.select().from(analyses).where(eq(analyses.photoId, photoId))
  expect(row).toMatchObject({
    valid: true,
    absent: ['category', 'people'],
    category: null,
    people: null,
    tags: ['cat'],
  })
  const [photo] = await db.select().from(photos).where(eq(photos.id, photoId))
  expect(photo).toMatchObject({ state: 'analysed', analysisId: row?.id, sensitive: 'none' })
  const [event] = await db.select().from(outbox).where(eq(outbox.type, 'photo.analysed'))
  expect(event?.payload).toMatchObject({ photoId, description: 'A cat.', absent: ['category', 'people'] })
})
