import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { outbox, photos } from '#core/database/schema'
import { announceLive, recordEvent } from '#core/events'
import { startTestApi, type TestApi } from '../testing.js'

let api: TestApi
let address: string
const PHOTO = 'a'.repeat(64)
const GROWING = { photoId: PHOTO, answer: '{"category":"pe', attempt: 1 }

beforeAll(async () => {
  api = await startTestApi()
  address = await api.listen()
  // Until the api hears what happens, nothing arrives.
  const first = await follow('?live=true')
  await vi.waitFor(async () => {
    await announceLive(api.db, GROWING)
    expect(first.events.length).toBeGreaterThan(0)
  }, 60_000)
  await first.close()
})
afterAll(() => api?.close())

interface Sse {
  id: number
  event: string
  data: { type: string; timestamp: string; data: Record<string, unknown> }
}

/** A client of the stream: what it received, in order. */
async function follow(query = '', headers: Record<string, string> = {}) {
  const controller = new AbortController()
  const response = await fetch(`${address}/api/v1/events${query}`, { headers, signal: controller.signal })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const events: Sse[] = []
  const reading = (async () => {
    let rest = ''
    for await (const chunk of response.body ?? []) {
      rest += Buffer.from(chunk as Uint8Array).toString('utf8')
      const blocks = rest.split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const lines = new Map(
          block.split('\n').map((line) => [line.split(': ')[0], line.slice(line.indexOf(': ') + 2)]),
        )
        if (!lines.has('data')) continue
        const data = JSON.parse(lines.get('data') ?? '')
        events.push({ id: Number(lines.get('id')), event: lines.get('event') ?? '', data })
      }
    }
  })().catch(() => {})
  return {
    events,
    async until(count: number) {
      await expect.poll(() => events.length).toBe(count)
    },
    async close() {
      controller.abort()
      await reading
    },
  }
}
const happened = (n: number, photoId = PHOTO) =>
  recordEvent(api.db, { type: 'photo.analysed', photoId, payload: { photoId, n } })

test('answers are seen as they grow by those who ask for them', async () => {
  const watching = await follow('?live=true')
  const other = await follow()
  await expect
    .poll(async () => {
      await announceLive(api.db, GROWING)
      return watching.events[0]
    })
    .toMatchObject({ event: 'analysis.live', data: { photoId: PHOTO, answer: '{"category":"pe' } })
  expect(other.events).toEqual([])
  await Promise.all([watching.close(), other.close()])
})

test('events arrive as they happen, and again after Last-Event-ID without a gap', async () => {
  const live = await follow()
  for (let n = 1; n <= 3; n++) await happened(n)
  await live.until(3)
  expect(live.events.map((event) => event.data.data.n)).toEqual([1, 2, 3])
  expect(live.events[0]).toMatchObject({ event: 'photo.analysed', data: { type: 'photo.analysed' } })
  await live.close()

  for (let n = 4; n <= 6; n++) await happened(n)
  const resumed = await follow('', { 'last-event-id': String(live.events[1]?.id) })
  const writing = (async () => {
    for (let n = 7; n <= 30; n++) await happened(n)
  })()
  await resumed.until(28)
  await writing
  expect(resumed.events.map((event) => event.data.data.n)).toEqual(Array.from({ length: 28 }, (_, i) => i + 3))
  await resumed.close()
})

test('only the types asked for, and what is asked for wrongly is refused', async () => {
  const drained = await follow('?types=queue.drained,share.offline&lastEventId=0')
  await recordEvent(api.db, { type: 'queue.drained', payload: { queue: 'analyse' } })
  await drained.until(1)
  await drained.close()
  expect((await api.get('/api/v1/events?types=nothing')).json().detail).toMatch(/query\.types/)
  expect((await api.get('/api/v1/events', { 'last-event-id': 'abc' })).statusCode).toBe(400)
})

test('what became sensitive after it was recorded is not told', async () => {
  const id = await api.photo({ paths: ['a.jpg'], analysis: {} })
  await recordEvent(api.db, { type: 'photo.analysed', photoId: id, payload: { photoId: id, description: 'private' } })
  await api.db.update(photos).set({ sensitive: 'medical' }).where(eq(photos.id, id))
  const [last] = (await api.db.select({ id: outbox.id }).from(outbox)).slice(-1)
  const stream = await follow(`?lastEventId=${(last?.id ?? 1) - 1}`)
  await stream.until(1)
  expect(stream.events[0]?.data.data).toEqual({ photoId: id, sensitive: 'medical' })
  await stream.close()
})

test('an open stream does not hold up the end', async () => {
  const other = await startTestApi()
  const url = await other.listen()
  const response = await fetch(`${url}/api/v1/events`)
  await other.close()
  await response.body?.cancel().catch(() => {})
})
