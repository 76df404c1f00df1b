import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acceptToken, createToken } from '#core/tokens'
import { startTestApi, type TestApi } from '../testing.js'
import { createAttemptLimit } from './attempts.js'
import { hostName, isLoopback } from './network.js'

describe('bound to this machine', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await startTestApi()
  })
  afterAll(() => api?.close())

  test.each(['localhost', 'localhost:8484', '127.0.0.1:8484', '[::1]:8484', 'albumen.localhost'])(
    '%s is let in',
    async (host) => {
      expect((await api.get('/api/v1/status', { host })).statusCode).toBe(200)
    },
  )

  test.each(['evil.example', 'evil.example:8484', '192.168.1.5', 'localhost.evil.example', 'a b'])(
    'the name %j, made to resolve to this machine, is not',
    async (host) => {
      for (const url of ['/api/v1/status', '/', '/docs', '/metrics']) {
        const response = await api.get(url, { host })
        expect(response.statusCode).toBe(403)
        expect(response.json()).toMatchObject({ code: 'foreign_host' })
      }
    },
  )

  test('what a proxy has passed on is not', async () => {
    for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip']) {
      const response = await api.get('/api/v1/status', { host: 'localhost:8484', [name]: 'for=203.0.113.9' })
      expect(response.statusCode).toBe(403)
      expect(response.json()).toMatchObject({ code: 'behind_proxy', hint: expect.stringContaining('ALBUMEN_SIGN_IN') })
    }
  })

  test('pages of other sites may change nothing', async () => {
    const pause = (headers: Record<string, string>) =>
      api.send('POST', '/api/v1/queues/ingest/resume', undefined, { host: 'localhost:8484', ...headers })
    for (const origin of ['http://evil.example', 'null', 'http://localhost:3000', 'nonsense']) {
      expect((await pause({ origin })).statusCode).toBe(403)
    }
    expect((await pause({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
    expect((await pause({ origin: 'http://localhost:8484', 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200)
    expect((await pause({})).statusCode).toBe(200)
    const read = await api.get('/api/v1/status', { origin: 'http://evil.example' })
    expect(read.headers['access-control-allow-origin']).toBeUndefined() // the browser keeps the answer from the page
    expect(read.headers['cross-origin-resource-policy']).toBe('same-origin')
  })
})

describe('bound elsewhere', () => {
  let api: TestApi
  let token: string
  beforeAll(async () => {
    api = await startTestApi({ host: '0.0.0.0' })
    token = await createToken(api.db, 'phone')
  })
  afterAll(() => api?.close())

  const guarded = [
    '/api/v1/status',
    '/api/v1/photos',
    '/api/v1/openapi.json',
    '/metrics',
    '/docs/',
    '/docs/json',
    '/%61pi/v1/status',
  ]
  test.each(guarded)('%s needs a token', async (url) => {
    const without = await api.get(url)
    expect(without.statusCode).toBe(401)
    expect(without.headers['www-authenticate']).toContain('Bearer')
    expect(without.json()).toMatchObject({ status: 401, hint: expect.stringContaining('albumen token create') })
    const withToken = await api.get(url, { authorization: `Bearer ${token}` })
    expect(withToken.statusCode).toBeLessThan(400)
  })

  test.each(['/healthz', '/readyz', '/', '/library', '/icon.svg'])('%s needs none', async (url) => {
    expect((await api.get(url)).statusCode).toBe(200)
  })

  test('in the address for images and events only', async () => {
    const preview = `/api/v1/photos/${'0'.repeat(64)}/preview`
    expect((await api.get(`${preview}?access_token=${token}`)).statusCode).toBe(404)
    expect((await api.get(`${preview}?access_token=wrong`)).statusCode).toBe(401)
    expect((await api.get(`/api/v1/photos?access_token=${token}`)).statusCode).toBe(401)
    expect((await api.send('POST', `/api/v1/queues/ingest/resume?access_token=${token}`)).statusCode).toBe(401)
  })

  test('any Host, and tokens that were removed open nothing', async () => {
    const made = (await api.send('POST', '/api/v1/tokens', { name: 'tv' }, { authorization: `Bearer ${token}` })).json()
    expect(await acceptToken(api.db, made.token)).toMatchObject({ name: 'tv' })
    const headers = { authorization: `Bearer ${made.token}`, host: 'nas.local' }
    expect((await api.get('/api/v1/status', headers)).statusCode).toBe(200)
    expect((await api.send('DELETE', `/api/v1/tokens/${made.id}`, undefined, headers)).statusCode).toBe(204)
    expect((await api.get('/api/v1/status', headers)).statusCode).toBe(401)
  })

  test('many wrong tokens have to wait', async () => {
    const wrong = () => api.get('/api/v1/status', { authorization: 'Bearer wrong' })
    let last = await wrong()
    for (let n = 0; n < 25; n++) last = await wrong()
    expect(last.statusCode).toBe(429)
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0)
    expect((await api.get('/api/v1/status', { authorization: `Bearer ${token}` })).statusCode).toBe(200)
  })
})

test('tokens are shown once and stored as a hash', async () => {
  const api = await startTestApi()
  const made = await api.send('POST', '/api/v1/tokens', { name: 'phone' })
  expect(made.statusCode).toBe(201)
  expect(made.json()).toMatchObject({ name: 'phone', token: expect.stringMatching(/^alb_.{40,}/), lastUsedAt: null })
  const list = await api.get('/api/v1/tokens')
  expect(list.json().items).toHaveLength(1)
  expect(list.body).not.toContain(made.json().token)
  const { rows } = await api.connection.pool.query('select * from tokens')
  expect(JSON.stringify(rows)).not.toContain(made.json().token)
  expect((await api.send('POST', '/api/v1/tokens', { name: 'phone' })).statusCode).toBe(409)
  expect((await api.send('POST', '/api/v1/tokens', {})).json().detail).toContain('body.name: is required')
  expect((await api.send('POST', '/api/v1/tokens', { name: 'x', scopes: ['all'] })).statusCode).toBe(400)
  expect((await api.send('DELETE', '/api/v1/tokens/99')).statusCode).toBe(404)
  await api.close()
})

// Node ends it by itself after a minute.
test('a spare connection does not hold up the end', { timeout: 50_000 }, async () => {
  const api = await startTestApi()
  const { port } = new URL(await api.listen())
  const spare = connect(Number(port), '127.0.0.1')
  await new Promise((resolve) => spare.once('connect', resolve))
  spare.on('error', () => {})
  await api.close()
  spare.destroy()
})

test('names and limits', () => {
  for (const host of ['127.0.0.1', '127.1.2.3', '::1', '[::1]', 'localhost', 'LOCALHOST'])
    expect(isLoopback(host)).toBe(true)
  for (const host of ['0.0.0.0', '::', '192.168.1.2', 'nas', '127.0.0.1.evil.example', 'localhost.evil']) {
    expect(isLoopback(host)).toBe(false)
  }
  expect(hostName('[::1]:80')).toBe('[::1]')
  expect(hostName('evil.example/localhost')).toBeUndefined()
  const limit = createAttemptLimit(2, 1_000)
  limit.failed('2001:db8::1', 0)
  limit.failed('2001:db8::2:3', 0)
  expect(limit.waitFor('2001:db8:0:0:9::', 200)).toBe(1)
  expect(limit.waitFor('2001:db8:0:1::', 200)).toBe(0)
  limit.failed('a', 0)
  limit.failed('a', 100)
  expect(limit.waitFor('a', 200)).toBe(1)
  expect(limit.waitFor('b', 200)).toBe(0)
  expect(limit.waitFor('a', 1_001)).toBe(0)
})
