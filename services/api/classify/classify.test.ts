import { readFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { heartbeats } from '#core/database/schema'
import { projectRoot } from '#core/project-root'
import { EngineUnavailableError, type VisionEngine } from '#vision/engines/engine'
import { serveEngine } from '#vision/engines/serve'
import { startTestApi, type TestApi } from '../testing.js'

const answer = {
  ...{ category: 'pets', description: 'A cat.', objects: ['cat'], tags: ['indoor'] },
  ...{ emotion: 'warm', people: 0, text: '', sensitive: 'none' },
}
let api: TestApi
let address: string
let served: Awaited<ReturnType<typeof serveEngine>>
let jpeg: Buffer
let ask: VisionEngine['ask']

beforeAll(async () => {
  api = await startTestApi()
  address = await api.listen()
  const engine: VisionEngine = {
    ...{ kind: 'embedded', model: 'test-model', slots: 1, state: () => 'ready', lastError: () => undefined },
    ask: (request) => ask(request),
    pids: () => [],
    close: async () => {},
  }
  served = await serveEngine(engine, { host: '127.0.0.1', port: 0, token: 'secret' })
  jpeg = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#a03020' } })
    .jpeg()
    .toBuffer()
})
afterAll(async () => {
  await served?.close()
  await api?.close()
})

beforeEach(async () => {
  ask = async ({ onToken }) => {
    const text = JSON.stringify(answer)
    for (const piece of text.match(/.{1,20}/g) ?? []) onToken?.(piece)
    return { text, promptTokens: 10, completionTokens: 5, milliseconds: 3 }
  }
  await api.db.delete(heartbeats)
})

async function workerWith(engine: object) {
  await api.db.insert(heartbeats).values({ service: 'worker', instance: 'w', info: { engine, queues: ['analyse'] } })
}
const ready = () =>
  workerWith({
    kind: 'embedded',
    model: 'test-model',
    state: 'ready',
    concurrency: 1,
    endpoint: { url: served.url, token: 'secret' },
  })

async function upload(content: Buffer, { field = 'file', headers = {}, query = '' } = {}) {
  const form = new FormData()
  form.append(field, new Blob([content as unknown as ArrayBuffer]), 'photo.jpg')
  return await fetch(`${address}/api/v1/classify${query}`, { method: 'POST', body: form, headers })
}

test('an uploaded photo is analysed and not stored', async () => {
  await ready()
  const response = await upload(jpeg)
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({
    ...answer,
    language: 'en',
    model: 'test-model',
    repaired: false,
    attempts: 1,
  })
  const { rows } = await api.connection.pool.query('select 1 from photos union all select 1 from analyses')
  expect(rows).toEqual([])
  expect(await (await upload(jpeg, { query: '?language=zh' })).json()).toMatchObject({ language: 'zh' })
})

test('tokens are streamed to whoever wants them', async () => {
  await ready()
  const response = await upload(jpeg, { headers: { accept: 'text/event-stream' } })
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const events = (await response.text()).split('\n\n').filter((block) => block.startsWith('event: '))
  expect(events.length).toBeGreaterThan(3)
  const tokens = events.filter((block) => block.startsWith('event: token'))
  const data = (block = '') => JSON.parse(block.slice(block.indexOf('data: ') + 6))
  expect(tokens.map((block) => data(block).text).join('')).toBe(JSON.stringify(answer))
  expect(events.at(-1)).toMatch(/^event: analysis/)
  expect(data(events.at(-1))).toMatchObject(answer)
})

test('without an engine the answer says what to do', async () => {
  const none = await upload(jpeg)
  expect(none.status).toBe(503)
  expect(await none.json()).toMatchObject({ code: 'engine_not_ready', detail: 'No worker is running.' })
  await workerWith({
    kind: 'none',
    model: null,
    state: 'waiting',
    concurrency: 0,
    reason: 'No model.',
    hint: 'albumen models pull',
  })
  expect(await (await upload(jpeg)).json()).toMatchObject({ detail: 'No model.', hint: 'albumen models pull' })
})

test('an engine that goes away in the middle', async () => {
  await ready()
  ask = async () => {
    throw new EngineUnavailableError('restarting')
  }
  expect((await upload(jpeg)).status).toBe(503)
  const stream = await upload(jpeg, { headers: { accept: 'text/event-stream' } })
  expect(await stream.text()).toContain('event: error')
})

test('every format that can be ingested', async () => {
  await ready()
  for (const name of ['display-p3.heic', 'turned.avif', 'scan.tif', 'quadrants.webp', 'red-then-blue.gif']) {
    const response = await upload(await readFile(path.join(projectRoot, 'packages/photo/fixtures', name)))
    expect(response.status, name).toBe(200)
  }
})

test('uploads that are no photos', async () => {
  await ready()
  const refused = async (content: Buffer, options = {}) => {
    const response = await upload(content, options)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    return { status: response.status, ...((await response.json()) as { code?: string; detail: string }) }
  }
  expect(await refused(Buffer.alloc(0))).toMatchObject({ status: 422, code: 'empty_file' })
  expect(await refused(Buffer.from('hello'))).toMatchObject({ status: 415, code: 'not_an_image' })
  expect(await refused(jpeg.subarray(0, 100))).toMatchObject({ status: 422, code: 'corrupt_image' })
  expect(await refused(jpeg, { field: 'photo' })).toMatchObject({
    status: 400,
    detail: expect.stringContaining('"file"'),
  })
  expect(await refused(Buffer.concat([jpeg, Buffer.alloc(51 * 1024 * 1024)]))).toMatchObject({ status: 413 })
  const json = await api.send('POST', '/api/v1/classify', { file: 'x' })
  expect(json.statusCode).toBe(415)
  expect(json.json().detail).toContain('multipart/form-data')
})
