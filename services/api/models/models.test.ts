import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { errands, heartbeats } from '#core/database/schema'
import { endErrand } from '#core/errands'
import type { ModelsReport } from '#core/heartbeat'
import { readOwnerServer } from '#core/owner-server'
import { pc } from '#vision/tuning/testing'
import { startTestApi, type TestApi } from '../testing.js'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.close())
beforeEach(async () => {
  await api.db.delete(errands)
  await api.db.delete(heartbeats)
})

const report: ModelsReport = {
  ...{ folder: '/data/models', free: 6e9, chosen: null },
  installed: [
    {
      ...{ name: 'qwen3-vl-2b-q4_k_m', kind: 'vision', file: '/data/models/Qwen3VL-2B-Instruct-Q4_K_M.gguf' },
      ...{ bytes: 1.9e9, complete: true, used: true },
    },
    { name: 'mine', kind: 'vision', file: '/data/models/mine.gguf', bytes: 7, complete: false, used: false },
  ],
  files: ['Qwen3VL-2B-Instruct-Q4_K_M.gguf', 'mmproj-Qwen3VL-2B-Instruct-F16.gguf', 'mine.gguf'],
  unfinished: [{ file: 'Qwen3VL-4B-Instruct-Q4_K_M.gguf', received: 1e9, total: 2_497_281_664 }],
}
const worker = (models: ModelsReport) =>
  api.db.insert(heartbeats).values({ service: 'worker', instance: 'w', info: { engine: null, models, queues: [] } })
const models = async () => (await api.get('/api/v1/models')).json()
type Item = { name: string } & Record<string, unknown>
const item = (all: { items: Item[] }, name: string) => all.items.find((each) => each.name === name)

describe('the list of models', () => {
  test('says what keeps it from being known', async () => {
    const answer = await api.get('/api/v1/models')
    expect(answer.statusCode).toBe(503)
    expect(answer.json()).toMatchObject({ code: 'no_worker', detail: 'No worker that has models is running.' })
    expect((await api.send('POST', '/api/v1/models/pull', { name: 'qwen3-vl-2b-q4_k_m' })).statusCode).toBe(503)
  })

  test('has the machine looked at, once', async () => {
    await worker(report)
    expect(await models()).toMatchObject({ machine: null, advice: null })
    expect(await models()).toMatchObject({ errands: [{ kind: 'survey', state: 'waiting' }] })
    expect(await api.db.$count(errands)).toBe(1)
  })

  test('tells what suits the machine, what is there, and what is missing', async () => {
    await worker({ ...report, hardware: pc([], { memory: 8 }) })
    const all = await models()
    expect(all).toMatchObject({ folder: '/data/models', free: 6e9, fixed: null, server: null, errands: [] })
    expect(item(all, 'qwen3-vl-2b-q4_k_m')).toMatchObject({ state: 'installed', used: true, missingBytes: 0 })
    expect(item(all, 'qwen3-vl-4b-q4_k_m')).toMatchObject({
      ...{ state: 'unfinished', used: false, received: 1e9, enoughSpace: true },
      missingBytes: 2_497_281_664 + 836_180_256 - 1e9,
    })
    expect(item(all, 'qwen3-vl-8b-q4_k_m')).toMatchObject({ state: 'absent', enoughSpace: false })
    expect(item(all, 'qwen3-vl-32b-q8_0')).toMatchObject({ fit: 'too_large', secondsPerPhoto: null })
    expect(item(all, 'mine')).toMatchObject({ state: 'incomplete', fit: null, files: [] })
    expect(item(all, 'qwen3-vl-2b-q4_k_m')?.files).toEqual([
      'Qwen3VL-2B-Instruct-Q4_K_M.gguf',
      'mmproj-Qwen3VL-2B-Instruct-F16.gguf',
    ])
    const recommended = all.items.filter(({ fit }: { fit: string }) => fit === 'recommended')
    expect(recommended.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['embedding', 'vision'])
    expect((await api.get('/api/v1/tune')).json().plan.reasons.length).toBeGreaterThan(1)
  })
})

describe('what is asked of the worker', () => {
  beforeEach(() => worker(report))

  test('is accepted, told, and ended', async () => {
    const pulled = await api.send('POST', '/api/v1/models/pull', { name: 'qwen3-vl-4b-q4_k_m', use: true })
    expect(pulled.statusCode).toBe(202)
    expect(pulled.json()).toMatchObject({ kind: 'pull', name: 'qwen3-vl-4b-q4_k_m', state: 'waiting' })
    const [row] = await api.db.select().from(errands)
    expect(row?.options).toEqual({ use: true })
    expect((await api.get('/api/v1/status')).json().errands).toMatchObject([{ id: row?.id }])
    const ended = await api.send('DELETE', `/api/v1/errands/${row?.id}`)
    expect(ended.json()).toMatchObject({ state: 'cancelled' })
    expect((await api.send('DELETE', `/api/v1/errands/${row?.id}`)).statusCode).toBe(404)
    expect((await api.get('/api/v1/status')).json().errands).toEqual([])
    expect((await api.get('/api/v1/errands')).json().items).toHaveLength(1)
  })

  test('what takes a moment is waited for, and a refusal is a refusal', async () => {
    const asking = api.send('POST', '/api/v1/models/use', { name: 'qwen3-vl-8b-q4_k_m' })
    await expect.poll(() => api.db.$count(errands)).toBe(1)
    const [row] = await api.db.select().from(errands)
    const problem = { code: 'model_unusable', message: 'It is not downloaded yet.' }
    await endErrand(api.db, row?.id ?? 0, { state: 'failed', problem })
    const answer = await asking
    expect(answer.statusCode).toBe(409)
    expect(answer.json()).toMatchObject({ code: 'model_unusable', detail: 'It is not downloaded yet.' })
  })

  test.each([
    ['pull', { name: 'no-such-model' }, /expected a name of the catalog, hf:/],
    ['pull', { name: '/etc/passwd' }, /expected a name of the catalog, hf:/],
    ['pull', { name: 'https://example.org/readme.txt' }, /expected a name of the catalog/],
    ['use', {}, /name: is required/],
  ])('%s %j is refused', async (kind, body, detail) => {
    const answer = await api.send('POST', `/api/v1/models/${kind}`, body)
    expect(answer.statusCode).toBe(400)
    expect(answer.json().detail).toMatch(detail)
    expect(await api.db.$count(errands)).toBe(0)
  })
})

describe('a server', () => {
  let server: http.Server
  let url: string
  const seen: (string | undefined)[] = []
  beforeAll(async () => {
    server = http.createServer((request, response) => {
      seen.push(request.headers.authorization)
      if (request.headers.authorization !== 'Bearer right-key') return void response.writeHead(401).end('{}')
      const listed = { data: [{ id: 'Qwen3-VL-8B', owned_by: 'llamacpp' }] }
      const props = { total_slots: 3, modalities: { vision: true }, build_info: 'b6000' }
      const body = { '/v1/models': listed, '/props': props }[request.url ?? '']
      response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}))
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.close()
    server.closeAllConnections()
  })
  const test_ = (body: object) => api.send('POST', '/api/v1/models/server/test', body)

  test('is looked at: what it is, what it sees, how much at a time', async () => {
    expect((await test_({ url, key: 'right-key' })).json()).toEqual({
      ...{ url, usable: true, kind: 'llama-server', version: 'b6000', model: 'Qwen3-VL-8B', models: ['Qwen3-VL-8B'] },
      ...{ sees: true, slots: 3, problem: null },
    })
    const refused = (await test_({ url, key: 'wrong-key' })).json()
    expect(refused).toMatchObject({ usable: false, model: null, problem: expect.stringMatching(/key|401/i) })
    expect(JSON.stringify(refused)).not.toContain('wrong-key')
    const away = (await test_({ url: 'http://127.0.0.1:9' })).json()
    expect(away).toMatchObject({ usable: false, problem: expect.stringContaining('http://127.0.0.1:9') })
    expect((await test_({ url: 'ftp://nas' })).statusCode).toBe(400)
  })

  test('is kept with a key that never comes out and goes nowhere else', async () => {
    await worker(report)
    const put = (body: object) => api.server.inject({ method: 'PUT', url: '/api/v1/models/server', payload: body })
    const kept = await put({ url: url.replace('//', '//:right-key@'), model: 'Qwen3-VL-8B' })
    expect(kept.json()).toEqual({ url, model: 'Qwen3-VL-8B', hasKey: true })
    expect(await readOwnerServer(api.db)).toMatchObject({ key: 'right-key' })
    const listed = await api.get('/api/v1/models')
    expect(listed.json().server).toEqual({ url, model: 'Qwen3-VL-8B', hasKey: true })
    expect(
      listed.body + (await api.get('/api/v1/status')).body + (await api.get('/api/v1/settings')).body,
    ).not.toContain('right-key')
    expect((await test_({ url })).json(), 'the key that is kept').toMatchObject({ usable: true })
    expect((await put({ url, model: null })).json()).toEqual({ url, model: null, hasKey: true })

    const other = http.createServer((request, response) => {
      seen.push(request.headers.authorization)
      response.writeHead(401).end()
    })
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening))
    seen.length = 0
    await test_({ url: `http://127.0.0.1:${(other.address() as AddressInfo).port}` })
    expect(seen.length).toBeGreaterThan(0)
    expect(seen.filter(Boolean)).toEqual([])
    other.close()
    other.closeAllConnections()

    expect((await put({ url, key: null })).json()).toEqual({ url, model: null, hasKey: false })
    expect((await api.send('DELETE', '/api/v1/models/server')).statusCode).toBe(204)
    expect(await readOwnerServer(api.db)).toBeUndefined()
  })

  test('is not chosen where the configuration decides', async () => {
    const fixed = await startTestApi({ serverUrl: ['http://192.0.2.1:8080'] })
    const answer = await fixed.server.inject({ method: 'PUT', url: '/api/v1/models/server', payload: { url } })
    expect(answer.statusCode).toBe(409)
    expect(answer.json()).toMatchObject({ code: 'fixed', detail: expect.stringContaining('ALBUMEN_SERVER_URL') })
    await fixed.close()
  })
})

test('photos in another language are counted, and looked at again by the worker', async () => {
  await api.photo({ paths: ['a.jpg'], analysis: { description: 'A cat.' } })
  const count = async (language: string) => (await api.get(`/api/v1/reanalysis?language=${language}`)).json()
  expect(await count('en')).toEqual({ photos: 0, seconds: 0 })
  expect(await count('zh')).toMatchObject({ photos: 1, seconds: expect.any(Number) })
  expect((await api.send('POST', '/api/v1/reanalysis', { language: 'zh' })).statusCode).toBe(202)
  const [row] = await api.db.select().from(errands).where(eq(errands.kind, 'reanalyse'))
  expect(row).toMatchObject({ name: 'zh', options: { language: 'zh' }, state: 'waiting' })
})
