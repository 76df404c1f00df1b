import path from 'node:path'
import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import { describe, expect, it } from 'vitest'
import { createLog } from '../packages/core/log.js'
import { openQueues } from '../packages/core/queues.js'
import { emptyRedisInside, inContainers } from './composition.js'
import { available, startDaemon, temporaryFolder, until } from './daemon.js'
import { putScenes } from './demo-scenes.js'
import { startRedis } from './redis.js'

interface Status {
  photos: { analysed: number; pending: number }
  files: { ingested: number }
}

const files = ['red-car', 'red-flowers', 'city-day']

describe.skipIf(!available('redis-server'))('a Redis that lost its memory', () => {
  it('gets its backlog again from the catalogue', async () => {
    const folder = await temporaryFolder()
    const photos = path.join(folder.path, 'photos')
    await putScenes(photos, files)
    const dataDir = path.join(folder.path, 'data')
    // A composition has a Redis of its own.
    const redis = inContainers ? undefined : await startRedis(folder.path)
    const env: Record<string, string> = redis ? { REDIS_URL: redis.url } : {}
    const start = (model: string) => startDaemon({ dataDir, folders: [photos], env: { ...env, ALBUMEN_MODEL: model } })
    const withoutModel = await start('')
    await until('the photos to wait for a model', async () => {
      const status = await withoutModel.get<Status>('/status')
      return status.files.ingested === files.length && status.photos.pending === files.length
    })
    await withoutModel.stop()

    expect(await (redis ? emptied(redis.url) : emptyRedisInside(dataDir))).toBeGreaterThan(0)

    const daemon = await start('nano-vl')
    try {
      await until('the photos to be analysed', async () => {
        const status = await daemon.get<Status>('/status')
        return status.photos.analysed === files.length
      })
    } finally {
      await daemon.stop()
      await redis?.stop()
      await folder.remove()
    }
  })
})

/** @returns how many keys it had kept */
async function emptied(url: string): Promise<number> {
  const client = new Redis(url)
  try {
    const count = await client.dbsize()
    await client.flushall()
    return count
  } finally {
    client.disconnect()
  }
}

describe.skipIf(!available('redis-server'))('a Redis whose clock was a year ahead', () => {
  it('goes on with what was put off until then', async () => {
    const folder = await temporaryFolder()
    const redis = await startRedis(folder.path)
    const queues = await openQueues({ redisUrl: redis.url, databaseUrl: '' }, createLog('test', 'silent'))
    const client = new Redis(redis.url)
    const bull = new Queue('ingest', { connection: client })
    try {
      const future = Date.now() + 365 * 86_400_000
      const later = { soon: Date.now() + 120_000, late: future, locked: 0 }
      await queues.ingest.add(Object.keys(later).map((id, i) => ({ id: `file-${id}`, payload: { fileId: i + 1 } })))
      const jobs = await bull.getWaiting()
      for (const job of jobs) {
        const at = later[job.id?.slice('file-'.length) as keyof typeof later]
        if (at === 0) continue
        await client.lrem(bull.toKey('wait'), 0, job.id as string)
        await client.zadd(bull.toKey('delayed'), at * 4096, job.id as string)
      }
      await client.lrem(bull.toKey('wait'), 0, 'file-locked')
      await client.lpush(bull.toKey('active'), 'file-locked')
      await client.set(bull.toKey('file-locked:lock'), 'of one that died', 'PXAT', future)
      await client.set(bull.toKey('stalled-check'), '1', 'PXAT', future)

      const done: number[] = []
      const work = async ({ fileId }: { fileId: number }) => void done.push(fileId)
      queues.consume('ingest', work, { concurrency: 1, maxStalledCount: 3 })
      expect(await queues.forgetFuture()).toBe(2)
      expect(await queues.forgetFuture()).toBe(0)
      await until('both to be done', async () => done.length === 2)
      expect(done).toEqual([2, 3])
      expect((await bull.getDelayed()).map((job) => job.id)).toEqual(['file-soon'])
    } finally {
      await queues.close()
      await bull.close()
      client.disconnect()
      await redis.stop()
      await folder.remove()
    }
  })
})
