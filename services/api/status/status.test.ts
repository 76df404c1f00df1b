import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { deliveries, files, heartbeats, outbox, shares, webhooks } from '#core/database/schema'
import { storeEmbedding, storeEmbeddingFailure } from '#core/search/semantic/stored'
import { startTestApi, type TestApi } from '../testing.js'
import { cached } from './cached.js'
import { etaSeconds, perMinute } from './rate.js'
import { statusSchema } from './status.js'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api?.close())

test('counts everything in one answer', async () => {
  await api.photo({ paths: ['a.jpg', 'b.jpg'], analysis: {} })
  await api.photo({ paths: ['c.jpg'] })
  await api.photo({ paths: ['d.jpg'], photo: { state: 'failed', failedStage: 'analyse', failedCode: 'x' } })
  await api.photo({ paths: ['gone.jpg'], photo: { present: false }, file: { state: 'missing' }, analysis: {} })
  const file = { shareId: api.shareId, directory: '', size: 1, mtimeMs: 1 }
  await api.db.insert(files).values([
    { ...file, path: 'e.jpg' },
    { ...file, path: 'f.jpg', ingest: 'failed', failedCode: 'unreadable', failedReason: 'No permission.' },
  ])
  await api.db.insert(webhooks).values({ url: 'http://x', secret: 'x' })
  await api.db.insert(outbox).values({ type: 'photo.analysed', payload: {} })
  await api.db.insert(deliveries).values({ webhookId: 1, eventId: 1, state: 'delivered' })
  await api.queues.ingest.add([{ id: 'file-1', payload: { fileId: 1 } }])
  await api.queues.analyse.pause()

  const response = await api.get('/api/v1/status')
  const status = statusSchema.parse(response.json())
  expect(status.photos).toEqual({ total: 3, analysed: 1, pending: 1, failed: 1 })
  expect(status.files).toEqual({ found: 6, ingested: 4, pending: 1, failed: 1, missing: 1 })
  expect(status.queues.ingest).toEqual({ waiting: 1, active: 0, failed: 1, completed: 4, paused: false })
  expect(status.queues.analyse).toEqual({ waiting: 0, active: 0, failed: 1, completed: 1, paused: true })
  expect(status.queues.deliver).toMatchObject({ completed: 1, failed: 0 })
  expect(status.shares).toEqual([
    expect.objectContaining({
      name: 'family',
      path: api.root,
      mode: 'auto',
      state: 'online',
      files: 6,
      lastScanAt: null,
    }),
  ])
  expect(status.version).toMatch(/^\d+\.\d+\.\d+/)
})

test('the text engine, and what is left to embed', async () => {
  expect((await api.get('/api/v1/status')).json().textEngine).toMatchObject({ state: 'stopped', model: null })
  const version = 'tiny/64/1'
  const text = { state: 'idle', model: 'tiny', version, dimensions: 64, endpoint: { url: 'http://x', token: 'secret' } }
  const info = { engine: null, text, queues: ['embed'] }
  await api.db.insert(heartbeats).values({ service: 'worker', instance: 'embedding', info })
  const ids = []
  for (const path of ['one.jpg', 'two.jpg', 'three.jpg', 'four.jpg'])
    ids.push(await api.photo({ paths: [path], analysis: {} }))
  const [one = '', two = '', three = ''] = ids
  const row = { analysisId: 1, revision: 0, vector: Buffer.alloc(64) }
  await storeEmbedding(api.db, { ...row, photoId: one, version })
  await storeEmbedding(api.db, { ...row, photoId: two, version: 'other/64/1' })
  await storeEmbeddingFailure(api.db, { analysisId: 1, revision: 0, photoId: three, version })
  await expect.poll(async () => (await api.get('/api/v1/status')).json().queues.embed.completed).toBe(1)
  const response = await api.get('/api/v1/status')
  const status = statusSchema.parse(response.json())
  expect(status.textEngine).toEqual({ state: 'idle', model: 'tiny', version, dimensions: 64 })
  expect(response.body).not.toContain('secret')
  const left = status.photos.analysed - 2
  expect(status.queues.embed).toEqual({ waiting: left, active: 0, failed: 1, completed: 1, paused: false })
  expect((await api.send('POST', '/api/v1/queues/embed/pause')).json()).toEqual({ name: 'embed', paused: true })
  await api.db.delete(heartbeats)
})

describe('the engine', () => {
  const engine = async () => (await api.get('/api/v1/status')).json().engine
  const worker = (instance: string, info: object | null) =>
    api.db.insert(heartbeats).values({ service: 'worker', instance, info: { engine: info, queues: [] } })

  test('stopped without a worker, waiting with a hint, ready with the slots of all', async () => {
    expect(await engine()).toMatchObject({
      kind: 'none',
      state: 'stopped',
      model: null,
      reason: 'No worker is running.',
    })
    await worker('a', null)
    expect(await engine()).toMatchObject({ state: 'stopped', reason: 'No running worker analyses photos.' })
    await worker('b', {
      kind: 'none',
      model: null,
      state: 'waiting',
      concurrency: 0,
      reason: 'No model.',
      hint: 'Get one.',
    })
    expect(await engine()).toEqual({
      ...{ kind: 'none', model: null, state: 'waiting', concurrency: 0, reason: 'No model.', hint: 'Get one.' },
    })
    const ready = { kind: 'embedded', model: 'nano-vl', state: 'ready', concurrency: 2 }
    await worker('c', { ...ready, endpoint: { url: 'http://127.0.0.1:1', token: 'secret' } })
    await worker('d', ready)
    const shown = await engine()
    expect(shown).toEqual({ ...ready, concurrency: 4 })
    expect(JSON.stringify(shown)).not.toContain('secret')
    await api.db.update(heartbeats).set({ seenAt: new Date(0) })
    expect((await engine()).state).toBe('stopped')
  })
})

describe('shares', () => {
  test('added, listed, scanned, removed', async () => {
    const folder = path.join(api.folder, 'more photos')
    await mkdir(folder, { recursive: true })
    const made = await api.send('POST', '/api/v1/shares', { name: 'more', path: folder, mode: 'poll' })
    expect(made.statusCode).toBe(201)
    expect(made.json()).toMatchObject({ name: 'more', path: folder, mode: 'poll', state: 'pending' })
    const { items } = (await api.get('/api/v1/shares')).json()
    expect(items.map((share: { name: string }) => share.name)).toEqual(['family', 'more'])
    expect((await api.send('POST', '/api/v1/shares/more/scan')).statusCode).toBe(202)
    const [row] = await api.db.select().from(shares).where(eq(shares.name, 'more'))
    expect(row?.scanRequestedAt).not.toBeNull()
    expect((await api.send('DELETE', '/api/v1/shares/more')).statusCode).toBe(204)
    expect((await api.send('DELETE', '/api/v1/shares/more')).statusCode).toBe(404)
    expect((await api.send('POST', '/api/v1/shares/more/scan')).statusCode).toBe(404)
  })

  test.each([
    [{ name: 'inner', path: 'ROOT/inner' }, 409, /one inside the other/],
    [{ name: 'family', path: '/elsewhere' }, 409, /exists already/],
    [{ name: 'x', path: 'relative/path' }, 400, /absolute path/],
    [{ name: 'a/b', path: '/x' }, 400, /share name/],
    [{ name: 'x', path: '/a\0b' }, 400, /NUL/],
    [{ path: '/x' }, 400, /body\.name: is required/],
    [{ name: 'x', path: '/x', mode: 'magic' }, 400, /"auto"/],
  ])('%j is refused', async (body, code, detail) => {
    const given = { ...body, ...(body.path?.startsWith('ROOT') ? { path: body.path.replace('ROOT', api.root) } : {}) }
    const response = await api.send('POST', '/api/v1/shares', given)
    expect(response.statusCode).toBe(code)
    expect(response.json().detail).toMatch(detail)
  })
})

test('queues are paused and resumed', async () => {
  for (const [verb, paused] of [
    ['pause', true],
    ['resume', false],
  ] as const) {
    const response = await api.send('POST', `/api/v1/queues/analyse/${verb}`)
    expect(response.json()).toEqual({ name: 'analyse', paused })
    expect((await api.queues.analyse.counts()).paused).toBe(paused)
  }
  expect((await api.send('POST', '/api/v1/queues/lunch/pause')).statusCode).toBe(400)
})

test('rate and time left', () => {
  expect(perMinute(0, 0)).toBe(0)
  expect(perMinute(1, 5)).toBe(0)
  expect(perMinute(3, 4)).toBe(30) // two photos in four seconds, just after the start
  expect(perMinute(100, 60)).toBe(99)
  expect(etaSeconds(0, 0)).toBe(0)
  expect(etaSeconds(10, 0)).toBeNull()
  expect(etaSeconds(10, 20)).toBe(30)
})

describe('what is dear to read', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] }))
  afterEach(() => void vi.useRealTimers())

  /** @returns a cached reader that counts its reads, each taking so long */
  function reader(milliseconds: number, leastMs: number) {
    let reads = 0
    return cached(async () => {
      await new Promise((resolve) => setTimeout(resolve, milliseconds))
      return ++reads
    }, leastMs)
  }

  test('is read once for all who ask', async () => {
    const read = reader(30, 100)
    const asked = Promise.all([read(), read(), read()])
    await vi.advanceTimersByTimeAsync(30)
    expect(await asked).toEqual([1, 1, 1])
    await vi.advanceTimersByTimeAsync(290)
    expect(await read()).toBe(1) // 30 ms of work are good for 300 ms
    await vi.advanceTimersByTimeAsync(20)
    const again = read()
    await vi.advanceTimersByTimeAsync(30)
    expect(await again).toBe(2)
  })

  test('keeps nobody waiting while there is a recent answer', async () => {
    const read = reader(120, 10)
    const first = read()
    await vi.advanceTimersByTimeAsync(120)
    expect(await first).toBe(1)
    await vi.advanceTimersByTimeAsync(1_300)
    expect(await read()).toBe(1) // with no time passing
    await vi.advanceTimersByTimeAsync(120)
    expect(await read()).toBe(2)
  })

  test('is never older than a quarter of a minute when it is asked for again and again', async () => {
    const read = reader(5_000, 10)
    const first = read()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await first).toBe(1)
    await vi.advanceTimersByTimeAsync(15_001)
    expect(await read()).toBe(1)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await read()).toBe(2)
  })
})
