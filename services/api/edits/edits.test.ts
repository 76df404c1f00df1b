import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { outbox, photoEdits, photoSearch } from '#core/database/schema'
import { eventBody } from '#core/event-body'
import { refreshStale } from '#core/search/stale'
import { startTestApi, type TestApi } from '../testing.js'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api?.close())

let made = 0
const seaside = {
  ...{ category: 'travel', description: 'A dog on a beach.', objects: ['brown dog', 'red dress'] },
  ...{ tags: ['Beach', 'sunset'], emotion: 'serene', people: 2 },
}
const photo = (analysis: object | undefined = seaside, photo: object = {}) =>
  api.photo({ paths: [`edited-${++made}.jpg`], photo, ...(analysis && { analysis }) })
const unanalysed = () => api.photo({ paths: [`edited-${++made}.jpg`] })
const detail = async (id: string) => (await api.get(`/api/v1/photos/${id}`)).json()
const edit = async (id: string, change: object) => {
  const response = await api.send('PATCH', `/api/v1/photos/${id}`, change)
  expect(response.statusCode, response.body).toBe(200)
  return response.json()
}
const editMany = async (ids: string[], change: object) => {
  const response = await api.send('PATCH', '/api/v1/photos', { ids, ...change })
  expect(response.statusCode, response.body).toBe(200)
  return response.json()
}
const undo = (edit: string) => api.send('POST', `/api/v1/edits/${edit}/undo`)
const found = async (url: string): Promise<string[]> => {
  const response = await api.get(`/api/v1${url}`)
  expect(response.statusCode, response.body).toBe(200)
  return response.json().items.map((item: { id?: string; photo?: { id: string } }) => item.photo?.id ?? item.id)
}
const events = async (id: string) =>
  await api.db
    .select()
    .from(outbox)
    .where(sql`${outbox.photoId} = ${id} and ${outbox.type} = 'photo.edited'`)
    .orderBy(outbox.id)

describe('what the owner says', () => {
  test('is shown, found and filtered by, with when it was said and what the model says', async () => {
    const id = await photo()
    const shown = await edit(id, {
      ...{ tags: { add: ['Rügen', 'sunset'], remove: ['BEACH', 'Red Dress'] }, description: 'Bruno at the sea.' },
      ...{ category: 'pets', emotion: 'joyful', people: 1 },
    })
    expect(shown.analysis).toMatchObject({
      ...{ tags: ['Rügen', 'sunset'], objects: ['brown dog'], description: 'Bruno at the sea.', category: 'pets' },
      ...{ emotion: 'joyful', people: 1, model: 'test-model', language: 'en' },
    })
    expect(shown.said).toMatchObject({ ...seaside, sensitive: 'none' })
    expect(shown.edited.map((each: { field: string }) => each.field).sort()).toEqual(
      ['category', 'description', 'emotion', 'people', 'tags'].sort(),
    )
    for (const { at } of shown.edited) expect(Date.parse(at)).not.toBeNaN()

    for (const url of [
      '/search?q=Bruno',
      '/photos?tag=rügen',
      '/search?q=&tag=RÜGEN',
      '/photos?category=pets&people=1',
    ]) {
      expect(await found(url), url).toContain(id)
    }
    for (const url of ['/photos?tag=beach', '/photos?tag=red%20dress', '/photos?category=travel', '/photos?people=2']) {
      expect(await found(url), url).not.toContain(id)
    }
    const months = (await api.get('/api/v1/timeline?category=pets')).json()
    expect(months.total).toBe(1)
    const [grid] = (await api.get('/api/v1/timeline/photos?category=pets&months=2024-05')).json().items
    expect(grid).toMatchObject({ id, description: 'Bruno at the sea.' })
    const { category } = (await api.get('/api/v1/facets?q=Bruno')).json()
    expect(category).toEqual([{ value: 'pets', count: 1 }])
    expect((await api.get('/api/v1/suggestions?q=rüg')).json().items).toMatchObject([{ kind: 'label', text: 'Rügen' }])
  })

  test('is given back to the model field by field', async () => {
    const id = await photo()
    await edit(id, { tags: { remove: ['beach'] }, description: 'Mine.', people: 7 })
    const after = await edit(id, { tags: null, people: null })
    expect(after.analysis).toMatchObject({ tags: seaside.tags, people: 2, description: 'Mine.' })
    expect(after.edited).toMatchObject([{ field: 'description' }])
    const back = await edit(id, { description: null })
    expect(back).toMatchObject({ edited: [], said: null, analysis: seaside })
    expect(await found('/photos?tag=beach&people=2')).toContain(id)
  })

  test('a tag that is added again is no longer removed, and the reverse', async () => {
    const id = await photo()
    expect((await edit(id, { tags: { remove: ['Beach'] } })).analysis.tags).toEqual(['sunset'])
    expect((await edit(id, { tags: { add: ['beach', 'beach '] } })).analysis.tags).toEqual(['sunset', 'beach'])
    expect((await edit(id, { tags: { remove: ['BEACH'] } })).analysis.tags).toEqual(['sunset'])
  })

  test('before the model has looked', async () => {
    const id = await unanalysed()
    const shown = await edit(id, { tags: { add: ['Oma'] }, category: 'people' })
    expect(shown).toMatchObject({
      ...{ state: 'pending', said: null },
      analysis: { tags: ['Oma'], category: 'people', description: '', language: null, model: null, createdAt: null },
    })
    expect(await found('/search?q=Oma')).toEqual([id])
    expect(await found('/search?q=&tag=oma')).toEqual([id])
    expect(await found('/search?q=&people=0&tag=oma'), 'nobody has counted').toEqual([])
    expect(await edit(id, { tags: null, category: null })).toMatchObject({ analysis: null, edited: [] })
  })

  test('makes one event for each photo that changed, which tells nothing of private ones', async () => {
    const id = await photo()
    await edit(id, { favourite: true, tags: { add: ['x'] } })
    await edit(id, { favourite: true })
    const [only, ...more] = await events(id)
    expect(more).toEqual([])
    expect(only?.payload).toMatchObject({ photoId: id, favourite: true, hidden: false, edited: ['tags'] })
    expect(only?.payload.tags).toEqual(['Beach', 'sunset', 'x'])
    await edit(id, { sensitive: 'other' })
    expect((await events(id))[1]?.payload).toEqual({ photoId: id, sensitive: 'other' })
    expect(eventBody(only as NonNullable<typeof only>, 'other').data, 'an older one that is sent now').toEqual({
      ...{ photoId: id, sensitive: 'other' },
    })
  })

  test.each([
    [{}, /expected something to change/],
    [{ tags: {} }, /body\.tags: expected tags to add or to remove/],
    [{ tags: { add: ['a'], remove: ['A'] } }, /body\.tags: expected each tag either/],
    [{ tags: { add: ['  '] } }, /body\.tags\.add\.0: expected a tag, got nothing but spaces/],
    [{ tags: { add: ['a\0b'] } }, /NUL/],
    [{ tags: { add: ['x'.repeat(101)] } }, /body\.tags\.add\.0/],
    [{ category: 'dogs' }, /body\.category/],
    [{ people: -1 }, /body\.people/],
    [{ people: 1.5 }, /body\.people/],
    [{ sensitive: true }, /body\.sensitive/],
    [{ hidden: 'yes' }, /body\.hidden: .*expected boolean, got "yes"/],
    [{ text: 'no' }, /text/],
  ])('%j is refused', async (change, detail) => {
    const response = await api.send('PATCH', `/api/v1/photos/${'0'.repeat(64)}`, change)
    expect(response.statusCode).toBe(400)
    expect(response.json().detail).toMatch(detail)
  })

  test('of a photo that is not there, or with too many tags', async () => {
    expect((await api.send('PATCH', `/api/v1/photos/${'0'.repeat(64)}`, { hidden: true })).statusCode).toBe(404)
    const id = await photo()
    const many = (from: number) => ({ tags: { add: Array.from({ length: 50 }, (_, n) => `tag ${from + n}`) } })
    await edit(id, many(0))
    await edit(id, many(50))
    const response = await api.send('PATCH', `/api/v1/photos/${id}`, many(100))
    expect(response.statusCode).toBe(422)
    expect(response.json()).toMatchObject({ code: 'too_many_tags' })
  })
})

describe('many photos at once', () => {
  test('are all changed but those that cannot be, each of which is named', async () => {
    const ids = [await photo(), await unanalysed(), '0'.repeat(64)]
    const answer = await editMany([...ids, ids[0] as string], { tags: { add: ['Trip'] }, favourite: true })
    expect(answer).toMatchObject({ changed: 2, failed: [{ id: '0'.repeat(64), code: 'not_found' }] })
    expect((await found('/photos?tag=trip&favourite=true')).sort()).toEqual(ids.slice(0, 2).sort())
  })

  test('hundreds, found by the new tag when the documents have followed', async () => {
    await api.db.execute(sql`
      insert into photos (id, bytes, state, taken_local, ingested_at)
      select encode(sha256(('many' || i)::bytea), 'hex'), 1, 'pending', '2001-01-01', now() from generate_series(1, 300) i`)
    const { rows } = await api.db.execute<{ id: string }>(
      sql`select id from photos where bytes = 1 and taken_local = '2001-01-01'`,
    )
    const ids = rows.map((row) => row.id)
    expect(ids).toHaveLength(300)
    const answer = await editMany(ids, { tags: { add: ['Archive'] }, sensitive: 'financial' })
    expect(answer).toMatchObject({ changed: 300, failed: [] })
    expect(
      (await api.get('/api/v1/timeline?tag=archive&sensitive=only')).json().total,
      'before they have followed',
    ).toBe(300)
    expect((await api.get('/api/v1/timeline?to=2001')).json().total).toBe(0)
    while ((await refreshStale(api.db)) > 0);
    expect((await api.get('/api/v1/search?q=archive&sensitive=only')).json().total).toBe(300)
    expect((await undo(answer.edit)).json()).toMatchObject({ changed: 300, failed: [] })
    expect((await api.get('/api/v1/timeline?to=2001')).json().total).toBe(300)
    expect((await api.get('/api/v1/timeline?tag=archive')).json().total).toBe(0)
    await api.db.execute(sql`update photos set present = false where taken_local = '2001-01-01'`)
  })

  test.each([
    [{ ids: [], hidden: true }, /body\.ids/],
    [{ ids: ['x'], hidden: true }, /body\.ids\.0: expected a photo id/],
    [{ ids: ['0'.repeat(64)] }, /expected something to change/],
    [{ hidden: true }, /body\.ids: is required/],
  ])('%j is refused', async (body, detail) => {
    const response = await api.send('PATCH', '/api/v1/photos', body)
    expect(response.statusCode).toBe(400)
    expect(response.json().detail).toMatch(detail)
  })

  test('are analysed again', async () => {
    const ids = [await photo(), await unanalysed()]
    const gone = await api.photo({
      ...{ paths: ['gone.jpg'], photo: { state: 'failed', ingestedAt: null }, file: { state: 'missing' } },
    })
    const before = (await api.queues.analyse.counts()).waiting
    const response = await api.send('POST', '/api/v1/photos/reanalyse', { ids: [...ids, gone, '0'.repeat(64)] })
    expect(response.statusCode).toBe(202)
    expect(response.json()).toMatchObject({ queued: 2, failed: [{ code: 'no_file' }, { code: 'not_found' }] })
    expect((await api.queues.analyse.counts()).waiting).toBe(before + 2)
  })
})

describe('undoing', () => {
  test('makes each photo what it was, and no other field', async () => {
    const plain = await photo()
    const edited = await photo()
    await edit(edited, { favourite: true, tags: { add: ['old'], remove: ['sunset'] }, description: 'Kept.' })
    const time = (await detail(edited)).edited
    const change = { favourite: true, hidden: true, tags: { add: ['new', 'sunset'] }, people: 9, sensitive: 'other' }
    const { edit: id } = await editMany([plain, edited], change)
    expect(await detail(edited)).toMatchObject({ analysis: { tags: ['Beach', 'old', 'new', 'sunset'] }, hidden: true })
    expect((await undo(id)).json()).toEqual({ edit: null, changed: 2, failed: [] })
    expect(await detail(plain)).toMatchObject({ ...{ favourite: false, hidden: false, edited: [] }, analysis: seaside })
    expect(await detail(edited)).toMatchObject({
      ...{ favourite: true, hidden: false, sensitive: 'none', edited: time },
      analysis: { tags: ['Beach', 'old'], description: 'Kept.', people: 2 },
    })
    expect((await undo(id)).statusCode, 'once').toBe(404)
    expect((await undo('x')).statusCode).toBe(400)
  })

  test('leaves alone what was edited again since', async () => {
    const [one, other] = [await photo(), await photo()]
    const { edit: id } = await editMany([one, other], { people: 5 })
    await edit(one, { people: 6 })
    const undone = (await undo(id)).json()
    expect(undone).toMatchObject({ changed: 1, failed: [{ id: one, code: 'changed_since' }] })
    expect((await detail(one)).analysis.people).toBe(6)
    expect((await detail(other)).analysis.people).toBe(2)
  })

  test('there is nothing to undo where nothing changed', async () => {
    const id = await photo()
    expect(await editMany([id], { favourite: false, hidden: false })).toEqual({ edit: null, changed: 0, failed: [] })
    expect(await events(id)).toEqual([])
  })
})

test('edits belong to the content: what is stored of a photo elsewhere stays', async () => {
  const id = await photo()
  await edit(id, { tags: { add: ['mine'] }, hidden: true })
  await api.db.execute(sql`update files set path = 'moved/' || path where photo_id = ${id}`)
  expect(await detail(id)).toMatchObject({ hidden: true, analysis: { tags: ['Beach', 'sunset', 'mine'] } })
  await expect(api.db.execute(sql`delete from photos where id = ${id}`)).rejects.toThrow()
  expect(await api.db.$count(photoEdits, eq(photoEdits.photoId, id))).toBe(1)
  expect(await api.db.$count(photoSearch, eq(photoSearch.photoId, id))).toBe(1)
})
