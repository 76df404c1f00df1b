import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../testing.js'

let api: TestApi
const ids: Record<string, string> = {}
beforeAll(async () => {
  api = await startTestApi()
  for (const n of [1, 2, 3]) {
    ids[n] = await api.photo({
      paths: [`${n}.jpg`],
      photo: { takenLocal: `202${n}-05-01 12:00:00` },
      analysis: { tags: ['beach'] },
    })
  }
})
afterAll(() => api?.close())

const route = '/api/v1/saved-searches'

test('a smart album is made, looked into a page at a time, changed and forgotten', async () => {
  const query = { q: 'beach', from: '2022', order: 'newest' }
  const made = await api.send('POST', route, { name: 'Late beaches', query })
  expect(made.statusCode, made.body).toBe(201)
  const { id } = made.json()
  expect((await api.get(route)).json().items).toMatchObject([{ id, name: 'Late beaches', query }])
  expect((await api.get(`${route}/${id}`)).json()).toMatchObject({ name: 'Late beaches' })

  const first = (await api.get(`${route}/${id}/photos?limit=1`)).json()
  expect(first.items.map((item: { photo: { id: string } }) => item.photo.id)).toEqual([ids[3]])
  const second = (await api.get(`${route}/${id}/photos?limit=1&cursor=${first.next}`)).json()
  expect(second.items.map((item: { photo: { id: string } }) => item.photo.id)).toEqual([ids[2]])
  expect(second.next).toBeNull()
  const same = (await api.get('/api/v1/search?q=beach&from=2022&order=newest')).json()
  expect(same.items).toHaveLength(2)

  expect((await api.get('/api/v1/suggestions?q=late')).json().items[0]).toMatchObject({
    kind: 'saved',
    text: 'Late beaches',
  })
  const changed = await api.send('PATCH', `${route}/${id}`, { query: { q: '', to: '2021' } })
  expect(changed.json()).toMatchObject({ name: 'Late beaches', query: { to: '2021' } })
  expect((await api.get(`${route}/${id}/photos`)).json().items).toHaveLength(1)
  expect((await api.send('DELETE', `${route}/${id}`)).statusCode).toBe(204)
  expect((await api.get(`${route}/${id}`)).statusCode).toBe(404)
  expect((await api.send('DELETE', `${route}/${id}`)).statusCode).toBe(404)
})

test.each([
  [{ name: '', query: { q: 'x' } }, 400, /name/],
  [{ name: 'a', query: { nonsense: 'x' } }, 400, /nonsense/],
  [{ name: 'a', query: { q: 'x', people: 'many' } }, 400, /people/],
  [{ name: 'a', query: { q: 'x', limit: '5' } }, 400, /limit/],
  [{ name: 'a', query: { q: 'a\0b' } }, 400, /NUL/],
  [{ name: 'a' }, 400, /query/],
])('%j is refused', async (body, status, detail) => {
  const response = await api.send('POST', route, body)
  expect(response.statusCode).toBe(status)
  expect(response.json().detail).toMatch(detail)
})

test('names are unique', async () => {
  const one = (await api.send('POST', route, { name: 'One', query: { q: 'a' } })).json()
  await api.send('POST', route, { name: 'Two', query: { q: 'b' } })
  expect((await api.send('POST', route, { name: 'One', query: { q: 'c' } })).statusCode).toBe(409)
  expect((await api.send('PATCH', `${route}/${one.id}`, { name: 'Two' })).statusCode).toBe(409)
  expect((await api.send('PATCH', `${route}/${one.id}`, { name: 'One' })).statusCode).toBe(200)
  expect((await api.send('PATCH', `${route}/99999`, { name: 'Three' })).statusCode).toBe(404)
})
