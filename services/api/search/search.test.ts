import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../testing.js'

let api: TestApi
const ids: Record<string, string> = {}

beforeAll(async () => {
  api = await startTestApi()
  ids.dress = await api.photo({
    paths: ['dress.jpg'],
    analysis: { description: 'A woman on the beach.', objects: ['red dress'], tags: ['beach'], category: 'people' },
  })
  ids.zh = await api.photo({
    paths: ['zh.jpg'],
    analysis: { description: '一位女士走在海滩上。', objects: ['红色连衣裙'], tags: ['海滩'], category: 'people' },
  })
  ids.card = await api.photo({
    paths: ['card.jpg'],
    analysis: { description: 'An identity card on a beach towel.', category: 'document', sensitive: 'id_document' },
  })
})
afterAll(() => api?.close())

const search = async (q: string, more = '') => await api.get(`/api/v1/search?q=${encodeURIComponent(q)}${more}`)

test('finds in both languages and says why', async () => {
  const english = (await search('red dress beach')).json()
  expect(english).toMatchObject({ understood: { text: 'red dress beach' }, complete: true, next: null })
  expect(english.items).toHaveLength(1)
  expect(english.items[0]).toMatchObject({
    photo: { id: ids.dress, files: [{ share: 'family', path: 'dress.jpg' }] },
    why: expect.arrayContaining([
      { field: 'objects', terms: ['red', 'dress'] },
      { field: 'tags', terms: ['beach'] },
    ]),
  })
  expect(english.items[0].score).toBeGreaterThan(0)
  const chinese = (await search('红色连衣裙')).json()
  expect(chinese.items.map((item: { photo: { id: string } }) => item.photo.id)).toEqual([ids.zh])
})

test('sensitive photos only when asked for', async () => {
  const found = async (more: string) => (await search('beach', more)).json().items.length
  expect(await found('')).toBe(1)
  expect(await found('&sensitive=include')).toBe(2)
  expect(await found('&sensitive=only')).toBe(1)
})

test('pages', async () => {
  const first = (await search('beach', '&sensitive=include&limit=1')).json()
  const second = (await search('beach', `&sensitive=include&limit=1&cursor=${first.next}`)).json()
  expect(second.next).toBeNull()
  expect(new Set([first, second].map((page) => page.items[0].photo.id))).toEqual(new Set([ids.dress, ids.card]))
})

describe('hostile questions get an answer or a clear refusal', () => {
  test.each(
    [
      ...["'", '"; drop table photos; --', '& | ! <-> ( :*', '😀', '\0', 'a\0b', '\ud800', '%', '\\', '   '],
      ...['x'.repeat(10_000), '红'.repeat(10_000), '的', 'the'],
    ].map((text) => [text.slice(0, 20), text]),
  )('%j', async (_, text) => {
    const response = await search(text.toWellFormed())
    expect(response.statusCode).toBe(200)
    expect(Array.isArray(response.json().items)).toBe(true)
  })

  test.each([
    ['/api/v1/search', /query\.q: is required/],
    [`/api/v1/search?q=${'x'.repeat(10_001)}`, /query\.q/],
    ['/api/v1/search?q=a&cursor=o99999999', /cursor/],
    ['/api/v1/search?q=a&cursor=%27', /cursor/],
    ['/api/v1/search?q=a&limit=9999', /query\.limit/],
    ['/api/v1/search?q=a&q=b', /query\.q/],
  ])('%s', async (url, detail) => {
    const response = await api.get(url)
    expect(response.statusCode).toBe(400)
    expect(response.json().detail).toMatch(detail)
  })

  test('bytes that are no text', async () => {
    expect((await api.get('/api/v1/search?q=%ff%fe')).statusCode).toBeLessThan(500)
    expect((await api.get('/api/v1/%ff')).statusCode).toBeLessThan(500)
  })
})
