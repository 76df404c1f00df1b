import { afterAll, beforeAll, expect, test } from 'vitest'
import { heartbeats, processMetrics, shares } from '#core/database/schema'
import { whoIAm } from '#core/heartbeat'
import { createLog } from '#core/log'
import { createMetrics } from '#core/metrics/metrics'
import { publishMetrics } from '#core/metrics/publish'
import { startTestApi, type TestApi } from '../testing.js'

const { host } = whoIAm()
let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api?.close())

test('alive and ready, with notes', async () => {
  expect((await api.get('/healthz')).json()).toEqual({ status: 'ok' })
  const ready = await api.get('/readyz')
  expect(ready.statusCode).toBe(200)
  expect(ready.json()).toMatchObject({
    ...{ status: 'ready', reasons: [], notes: ['no watcher is running', 'no worker is running'] },
  })
  expect(codes(ready)).toEqual({
    ...{ database: 'ok', queue: 'ok', watcher: 'no_watcher', worker: 'no_worker' },
    ...{ engine: 'ok', shares: 'ok', disk: 'ok' },
  })
})

const codes = (response: { json(): { components: { component: string; code: string }[] } }) =>
  Object.fromEntries(response.json().components.map(({ component, code }) => [component, code]))

test('a share that is away and an engine that failed are told by their codes', async () => {
  const other = await startTestApi()
  await other.db.update(shares).set({ state: 'offline' })
  const engine = { kind: 'embedded', model: 'm', state: 'failed', concurrency: 1 }
  await other.db.insert(heartbeats).values({ service: 'worker', instance: 'a-1', info: { engine, queues: [] } })
  const ready = await other.get('/readyz')
  expect(ready.statusCode).toBe(200)
  expect(codes(ready)).toMatchObject({ worker: 'ok', engine: 'engine_failed', shares: 'share_offline' })
  expect(ready.body).not.toContain('family')
  await other.close()
})

test('the report names neither shares nor secrets unless it is asked for names', async () => {
  const other = await startTestApi({ serverKey: 'sk-very-secret-key', databaseUrl: 'postgres://u:pw12345@nas/db' })
  const hidden = await other.get('/api/v1/health/report')
  expect(hidden.statusCode).toBe(200)
  expect(hidden.json()).toMatchObject({ worst: 'problem', version: expect.any(String) })
  expect(hidden.json().sections.map(({ title }: { title: string }) => title)).toEqual([
    ...['Machine', 'Engines', 'Shares', 'Database', 'Library (queues in postgres)', 'Settings'],
  ])
  for (const text of ['family', other.folder, 'pw12345', 'very-secret']) expect(hidden.body).not.toContain(text)
  expect(hidden.json().markdown).toContain('‹share 1›')
  const named = await other.get('/api/v1/health/report?names=show')
  expect(named.json().markdown).toContain('family')
  for (const text of ['pw12345', 'very-secret']) expect(named.body).not.toContain(text)
  await other.close()
})

test('not ready, and no stack traces, without the database', async () => {
  const other = await startTestApi()
  await other.connection.pool.end()
  const ready = await other.get('/readyz')
  expect(ready.statusCode).toBe(503)
  expect(ready.json()).toMatchObject({
    status: 'not ready',
    reasons: ['the database does not answer'],
  })
  expect(codes(ready)).toMatchObject({ database: 'database_away' })
  const photos = await other.get('/api/v1/photos')
  expect(photos.statusCode).toBeGreaterThanOrEqual(500)
  expect(photos.headers['content-type']).toContain('application/problem+json')
  expect(photos.body).not.toMatch(/at .*\.ts|select/)
  await other.server.close()
  await other.queues.close()
})

test('metrics', async () => {
  await api.photo({ paths: ['a "b"\\.jpg'], analysis: {} })
  const broken = { state: 'failed' as const, failedStage: 'ingest' as const, failedCode: 'corrupt_image' }
  await api.photo({ paths: ['b.jpg'], photo: broken })
  const counted = createMetrics()
  counted.count('albumen_tokens_total', { kind: 'prompt' }, 900)
  counted.observe('albumen_stage_duration_seconds', 0.8, { stage: 'analyse', step: 'prompt' })
  counted.observe('albumen_stage_duration_seconds', 999, { stage: 'analyse', step: 'prompt' })
  const published = publishMetrics(api.db, 'worker', counted, createLog('test', 'silent'))
  await expect.poll(() => api.db.$count(processMetrics)).toBe(1)
  const response = await api.get('/metrics')
  expect(response.headers['content-type']).toContain('text/plain; version=0.0.4')
  const lines = response.body.split('\n')
  for (const line of [
    'albumen_photos{state="analysed"} 1',
    'albumen_queue_jobs{queue="analyse",state="waiting"} 0',
    'albumen_engine_ready 0',
    'albumen_share_online{share="family"} 1',
    'albumen_failures{stage="ingest",code="corrupt_image"} 1',
    'albumen_engine_state{engine="vision",state="stopped"} 1',
    'albumen_engine_state{engine="vision",state="ready"} 0',
    `albumen_tokens_total{host="${host}",kind="prompt",process="worker"} 900`,
    `albumen_stage_duration_seconds_bucket{host="${host}",process="worker",stage="analyse",step="prompt",le="0.5"} 0`,
    `albumen_stage_duration_seconds_bucket{host="${host}",process="worker",stage="analyse",step="prompt",le="1"} 1`,
    `albumen_stage_duration_seconds_bucket{host="${host}",process="worker",stage="analyse",step="prompt",le="300"} 1`,
    `albumen_stage_duration_seconds_bucket{host="${host}",process="worker",stage="analyse",step="prompt",le="+Inf"} 2`,
    `albumen_stage_duration_seconds_sum{host="${host}",process="worker",stage="analyse",step="prompt"} 999.8`,
    `albumen_stage_duration_seconds_count{host="${host}",process="worker",stage="analyse",step="prompt"} 2`,
  ]) {
    expect(lines).toContain(line)
  }
  for (const line of lines) expect(line).toMatch(/^(|# (HELP|TYPE) .+|[a-z_]+(\{.*\})? [0-9.e+-]+)$/)
  const types = lines.filter((line) => line.startsWith('# TYPE'))
  expect(new Set(types).size).toBe(types.length)
  await published.close()
})

test('the OpenAPI document names every route, and the page shows it', async () => {
  const document = (await api.get('/api/v1/openapi.json')).json()
  expect(document.openapi).toMatch(/^3\./)
  const paths = Object.keys(document.paths)
  for (const route of [
    'status',
    'photos',
    'photos/{id}',
    'photos/{id}/thumb',
    'photos/{id}/preview',
    'search',
    'classify',
  ]) {
    expect(paths).toContain(`/api/v1/${route}`)
  }
  for (const route of ['events', 'webhooks', 'tokens', 'shares', 'failures', 'queues/{name}/pause']) {
    expect(paths).toContain(`/api/v1/${route}`)
  }
  expect(document.components.schemas).toHaveProperty('Photo')
  const docs = await api.get('/docs/')
  expect(docs.statusCode).toBe(200)
  expect(docs.body).not.toMatch(/https?:\/\/(?!localhost)[a-z]+\.(com|net|io)\/.*\.js/)
})

test('unknown routes and broken requests are problems too', async () => {
  for (const [method, url] of [
    ['GET', '/api/v1/nothing'],
    ['POST', '/api/v1/status'],
    ['GET', '/nothing.html'],
    ['GET', '/../package.json'],
    ['GET', '/%2e%2e/package.json'],
  ] as const) {
    const response = await api.server.inject({ method, url })
    expect(response.statusCode, url).toBe(404)
    expect(response.headers['content-type']).toContain('application/problem+json')
  }
  const headers = { 'content-type': 'application/json' }
  const broken = await api.server.inject({ method: 'POST', url: '/api/v1/webhooks', headers, payload: '{"a":' })
  expect(broken.statusCode).toBe(400)
  expect(broken.headers['content-type']).toContain('application/problem+json')
  const huge = await api.server.inject({
    method: 'POST',
    url: '/api/v1/webhooks',
    headers,
    payload: `"${'x'.repeat(2e6)}"`,
  })
  expect(huge.statusCode).toBe(413)
})

test('every answer is guarded against being framed, sniffed or scripted', async () => {
  const { headers } = await api.get('/')
  expect(headers['content-security-policy']).toContain("script-src 'self'")
  expect(headers['content-security-policy']).not.toContain('unsafe')
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
})
