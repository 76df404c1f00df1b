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
    analysis: { description: 'An identity card, lost on the beach.', category: 'document', sensitive: 'id_document' },
  })
})
afterAll(() => api?.close())

const nameOf = (id: string) => Object.entries(ids).find(([, each]) => each === id)?.[0]
const search = async (q: string, more = '') => await api.get(`/api/v1/search?q=${encodeURIComponent(q)}${more}`)

test('finds in both languages and says why', async () => {
  const english = (await search('red dress beach')).json()
  expect(english).toMatchObject({ understood: { text: 'red dress beach' }, complete: true, next: null, total: 2 })
  expect(english.items).toHaveLength(2)
  expect(english.items[0]).toMatchObject({
    photo: { id: ids.dress, files: [{ share: 'family', path: 'dress.jpg' }] },
    why: expect.arrayContaining([
      { field: 'objects', terms: ['red', 'dress'] },
      { field: 'tags', terms: ['beach'] },
    ]),
  })
  expect(english.items[0].score).toBeGreaterThan(0)
  const chinese = (await search('红色连衣裙')).json()
  expect(chinese.items.map((item: { photo: { id: string } }) => item.photo.id)).toEqual([ids.zh, ids.dress])
  expect(chinese.items[1].why).toContainEqual({ field: 'objects', terms: ['红色', '连衣裙'] })
  expect(chinese.meaning).toEqual({ state: 'unavailable', reason: 'There is no embedding model.' })
})

test('sensitive photos only when asked for', async () => {
  const found = async (more: string) => (await search('beach', more)).json().items.length
  expect(await found('')).toBe(2)
  expect(await found('&sensitive=include')).toBe(3)
  expect(await found('&sensitive=only')).toBe(1)
})

test.each(['relevance', 'newest', 'oldest'])('pages by %s', async (order) => {
  const more = `&sensitive=include&order=${order}&limit=1`
  const seen: string[] = []
  let cursor = ''
  do {
    const page = (await search('beach', `${more}${cursor}`)).json()
    seen.push(...page.items.map((item: { photo: { id: string } }) => item.photo.id))
    cursor = page.next && `&cursor=${page.next}`
  } while (cursor)
  expect(seen.toSorted()).toEqual([ids.dress, ids.zh, ids.card].toSorted())
  const first = (await search('beach', more)).json()
  expect((await search('dress', `${more}&cursor=${first.next}`)).statusCode).toBe(400)
})

test('says what it understood, as chips and flat', async () => {
  const { understood } = (await search('red dress last year')).json()
  expect(understood).toMatchObject({ text: 'red dress', chips: [{ kind: 'days', phrase: 'last year' }] })
  expect(understood.from).toMatch(/^\d{4}-01-01$/)
  expect(understood.to).toMatch(/^\d{4}-12-31$/)
  expect(understood).toMatchObject({ place: null, people: null })
})

test.each([
  ['beach', '&category=document&sensitive=include', ['card']],
  ['beach', '&tag=beach', ['dress']],
  ['beach', '&from=2024-05-01&to=2024-05', ['dress', 'zh']],
  ['beach', '&from=2025', []],
  ['', '&category=people', ['dress', 'zh']],
  ['', '&camera=x-t5', []],
  ['beach -red', '', undefined],
  ['dogs but no people', '', []],
])('%s %s', async (q, more, expected) => {
  const answer = await search(q, more)
  expect(answer.statusCode, answer.body).toBe(200)
  const names = answer.json().items.map((item: { photo: { id: string } }) => nameOf(item.photo.id))
  if (expected) expect(names.toSorted()).toEqual(expected)
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
