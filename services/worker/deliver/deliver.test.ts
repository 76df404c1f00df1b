import { asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadConfig } from '#core/config'
import type { Database } from '#core/database/connect'
import { deliveries, outbox, photos, webhooks } from '#core/database/schema'
import { forgetEvents, recordEvent } from '#core/events'
import { createLog } from '#core/log'
import { createMetrics } from '#core/metrics/metrics'
import { openQueues, type Queues } from '#core/queues'
import { seedPhoto, seedShare } from '#core/testing/photos'
import { type TestDatabase, testDatabase } from '#core/testing/postgres'
import { relayEvents } from './relay.js'
import { ATTEMPTS, createBreaker, jittered, waitAfter } from './schedule.js'
import { startDeliver } from './start.js'
import { newSecret, startReceiver, until } from './testing.js'

const log = createLog('test', 'silent')
const config = { ...loadConfig({}), webhookRetrySeconds: 0.05 }
const ONE = 'a'.repeat(64)
const OTHER = 'b'.repeat(64)

let database: TestDatabase
let db: Database
let queues: Queues
const cleanups: (() => Promise<unknown>)[] = []

beforeEach(async () => {
  database = await testDatabase()
  db = database.connection.db
  queues = await openQueues({ databaseUrl: database.url }, log)
  cleanups.push(() => queues.close())
})

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
  await database.close()
})

function startStage() {
  const controller = new AbortController()
  const stage = startDeliver({
    connection: database.connection,
    queues,
    config,
    log,
    metrics: createMetrics(),
    signal: controller.signal,
  })
  let open = true
  const stop = async () => {
    if (!open) return
    open = false
    controller.abort()
    await stage.close()
  }
  cleanups.push(stop)
  return { stop }
}

async function receiver(options: Parameters<typeof startReceiver>[0] = {}) {
  const made = await startReceiver(options)
  cleanups.push(() => made.close())
  return made
}

async function addWebhook(values: Partial<typeof webhooks.$inferInsert> & { url: string; secret: string }) {
  const [row] = await db
    .insert(webhooks)
    .values({ privateNetwork: true, ...values })
    .returning()
  return row as typeof webhooks.$inferSelect
}

const happened = (photoId: string, n: number) =>
  recordEvent(db, { type: 'photo.analysed', photoId, payload: { photoId, n } })

const log_ = async () => await db.select().from(deliveries).orderBy(asc(deliveries.eventId))
const settled = async () => (await log_()).every((row) => row.state !== 'pending')

describe('delivering', () => {
  test('an event arrives signed, once, with its id and body', async () => {
    const target = await receiver()
    await addWebhook({ url: target.url, secret: target.secret })
    startStage()
    await happened(ONE, 1)
    await until('the delivery', () => target.accepted.length === 1)
    const [event] = await db.select().from(outbox)
    const [got] = target.accepted
    expect(target.badSignatures).toEqual([])
    expect(got?.id).toBe(`msg_${event?.id}`)
    expect(got?.body).toEqual({
      type: 'photo.analysed',
      timestamp: event?.createdAt.toISOString(),
      data: { photoId: ONE, n: 1 },
    })
    expect(got?.headers['content-type']).toBe('application/json')
    await until('the log', settled)
    expect((await log_())[0]).toMatchObject({ state: 'delivered', attempts: 1, lastStatus: 200, lastError: null })
  })

  test('a receiver that fails three times gets it at the fourth, under the same id', async () => {
    const target = await receiver()
    await addWebhook({ url: target.url, secret: target.secret })
    target.answerWith(() => (target.refused.length < 3 ? 500 : 200))
    startStage()
    await happened(ONE, 1)
    await until('the fourth attempt', () => target.accepted.length === 1)
    await until('the log', settled)
    expect(target.refused.map((each) => each.id)).toEqual(Array(3).fill(target.accepted[0]?.id))
    expect(target.badSignatures).toEqual([])
    expect((await log_())[0]).toMatchObject({ state: 'delivered', attempts: 4, lastError: null })
  })

  test('events of one photo keep their order while others pass by', async () => {
    const target = await receiver()
    await addWebhook({ url: target.url, secret: target.secret })
    let failures = 0
    target.answerWith(({ body }) => (body.data.photoId === ONE && body.data.n === 0 && failures++ < 2 ? 400 : 200))
    startStage()
    for (let n = 0; n < 5; n++) await happened(ONE, n)
    await happened(OTHER, 0)
    await until('all six', () => target.accepted.length === 6)
    const order = target.accepted.filter((each) => each.body.data.photoId === ONE).map((each) => each.body.data.n)
    expect(order).toEqual([0, 1, 2, 3, 4])
    expect(target.accepted[0]?.body.data.photoId).toBe(OTHER)
  })

  test('a receiver that is down loses nothing', async () => {
    const first = await startReceiver()
    await first.close()
    await addWebhook({ url: first.url, secret: first.secret })
    const stage = startStage()
    for (let n = 0; n < 20; n++) await happened(n % 2 ? ONE : OTHER, n)
    await until('failed attempts', async () => (await log_()).some((row) => row.lastError?.includes('ECONNREFUSED')))
    await stage.stop()
    const again = await receiver({ port: first.port, secret: first.secret })
    startStage()
    await until('all twenty', () => again.accepted.length >= 20, 40_000)
    await until('the log', settled)
    expect(new Set(again.accepted.map((each) => each.id)).size).toBe(20)
    const numbers = again.accepted.map((each) => each.body.data.n as number)
    expect(numbers.filter((n) => n % 2)).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17, 19])
  })

  test('410 switches the webhook off, and what else waits for it is kept in the log', async () => {
    const target = await receiver()
    const hook = await addWebhook({ url: target.url, secret: target.secret })
    target.answerWith(() => 410)
    startStage()
    await happened(ONE, 1)
    await happened(ONE, 2)
    await until('the log', async () => (await log_()).length > 0 && (await settled()))
    expect((await db.select().from(webhooks).where(eq(webhooks.id, hook.id)))[0]?.enabled).toBe(false)
    expect(target.refused).toHaveLength(1)
    for (const row of await log_()) expect(row.state).toBe('failed')
    await db.update(webhooks).set({ enabled: true })
    target.answerWith(() => 200)
    await happened(ONE, 3)
    await until('later events', () => target.accepted.length === 1)
  })

  test('redirects are not followed, and an answer without end is not read', async () => {
    const target = await receiver()
    await addWebhook({ url: target.url, secret: target.secret })
    target.answerWith(({ body }, response) => {
      if (body.data.n !== 1) {
        response.writeHead(500)
        const timer = setInterval(() => response.write('x'.repeat(10_000)), 1)
        response.on('close', () => clearInterval(timer))
        return undefined
      }
      response.setHeader('location', 'http://127.0.0.1:1/')
      return 307
    })
    startStage()
    await happened(ONE, 1)
    await happened(OTHER, 2)
    await until('both attempts', async () => {
      const rows = await log_()
      return rows.length === 2 && rows.every((row) => row.attempts > 0)
    })
    const [redirected, endless] = await log_()
    expect(redirected?.lastError).toContain('redirect to http://127.0.0.1:1/')
    expect(endless?.lastError?.length).toBeLessThan(1_100)
  })
})

describe('relaying', () => {
  const relay = () => relayEvents(database.connection, queues.deliver, log)

  test('each webhook gets the types it wants, from its making on', async () => {
    await recordEvent(db, { type: 'photo.ingested', payload: {} })
    const all = await addWebhook({ url: 'http://127.0.0.1:1/all', secret: newSecret() })
    const some = await addWebhook({ url: 'http://127.0.0.1:1/some', secret: newSecret(), events: ['share.offline'] })
    await addWebhook({ url: 'http://127.0.0.1:1/off', secret: newSecret(), enabled: false })
    await recordEvent(db, { type: 'photo.ingested', payload: {} })
    await recordEvent(db, { type: 'share.offline', payload: {} })
    expect(await relay()).toBe(3)
    expect(await relay()).toBe(0)
    const rows = (await log_()).map((row) => [row.eventId, row.webhookId]).sort()
    expect(rows).toEqual(
      [
        [2, all.id],
        [3, all.id],
        [3, some.id],
      ].sort(),
    )
    expect((await queues.deliver.counts()).waiting).toBe(3)
  })

  test('two at once relay everything once', async () => {
    await addWebhook({ url: 'http://127.0.0.1:1/', secret: newSecret() })
    for (let n = 0; n < 1_200; n++) await happened(ONE, n)
    const counts = await Promise.all([relay(), relay()])
    expect((counts[0] ?? 0) + (counts[1] ?? 0) + (await relay())).toBe(1_200)
    expect(await log_()).toHaveLength(1_200)
  })

  test('a photo found sensitive meanwhile is not described', async () => {
    const target = await receiver()
    await addWebhook({ url: target.url, secret: target.secret })
    const shareId = await seedShare(db, 'a', '/a')
    const photoId = await seedPhoto(db, { shareId, paths: ['a.jpg'], analysis: {} })
    await recordEvent(db, { type: 'photo.analysed', photoId, payload: { photoId, description: 'private' } })
    await db.update(photos).set({ sensitive: 'medical' })
    startStage()
    await until('the delivery', () => target.accepted.length === 1)
    expect(target.accepted[0]?.body.data).toEqual({ photoId, private: true })
  })

  test('unless the owner trusts its receiver with that', async () => {
    const target = await receiver()
    await addWebhook({ url: target.url, secret: target.secret, sensitive: true })
    const shareId = await seedShare(db, 'a', '/a')
    const photoId = await seedPhoto(db, { shareId, paths: ['a.jpg'], analysis: { sensitive: 'medical' } })
    await recordEvent(db, { type: 'photo.analysed', photoId, payload: { photoId, description: 'private' } })
    startStage()
    await until('the delivery', () => target.accepted.length === 1)
    expect(target.accepted[0]?.body.data).toEqual({ photoId, description: 'private' })
  })

  test('this machine and the own network are reached only where the owner says so', async () => {
    const target = await receiver()
    const { secret } = target
    const names = ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]']
    for (const name of names) {
      await addWebhook({ url: `http://${name}:${target.port}/hook`, secret, privateNetwork: false })
    }
    await happened(ONE, 1)
    startStage()
    const tried = async () => (await log_()).filter((each) => each.attempts > 0).length
    await until('attempts', async () => (await tried()) === names.length)
    expect(target.accepted).toEqual([])
    for (const each of await log_()) expect(each.lastError).toMatch(/on this machine or in your own network/)
  })

  test('a redirect is not followed, and an endless answer is not read', async () => {
    const target = await receiver()
    await addWebhook({ url: target.url, secret: target.secret })
    target.answerWith((_, response) => {
      response.writeHead(307, { location: 'http://127.0.0.1:1/inside' })
      const more = setInterval(() => response.write('x'.repeat(65_536)), 1)
      response.once('close', () => clearInterval(more))
      return undefined
    })
    await happened(ONE, 1)
    startStage()
    await until('an attempt', async () => (await log_())[0]?.lastStatus === 307)
    expect((await log_())[0]?.lastError).toMatch(/redirect to http:\/\/127\.0\.0\.1:1\/inside; use the final address/)
  })

  test('old events are forgotten, except those still to be delivered', async () => {
    await addWebhook({ url: 'http://127.0.0.1:1/', secret: newSecret(), createdAt: new Date(0) })
    await happened(ONE, 1)
    await happened(ONE, 2)
    await relay()
    await db.update(outbox).set({ createdAt: new Date(1) })
    await db.update(deliveries).set({ state: 'delivered' }).where(eq(deliveries.eventId, 1))
    expect(await forgetEvents(db, 30)).toBe(1)
    expect((await db.select().from(outbox)).map((row) => row.id)).toEqual([2])
  })
})

describe('the schedule', () => {
  test('ten attempts over about two days', () => {
    const waits = Array.from({ length: ATTEMPTS }, (_, i) => waitAfter(i + 1, 5))
    expect(waits[0]).toBe(5_000)
    expect(waits.at(-1)).toBeUndefined()
    const hours = waits.reduce<number>((sum, wait) => sum + (wait ?? 0), 0) / 3_600_000
    expect(hours).toBeGreaterThan(36)
    expect(hours).toBeLessThan(72)
    expect(jittered(1_000)).toBeGreaterThanOrEqual(1_000)
    expect(jittered(1_000)).toBeLessThanOrEqual(1_200)
  })

  test('a receiver that is down is tried ever more rarely, and at once when it answers', () => {
    const breaker = createBreaker(5)
    expect(breaker.waitFor(1, 0)).toBe(0)
    breaker.failed(1, 0)
    breaker.failed(1, 1) // sent at the same time
    expect(breaker.waitFor(1, 1_000)).toBe(4_000)
    expect(breaker.waitFor(2, 1_000)).toBe(0)
    breaker.failed(1, 5_000)
    expect(breaker.waitFor(1, 5_000)).toBe(30_000)
    for (let now = 5_000; now < 1e7; now += 300_000) breaker.failed(1, now)
    expect(breaker.waitFor(1, 1e7)).toBeLessThanOrEqual(300_000)
    breaker.answered(1)
    expect(breaker.waitFor(1, 1e7)).toBe(0)
  })
})
