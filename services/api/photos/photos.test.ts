import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { photos } from '#core/database/schema'
import { seedShare } from '#core/testing/photos'
import { startTestApi, type TestApi } from '../testing.js'

let api: TestApi
const ids: Record<string, string> = {}
const kyoto = {
  ...{ countryCode: 'JP', country: { en: 'Japan', zh: '日本' }, region: null, distanceKm: 2.5 },
  city: { en: 'Kyoto', zh: '京都' },
}

beforeAll(async () => {
  api = await startTestApi()
  const other = await seedShare(api.db, 'phone', '/phone')
  ids.beach = await api.photo({
    paths: ['2024/beach.jpg', 'copies/beach.jpg'],
    photo: {
      ...{ takenLocal: '2024-08-01 10:00:00', takenOffsetMinutes: 480, place: kyoto, exif: { ISO: 100 } },
      ...{ cameraMake: 'FUJIFILM', cameraModel: 'X-T5', latitude: 35, longitude: 135.7, colour: '#c0ffee' },
    },
    analysis: {
      ...{ category: 'travel', description: 'A red dress on a beach.', objects: ['red dress'] },
      ...{ tags: ['Beach', 'sunset'], emotion: 'serene', people: 2 },
    },
  })
  ids.cat = await api.photo({
    paths: ['cat.jpg'],
    shareId: other,
    photo: { takenLocal: '2023-12-31 23:59:59.5' },
    analysis: { category: 'pets', objects: ['black cat'], tags: ['indoor'], emotion: 'warm' },
  })
  ids.card = await api.photo({
    paths: ['card.jpg'],
    photo: { takenLocal: '2024-01-01 00:00:00' },
    analysis: { category: 'document', text: 'JANE DOE', sensitive: 'id_document' },
  })
  ids.pending = await api.photo({ paths: ['new.jpg'], photo: { takenLocal: '2025-01-01 00:00:00' } })
  ids.gone = await api.photo({ paths: ['gone.jpg'], photo: { present: false }, file: { state: 'missing' } })
  ids.broken = await api.photo({
    paths: ['broken.jpg'],
    photo: {
      ...{ state: 'failed', failedStage: 'ingest', failedCode: 'corrupt_image', failedReason: 'It is cut off.' },
      ...{ takenLocal: null, takenSource: null, format: null, ingestedAt: null },
    },
  })
})
afterAll(() => api?.close())

const nameOf = (id: string) => Object.entries(ids).find(([, each]) => each === id)?.[0]
async function list(query = ''): Promise<(string | undefined)[]> {
  const response = await api.get(`/api/v1/photos${query}`)
  expect(response.statusCode, response.body).toBe(200)
  return response.json().items.map((photo: { id: string }) => nameOf(photo.id))
}

describe('listing', () => {
  test.each([
    ['', ['pending', 'beach', 'cat', 'broken']],
    ['?order=oldest', ['cat', 'beach', 'pending', 'broken']],
    ['?category=pets', ['cat']],
    ['?tag=beach', ['beach']],
    ['?emotion=warm', ['cat']],
    ['?share=phone', ['cat']],
    ['?share=nowhere', []],
    ['?from=2024&to=2024', ['beach']],
    ['?to=2023-12-31', ['cat']],
    ['?from=2024-08-01T10:00&to=2024-08-01T10:00', ['beach']],
    ['?place=kyo', ['beach']],
    [`?place=${encodeURIComponent('京都')}`, ['beach']],
    ['?place=jp', ['beach']],
    ['?place=%25', []],
    ['?people=2', ['beach']],
    ['?people=1..3', ['beach']],
    ['?people=3..', []],
    ['?people=0', ['cat']],
    ['?state=pending', ['pending']],
    ['?state=failed', ['broken']],
    ['?state=analysed', ['beach', 'cat']],
    ['?sensitive=only', ['card']],
    ['?sensitive=include', ['pending', 'beach', 'card', 'cat', 'broken']],
    ['?category=document', []],
    ['?category=document&sensitive=include', ['card']],
  ])('%s', async (query, expected) => {
    expect(await list(query)).toEqual(expected)
  })

  test('by when analysed, those that are not come last', async () => {
    await api.db
      .update(photos)
      .set({ analysedAt: new Date('2025-01-01') })
      .where(eq(photos.id, ids.cat as string))
    expect((await list('?order=analysed')).slice(0, 2)).toEqual(['beach', 'cat'])
    expect(await list('?order=analysed')).toHaveLength(4)
  })

  test('a photo as lists show it', async () => {
    const [beach] = (await api.get('/api/v1/photos?tag=beach')).json().items
    expect(beach).toMatchObject({
      ...{ id: ids.beach, state: 'analysed', takenAt: '2024-08-01T10:00:00+08:00', place: kyoto, sensitive: 'none' },
      ...{ colour: '#c0ffee', failure: null },
      analysis: { category: 'travel', objects: ['red dress'], people: 2, emotion: 'serene', language: 'en' },
      files: [
        { share: 'family', path: '2024/beach.jpg' },
        { share: 'family', path: 'copies/beach.jpg' },
      ],
    })
    const [broken] = (await api.get('/api/v1/photos?state=failed')).json().items
    expect(broken.failure).toMatchObject({ stage: 'ingest', code: 'corrupt_image', reason: 'It is cut off.' })
  })

  test.each([
    ['?category=dogs', /query\.category: .*"travel".*, got "dogs"/],
    ['?catgory=pets', /catgory/],
    ['?limit=0', /query\.limit/],
    ['?limit=x', /query\.limit: .*expected number/],
    ['?from=yesterday', /query\.from: expected a local date/],
    ['?from=2024-02-31', /query\.from: expected a date that exists/],
    ['?people=many', /query\.people/],
    ['?tag=a%00b', /NUL/],
    ['?sensitive=yes', /query\.sensitive/],
    ['?cursor=nonsense', /query\.cursor/],
    ['?cursor=eyJhIjoxfQ', /query\.cursor/],
  ])('%s is refused clearly', async (query, detail) => {
    const response = await api.get(`/api/v1/photos${query}`)
    expect(response.statusCode).toBe(400)
    expect(response.headers['content-type']).toContain('application/problem+json')
    expect(response.json()).toMatchObject({ status: 400, title: 'Bad Request', type: 'about:blank' })
    expect(response.json().detail).toMatch(detail)
  })
})

describe('one photo', () => {
  test('with files, exif, place and the provenance of its analysis', async () => {
    const photo = (await api.get(`/api/v1/photos/${ids.beach}`)).json()
    expect(photo).toMatchObject({
      ...{ id: ids.beach, exif: { ISO: 100 }, place: kyoto, location: { latitude: 35, longitude: 135.7 } },
      ...{ camera: { make: 'FUJIFILM', model: 'X-T5', lens: null }, present: true },
      analysis: {
        ...{ category: 'travel', model: 'test-model', promptVersion: '1', language: 'en', repaired: false },
        ...{ milliseconds: 900, tokens: { prompt: 900, cached: null, completion: 60 } },
      },
    })
    expect(photo.files).toHaveLength(2)
    expect(photo.files[0]).toMatchObject({ share: 'family', path: '2024/beach.jpg', state: 'present' })
  })

  test('a sensitive one when its id is asked for', async () => {
    expect((await api.get(`/api/v1/photos/${ids.card}`)).json().analysis.sensitive).toBe('id_document')
  })

  test('404 and 400', async () => {
    expect((await api.get(`/api/v1/photos/${'0'.repeat(64)}`)).statusCode).toBe(404)
    const bad = await api.get('/api/v1/photos/..%2f..%2fetc')
    expect(bad.statusCode).toBe(400)
    expect(bad.json().detail).toContain('expected a photo id')
  })

  test('is analysed again on request', async () => {
    const before = (await api.queues.analyse.counts()).waiting
    const response = await api.send('POST', `/api/v1/photos/${ids.beach}/reanalyse`)
    expect(response.statusCode).toBe(202)
    expect(response.json()).toEqual({ id: ids.beach, state: 'queued' })
    expect((await api.queues.analyse.counts()).waiting).toBe(before + 1)
    expect((await api.get(`/api/v1/photos/${ids.beach}`)).json().state).toBe('analysed')
    const ingesting = (await api.queues.ingest.counts()).waiting
    expect((await api.send('POST', `/api/v1/photos/${ids.broken}/reanalyse`)).statusCode).toBe(202)
    expect((await api.queues.ingest.counts()).waiting).toBe(ingesting + 1)
    expect((await api.send('POST', `/api/v1/photos/${'0'.repeat(64)}/reanalyse`)).statusCode).toBe(404)
  })
})

describe('pages', () => {
  test.each(['newest', 'oldest', 'analysed'])('%s: each photo once, while new ones arrive', async (order) => {
    const pages = await startTestApi()
    try {
      const all = new Set<string>()
      for (let n = 0; n < 23; n++) {
        // some at the same moment, some without a date
        const takenLocal = n % 5 === 0 ? null : `2024-01-01 00:00:${String(n % 4).padStart(2, '0')}.25`
        const analysedAt = n % 3 === 0 ? null : new Date(1_700_000_000_123 + (n % 4))
        all.add(await pages.photo({ paths: [`${n}.jpg`], photo: { takenLocal, analysedAt } }))
      }
      const seen: string[] = []
      let cursor: string | null = ''
      for (let turn = 0; cursor !== null; turn++) {
        const query: string = `order=${order}&limit=4${cursor ? `&cursor=${cursor}` : ''}`
        const page = (await pages.get(`/api/v1/photos?${query}`)).json()
        seen.push(...page.items.map((photo: { id: string }) => photo.id))
        cursor = page.next
        // newer than all in the order of newest and analysed, and older for the other
        const takenLocal = order === 'oldest' ? '1990-01-01' : '2030-01-01'
        await pages.photo({ paths: [`late-${turn}.jpg`], photo: { takenLocal, analysedAt: new Date(9e12) } })
      }
      expect(seen).toHaveLength(all.size)
      expect(new Set(seen)).toEqual(all)
      const other = order === 'newest' ? 'oldest' : 'newest'
      const first = (await pages.get(`/api/v1/photos?order=${order}&limit=4`)).json()
      expect((await pages.get(`/api/v1/photos?order=${other}&cursor=${first.next}`)).statusCode).toBe(400)
    } finally {
      await pages.close()
    }
  })
})
