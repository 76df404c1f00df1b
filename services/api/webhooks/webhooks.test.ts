import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliveries, outbox } from '#core/database/schema'
import { startTestApi, type TestApi } from '../testing.js'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api?.close())

const url = 'https://example.org/hook'

test('made with a secret that is shown once, changed, listed, removed', async () => {
  const made = await api.send('POST', '/api/v1/webhooks', { url, events: ['photo.analysed'] })
  expect(made.statusCode).toBe(201)
  const { id, secret } = made.json()
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/)
  const { items } = (await api.get('/api/v1/webhooks')).json()
  const rights = { privateNetwork: true, sensitive: false }
  expect(items).toEqual([
    { id, url, events: ['photo.analysed'], enabled: true, ...rights, createdAt: expect.any(String) },
  ])
  const changed = await api.send('PATCH', `/api/v1/webhooks/${id}`, { enabled: false, events: [] })
  expect(changed.json()).toMatchObject({ id, url, events: [], enabled: false })
  expect((await api.send('POST', `/api/v1/webhooks/${id}/test`)).statusCode).toBe(409)
  expect((await api.send('DELETE', `/api/v1/webhooks/${id}`)).statusCode).toBe(204)
  expect((await api.send('DELETE', `/api/v1/webhooks/${id}`)).statusCode).toBe(404)
})

test('a secret of the owner’s own is taken', async () => {
  const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`
  expect((await api.send('POST', '/api/v1/webhooks', { url, secret })).json().secret).toBe(secret)
})

test('test event, log, resend', async () => {
  const { id } = (await api.send('POST', '/api/v1/webhooks', { url })).json()
  const waiting = (await api.queues.deliver.counts()).waiting
  const { deliveryId } = (await api.send('POST', `/api/v1/webhooks/${id}/test`)).json()
  expect((await api.queues.deliver.counts()).waiting).toBe(waiting + 1)
  await api.send('POST', `/api/v1/webhooks/${id}/test`)
  await api.db
    .update(deliveries)
    .set({ state: 'failed', attempts: 10, lastStatus: 500, lastError: 'answered 500: busy' })
    .where(eq(deliveries.id, deliveryId))
  const page = (await api.get(`/api/v1/webhooks/${id}/deliveries?limit=1`)).json()
  expect(page.items[0]).toMatchObject({ type: 'webhook.test', state: 'pending', attempts: 0 })
  const rest = (await api.get(`/api/v1/webhooks/${id}/deliveries?limit=1&cursor=${page.next}`)).json()
  const told = { lastError: [{ code: 'delivery_answered_said', values: { status: '500', said: 'busy' } }] }
  expect(rest).toMatchObject({
    items: [{ id: deliveryId, state: 'failed', lastError: 'answered 500: busy', told }],
    next: null,
  })
  const failed = (await api.get(`/api/v1/webhooks/${id}/deliveries?state=failed`)).json()
  expect(failed.items).toHaveLength(1)
  expect((await api.send('POST', `/api/v1/deliveries/${deliveryId}/resend`)).statusCode).toBe(202)
  const [row] = await api.db.select().from(deliveries).where(eq(deliveries.id, deliveryId))
  expect(row).toMatchObject({ state: 'pending', attempts: 0 })
  const [event] = await api.db
    .select()
    .from(outbox)
    .where(eq(outbox.id, row?.eventId as number))
  expect(event?.relayedAt).not.toBeNull() // no other webhook is told
})

test.each([
  [{}, /body\.url: is required/],
  [{ url: 'ftp://example.org' }, /http:\/\//],
  [{ url: 'http://me:secret@example.org' }, /without user name/],
  [{ url: 'nonsense' }, /body\.url/],
  [{ url, events: ['photo.seen'] }, /body\.events\.0/],
  [{ url, secret: 'short' }, /whsec_/],
  [{ url, colour: 'red' }, /colour/],
])('%j is refused clearly', async (body, detail) => {
  const response = await api.send('POST', '/api/v1/webhooks', body)
  expect(response.statusCode).toBe(400)
  expect(response.json().detail).toMatch(detail)
})

test.each([
  ['DELETE', '/api/v1/webhooks/abc', 400],
  ['DELETE', '/api/v1/webhooks/99999999999', 400],
  ['PATCH', '/api/v1/webhooks/999', 404],
  ['POST', '/api/v1/webhooks/999/test', 404],
  ['POST', '/api/v1/deliveries/999/resend', 404],
] as const)('%s %s → %i', async (method, path, status) => {
  expect((await api.send(method, path, method === 'PATCH' ? {} : undefined)).statusCode).toBe(status)
})

test('the log of a webhook that does not exist', async () => {
  expect((await api.get('/api/v1/webhooks/999/deliveries')).statusCode).toBe(404)
})
