import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../testing.js'

let api: TestApi
const names = new Map<string, string>()
beforeAll(async () => {
  api = await startTestApi()
  const add = async (name: string, seed: Parameters<TestApi['photo']>[0]) => names.set(await api.photo(seed), name)
  const taken = (takenLocal: string | null) => ({ takenLocal, width: 400, height: 300, colour: '#c0ffee' })
  await add('may', {
    paths: ['may.jpg'],
    photo: { ...taken('2024-05-31 23:59:59'), takenOffsetMinutes: 480, latitude: 35.01, longitude: 135.77 },
    analysis: { category: 'travel', description: 'A temple.' },
  })
  await add('june', {
    paths: ['june.jpg'],
    photo: { ...taken('2024-06-01 00:00:00'), latitude: 35.02, longitude: 135.76 },
  })
  await add('june later', {
    paths: ['later.jpg'],
    photo: { ...taken('2024-06-02 10:00:00'), latitude: -33.8, longitude: 151.2 },
  })
  await add('undated', { paths: ['undated.jpg'], photo: { ...taken(null), takenSource: null } })
  await add('private', {
    paths: ['card.jpg'],
    photo: { ...taken('2024-06-03 10:00:00'), latitude: 1, longitude: 1 },
    analysis: { sensitive: 'id_document' },
  })
  await add('gone', {
    paths: ['gone.jpg'],
    photo: { ...taken('2024-06-04 10:00:00'), present: false },
    file: { state: 'missing' },
  })
})
afterAll(() => api?.close())

const json = async (url: string) => {
  const response = await api.get(`/api/v1${url}`)
  expect(response.statusCode, response.body).toBe(200)
  return response.json()
}
const shown = async (query: string) =>
  (await json(`/timeline/photos?${query}`)).items.map((photo: { id: string }) => names.get(photo.id))

test('months are counted, the newest first, without what is private or gone', async () => {
  const months = [
    { month: '2024-06', count: 2 },
    { month: '2024-05', count: 1 },
    { month: null, count: 1 },
  ]
  expect(await json('/timeline')).toEqual({ total: 4, months })
  expect(await json('/timeline?sensitive=include')).toMatchObject({ total: 5 })
  expect(await json('/timeline?category=travel')).toEqual({ total: 1, months: [{ month: '2024-05', count: 1 }] })
})

test('photos of months come in the order of the library, in pieces', async () => {
  expect(await shown('months=2024-06')).toEqual(['june later', 'june'])
  expect(await shown('months=2024-05..2024-06')).toEqual(['june later', 'june', 'may'])
  expect(await shown('months=2024-05..2024-06&limit=1&offset=1')).toEqual(['june'])
  expect(await shown('months=undated')).toEqual(['undated'])
  expect(await shown('months=2024-05..2024-06&category=travel')).toEqual(['may'])
  const [may] = (await json('/timeline/photos?months=2024-05')).items
  expect(may).toMatchObject({
    ...{ takenAt: '2024-05-31T23:59:59+08:00', width: 400, height: 300, colour: '#c0ffee' },
    ...{ state: 'analysed', favourite: false, description: 'A temple.' },
  })
})

test.each(['months=2024', 'months=2024-13', 'months=0000-01', 'months=2024-01..', '', 'months=2024-01&cursor=x'])(
  'refuses %s',
  async (query) => {
    expect((await api.get(`/api/v1/timeline/photos?${query}`)).statusCode).toBe(400)
  },
)

test('places are gathered in clusters of the asked size', async () => {
  const { items } = await json('/map?cell=1')
  expect(items).toHaveLength(2)
  expect(items[0]).toMatchObject({ count: 2, latitude: expect.closeTo(35.015), longitude: expect.closeTo(135.765) })
  expect(names.get(items[0].photoId)).toBe('june')
  expect((await json('/map?cell=0.01')).items).toHaveLength(3)
  expect((await json('/map?cell=1&bounds=100,0,140,60')).items).toHaveLength(1)
  expect((await json('/map?cell=1&sensitive=include')).items).toHaveLength(3)
  for (const bounds of ['1,2,3', '1,2,3,x', '1,2,3,4,5']) {
    expect((await api.get(`/api/v1/map?bounds=${bounds}`)).statusCode).toBe(400)
  }
})

test('throughput counts the answers of each step up to now', async () => {
  const { points, stepSeconds } = await json('/throughput')
  expect(stepSeconds).toBe(60)
  expect(points).toHaveLength(60)
  const sum = (key: 'analysed' | 'failed') =>
    points.reduce((all: number, point: Record<string, number>) => all + (point[key] ?? 0), 0)
  expect([sum('analysed'), sum('failed')]).toEqual([2, 0])
  expect((await json('/throughput?span=day')).points).toHaveLength(96)
  expect((await api.get('/api/v1/throughput?span=year')).statusCode).toBe(400)
})
