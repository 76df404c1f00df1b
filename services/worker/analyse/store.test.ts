import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { analyses, outbox, photoSearch, photos } from '#core/database/schema'
import { readCurrentAnalyses } from '#core/edits/current'
import { editPhotos } from '#core/edits/edit-photos'
import { searchPhotos } from '#core/search/search-photos'
import { seedPhoto, seedShare } from '#core/testing/photos'
import { testDatabase } from '#core/testing/postgres'
import type { KeptAnalysis } from '#vision/schema'
import { mayBeWatched } from './live-answer.js'
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

describe('what the owner has said', () => {
  async function begin() {
    const { db } = (await testDatabase()).connection
    const photoId = await seedPhoto(db, { shareId: await seedShare(db, 'photos', '/photos'), paths: ['a.jpg'] })
    let requests = 0
    const analyse = (analysis: Partial<KeptAnalysis>) => {
      const asked = { photoId, request: `request-${++requests}`, language: 'en', model: 'm' }
      const whole = { description: 'A photo.', sensitive: 'none' as const, ...analysis }
      return storeAnalysis(db, {
        ...asked,
        answer: {
          ...{ analysis: whole, absent: [], raw: '{…}', repaired: false, attempts: 1 },
          ...{ promptTokens: 1, completionTokens: 1, milliseconds: 1 },
        },
      })
    }
    const said = async () => (await readCurrentAnalyses(db, [photoId])).get(photoId)
    const row = async () => (await db.select().from(photos).where(eq(photos.id, photoId)))[0]
    const isPrivateInSearch = async () =>
      (await db.select().from(photoSearch).where(eq(photoSearch.photoId, photoId)))[0]?.sensitive
    const finds = async (question: string) =>
      (await searchPhotos(db, { question, limit: 10 })).hits.map((hit) => hit.photoId).includes(photoId)
    const lastEvent = async () => (await db.select().from(outbox).orderBy(outbox.id)).at(-1)
    return { db, photoId, analyse, said, row, isPrivateInSearch, finds, lastEvent }
  }

  it('wins over every later analysis, until it is given back', async () => {
    const { db, photoId, analyse, said, finds, lastEvent } = await begin()
    await analyse({ tags: ['beach', 'sea'], objects: ['Red Kite'], category: 'travel', people: 3 })
    const change = { tags: { add: ['Bruno'], remove: ['Beach', 'red kite'] }, category: 'pets', people: 0 }
    await editPhotos(db, [photoId], { ...change, description: 'Our dog.' })
    await analyse({ description: 'A bear.', tags: ['BEACH', 'sand'], objects: ['red kite', 'bear'], people: 8 })
    expect(await said()).toMatchObject({
      ...{ tags: ['sand', 'Bruno'], objects: ['bear'], category: 'pets', people: 0, description: 'Our dog.' },
      ...{ absent: [], emotion: null },
    })
    expect(await finds('Bruno')).toBe(true)
    expect(await finds('beach')).toBe(false)
    expect((await lastEvent())?.payload).toMatchObject({
      tags: ['sand', 'Bruno'],
      description: 'Our dog.',
      hidden: false,
    })
    expect(await db.$count(analyses, eq(analyses.photoId, photoId)), 'what the models said is kept as it was').toBe(2)

    await editPhotos(db, [photoId], { tags: null, category: null, people: null, description: null })
    expect(await said()).toMatchObject({
      ...{ tags: ['BEACH', 'sand'], objects: ['red kite', 'bear'], category: null, people: 8, edited: {} },
    })
    expect(await finds('beach')).toBe(true)
  })

  it('said before the first analysis, wins as well', async () => {
    const { db, photoId, analyse, said, row, finds } = await begin()
    await editPhotos(db, [photoId], { tags: { add: ['Oma'], remove: ['grass'] }, sensitive: 'other', hidden: true })
    await analyse({ tags: ['grass', 'garden'] })
    expect(await said()).toMatchObject({ tags: ['garden', 'Oma'], sensitive: 'other' })
    expect(await row()).toMatchObject({ sensitive: 'other', hidden: true, state: 'analysed' })
    expect(await finds('Oma')).toBe(false)
  })

  it('about privacy wins in both directions, and at once', async () => {
    const { db, photoId, analyse, row, isPrivateInSearch, finds, lastEvent } = await begin()
    await analyse({ description: 'A passport.', sensitive: 'id_document' })
    expect([(await row())?.sensitive, await isPrivateInSearch()]).toEqual(['id_document', true])
    expect((await lastEvent())?.payload).toEqual({ photoId, sensitive: 'id_document' })
    await editPhotos(db, [photoId], { sensitive: 'none' })
    expect([(await row())?.sensitive, await isPrivateInSearch(), await finds('passport')]).toEqual([
      'none',
      false,
      true,
    ])
    await analyse({ description: 'A passport again.', sensitive: 'id_document' })
    expect([(await row())?.sensitive, await isPrivateInSearch(), await finds('passport')]).toEqual([
      'none',
      false,
      true,
    ])
    expect((await lastEvent())?.payload).toMatchObject({ description: 'A passport again.', sensitive: 'none' })

    await editPhotos(db, [photoId], { sensitive: 'intimate' })
    await analyse({ description: 'A passport, harmless.', sensitive: 'none' })
    expect([(await row())?.sensitive, await isPrivateInSearch(), await finds('passport')]).toEqual([
      'intimate',
      true,
      false,
    ])
    expect((await lastEvent())?.payload).toEqual({ photoId, sensitive: 'intimate' })
    expect(await mayBeWatched(db, photoId)).toBe(false)
    await editPhotos(db, [photoId], { sensitive: null })
    expect([(await row())?.sensitive, await isPrivateInSearch()]).toEqual(['none', false])
    expect(await mayBeWatched(db, photoId)).toBe(true)
  })

  it('while the model answers, wins whoever is stored first', async () => {
    const { db, photoId, analyse, row, said } = await begin()
    await analyse({})
    for (let n = 0; n < 10; n++) {
      const sensitive = n % 2 === 0 ? 'other' : 'none'
      const answers = sensitive === 'none' ? ('medical' as const) : ('none' as const)
      await Promise.all([
        analyse({ sensitive: answers, tags: ['cat'] }),
        editPhotos(db, [photoId], { sensitive, tags: { add: [`tag ${n}`] } }),
      ])
      expect((await row())?.sensitive).toBe(sensitive)
      expect((await said())?.tags).toContain(`tag ${n}`)
    }
  })
})
