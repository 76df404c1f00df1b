import { afterAll, beforeAll, expect, test } from 'vitest'
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
  const phone = await seedShare(api.db, 'phone', '/phone')
  ids.temple = await api.photo({
    paths: ['1.jpg'],
    photo: { takenLocal: '2024-05-01 12:00:00', place: kyoto, cameraMake: 'FUJIFILM', cameraModel: 'X-T5', phash: 5n },
    analysis: { category: 'travel', objects: ['red gate'], tags: ['temple'], people: 12, emotion: 'serene' },
  })
  ids.garden = await api.photo({
    paths: ['2.jpg'],
    photo: { takenLocal: '2024-11-01 12:00:00', place: { ...kyoto, distanceKm: 4 }, phash: 4n },
    analysis: { category: 'travel', objects: ['red gate', 'pond'], tags: ['garden'], people: 0 },
  })
  ids.dog = await api.photo({
    paths: ['3.jpg'],
    shareId: phone,
    photo: { takenLocal: null, phash: -1n },
    analysis: { category: 'pets', objects: ['dog'], tags: ['garden'], people: 1 },
  })
})
afterAll(() => api?.close())

test('how the photos of a search divide up', async () => {
  const all = (await api.get('/api/v1/facets')).json()
  expect(all).toMatchObject({
    ...{ photos: 3, exact: true },
    category: [
      { value: 'travel', count: 2 },
      { value: 'pets', count: 1 },
    ],
    year: [{ value: '2024', count: 2 }],
    month: [
      { value: '2024-11', count: 1 },
      { value: '2024-05', count: 1 },
    ],
    people: [
      { value: '0', count: 1 },
      { value: '1', count: 1 },
      { value: '10', count: 1 },
    ],
    camera: [{ value: 'FUJIFILM X-T5', count: 1 }],
    share: [
      { value: 'family', count: 2 },
      { value: 'phone', count: 1 },
    ],
    favourite: [{ value: 'false', count: 3 }],
    place: [
      { value: 'Japan', level: 'country', count: 2, name: { en: 'Japan', zh: '日本' } },
      { value: 'Kyoto', level: 'city', count: 2, name: { en: 'Kyoto', zh: '京都' } },
    ],
  })
  expect((await api.get('/api/v1/facets?q=garden')).json()).toMatchObject({ photos: 2, understood: { text: 'garden' } })
  expect((await api.get('/api/v1/facets?q=garden&share=phone')).json()).toMatchObject({ photos: 1 })
  expect((await api.get('/api/v1/facets?q=nothinglikeit')).json()).toMatchObject({ photos: 0, category: [] })
})

test('each value of a facet is a filter that gives as many photos', async () => {
  const facets = (await api.get('/api/v1/facets')).json()
  for (const facet of ['category', 'emotion', 'place', 'camera', 'share', 'favourite'] as const) {
    for (const { value, count } of facets[facet]) {
      for (const route of ['search?q=&', 'photos?']) {
        const { items } = (await api.get(`/api/v1/${route}${facet}=${encodeURIComponent(value)}`)).json()
        expect(items, `${route}${facet}=${value}`).toHaveLength(count)
      }
    }
  }
  expect((await api.get('/api/v1/photos?people=10..')).json().items).toHaveLength(1)
  expect((await api.get('/api/v1/photos?people=11..13')).json().items).toHaveLength(1)
  expect((await api.get('/api/v1/photos?people=13..')).json().items).toHaveLength(0)
})

test('favourites are marked, filtered and counted', async () => {
  const marked = await api.send('PATCH', `/api/v1/photos/${ids.dog}`, { favourite: true })
  expect(marked.json()).toMatchObject({ id: ids.dog, favourite: true })
  const found = async (url: string) => (await api.get(`/api/v1/${url}`)).json().items
  expect(await found('photos?favourite=true')).toMatchObject([{ id: ids.dog, favourite: true }])
  expect(await found('search?q=garden&favourite=true')).toMatchObject([{ photo: { id: ids.dog } }])
  expect(await found('search?q=&favourite=false')).toHaveLength(2)
  expect((await api.get('/api/v1/facets')).json().favourite).toContainEqual({ value: 'true', count: 1 })
  expect((await api.send('PATCH', `/api/v1/photos/${'0'.repeat(64)}`, { favourite: true })).statusCode).toBe(404)
  expect((await api.send('PATCH', `/api/v1/photos/${ids.dog}`, { favourite: 'yes' })).statusCode).toBe(400)
})

test.each([
  ['kyo', [{ kind: 'place', text: 'Kyoto' }]],
  [encodeURIComponent('京'), [{ kind: 'place', text: '京都' }]],
  ['red gate ky', [{ kind: 'place', text: 'Kyoto', question: 'red gate Kyoto' }]],
  ['gard', [{ kind: 'label', text: 'garden' }]],
  ['fuji', [{ kind: 'camera', text: 'FUJIFILM X-T5' }]],
  ['phon', [{ kind: 'share', text: 'phone' }]],
  [encodeURIComponent('宠'), [{ kind: 'category', text: '宠物' }]],
  ['gate', [{ kind: 'label', text: 'red gate' }]],
  ['%20', []],
  ['xyzzy', []],
])('suggestions for %s', async (q, expected) => {
  const { items } = (await api.get(`/api/v1/suggestions?q=${q}`)).json()
  expect(items).toMatchObject(expected)
})

test('similar photos: those that look alike, then those with the same in them', async () => {
  const similar = (await api.get(`/api/v1/photos/${ids.temple}/similar`)).json()
  expect(similar).toMatchObject({ by: 'look', items: [{ photo: { id: ids.garden }, by: 'look' }] })
  const dog = (await api.get(`/api/v1/photos/${ids.dog}/similar`)).json()
  expect(dog).toMatchObject({ by: 'labels', items: [{ photo: { id: ids.garden }, by: 'labels' }] })
  expect((await api.get(`/api/v1/photos/${'0'.repeat(64)}/similar`)).statusCode).toBe(404)
})
