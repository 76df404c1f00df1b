import { pino } from 'pino'
import { describe, expect, it, onTestFinished } from 'vitest'
import { enqueueIngest } from './ingest-queue.js'
import { backlogPriority, openQueues } from './queues.js'
import { testDatabase } from './testing/postgres.js'

const log = pino({ level: 'silent' })

async function queues() {
  const { url } = await testDatabase()
  const opened = await openQueues({ databaseUrl: url }, log)
  onTestFinished(() => opened.close())
  return opened
}

describe('the queue in Postgres', () => {
  it('takes arrivals first, then the backlog, newest first; the same state of a file is one job', async () => {
    const { ingest, consume } = await queues()
    const day = 86_400_000
    const now = Date.now()
    const old = (id: number, days: number) => ({ id, size: 1, mtimeMs: now - days * day })
    await enqueueIngest(ingest, [old(1, 900), old(2, 1), old(3, 30), old(1, 900)], 'backlog')
    await enqueueIngest(ingest, [old(4, 5_000)], 'arrival')
    await enqueueIngest(ingest, [old(2, 1)], 'backlog')
    expect(await ingest.counts()).toEqual({ waiting: 4, active: 0, failed: 0, paused: false })

    const order: number[] = []
    await new Promise<void>((resolve) => {
      consume(
        'ingest',
        async ({ fileId }) => {
          order.push(fileId)
          if (order.length === 4) resolve()
        },
        { concurrency: 1, maxStalledCount: 1 },
      )
    })
    expect(order).toEqual([4, 2, 3, 1])
  })

  it('counts what waits while it is paused, and frees the id of a finished job', async () => {
    const { analyse, consume } = await queues()
    const photo = { id: 'photo-1', payload: { photoId: 'a'.repeat(64), request: 'first' } }
    await analyse.pause()
    await analyse.add([photo])
    expect(await analyse.counts()).toEqual({ waiting: 1, active: 0, failed: 0, paused: true })
    let done = 0
    let next: () => void = () => {}
    consume(
      'analyse',
      async () => {
        done++
        next()
      },
      { concurrency: 1, maxStalledCount: 1 },
    )
    for (const expected of [1, 2]) {
      const handled = new Promise<void>((resolve) => {
        next = resolve
      })
      if (expected === 1) await analyse.resume()
      else await expect.poll(async () => (await analyse.counts()).active).toBe(0)
      if (expected === 2) await analyse.add([photo])
      await handled
      expect(done).toBe(expected)
    }
  })
})

describe('backlogPriority', () => {
  it('stays within what the queue takes', () => {
    expect([backlogPriority(-5), backlogPriority(0), backlogPriority(1e9)]).toEqual([1, 1, 2_097_151])
  })

  it('lets several workers together do no more than the limit', async () => {
    const { url } = await testDatabase()
    const [one, two] = [await openQueues({ databaseUrl: url }, log), await openQueues({ databaseUrl: url }, log)]
    onTestFinished(async () => {
      await one.close()
      await two.close()
    })
    await one.analyse.limit(2)
    const photo = (n: number) => ({
      id: `photo-${n}`,
      payload: { photoId: String(n).padStart(64, '0'), request: 'first' },
    })
    await one.analyse.add(Array.from({ length: 12 }, (_, n) => photo(n)))
    let atOnce = 0
    let most = 0
    let done = 0
    const handle = async () => {
      most = Math.max(most, ++atOnce)
      // The first waits for a second one, which a busy machine may take its time to fetch.
      while (most < 2) await new Promise((resolve) => setTimeout(resolve, 20))
      await new Promise((resolve) => setTimeout(resolve, 30))
      atOnce--
      done++
    }
    for (const each of [one, two]) each.consume('analyse', handle, { concurrency: 4, maxStalledCount: 1 })
    while (done < 12) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(most).toBe(2)
  })
})
