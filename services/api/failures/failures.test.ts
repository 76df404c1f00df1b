import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { files, photos } from '#core/database/schema'
import { startTestApi, type TestApi } from '../testing.js'

let api: TestApi
const ids: string[] = []
beforeAll(async () => {
  api = await startTestApi()
  const file = { shareId: api.shareId, directory: '', size: 1, mtimeMs: 1, ingest: 'failed' as const }
  await api.db.insert(files).values([
    { ...file, path: 'locked.jpg', failedCode: 'unreadable', failedReason: 'No permission.' },
    { ...file, path: 'missing.jpg', failedCode: 'unreadable', failedReason: 'x', state: 'missing' },
  ])
  const failed = { state: 'failed' as const, failedReason: 'It is cut off.', failedAt: new Date() }
  ids.push(
    await api.photo({
      paths: ['cut.jpg', 'cut copy.jpg'],
      photo: { ...failed, failedStage: 'ingest', failedCode: 'corrupt_image', ingestedAt: null },
    }),
    await api.photo({
      paths: ['slow.jpg'],
      photo: { ...failed, failedStage: 'analyse', failedCode: 'engine_timeout' },
    }),
  )
  await api.photo({ paths: ['fine.jpg'], analysis: {} })
})
afterAll(() => api?.close())

test('listed with file, stage, code and reason', async () => {
  const { items, codes, next } = (await api.get('/api/v1/failures')).json()
  expect(next).toBeNull()
  expect(items).toHaveLength(3)
  expect(items).toContainEqual({
    ...{ kind: 'file', photoId: null, stage: 'ingest', code: 'unreadable', reason: 'No permission.' },
    ...{ share: 'family', path: 'locked.jpg', at: expect.any(String) },
  })
  expect(items).toContainEqual({
    ...{ kind: 'photo', photoId: ids[0], stage: 'ingest', code: 'corrupt_image', reason: 'It is cut off.' },
    ...{ share: 'family', path: 'cut.jpg', at: expect.any(String) },
  })
  expect(codes).toContainEqual({ code: 'engine_timeout', count: 1 })
  expect((await api.get('/api/v1/failures?code=engine_timeout')).json().items).toHaveLength(1)
  const seen: string[] = []
  for (let cursor = ''; ; ) {
    const page = (await api.get(`/api/v1/failures?limit=1${cursor && `&cursor=${cursor}`}`)).json()
    seen.push(page.items[0].path)
    if (!page.next) break
    cursor = page.next
  }
  expect(seen.sort()).toEqual(['cut.jpg', 'locked.jpg', 'slow.jpg'])
})

test('tried again by code, then all', async () => {
  const retry = async (body?: object) => (await api.send('POST', '/api/v1/failures/retry', body)).json()
  expect(await retry({ code: 'engine_timeout' })).toEqual({ retried: 1 })
  expect((await api.queues.analyse.counts()).waiting).toBe(1)
  const [slow] = await api.db
    .select()
    .from(photos)
    .where(eq(photos.id, ids[1] as string))
  expect(slow?.state).toBe('pending')
  expect(await retry({})).toEqual({ retried: 3 })
  expect((await api.queues.ingest.counts()).waiting).toBe(3)
  expect((await api.db.select().from(files).where(eq(files.path, 'locked.jpg')))[0]?.ingest).toBe('pending')
  const [cut] = await api.db
    .select()
    .from(photos)
    .where(eq(photos.id, ids[0] as string))
  expect(cut).toMatchObject({ state: 'pending', failedStage: null, failedCode: null })
  expect(await retry()).toMatchObject({ retried: expect.any(Number) })
  expect((await api.send('POST', '/api/v1/failures/retry', { kode: 'x' })).statusCode).toBe(400)
})
