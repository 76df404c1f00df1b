import path from 'node:path'
import { Redis } from 'ioredis'
import { describe, expect, it } from 'vitest'
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
    const redis = await startRedis(folder.path)
    const start = (model: string) =>
      startDaemon({
        dataDir: path.join(folder.path, 'data'),
        folders: [photos],
        env: { REDIS_URL: redis.url, ALBUMEN_MODEL: model },
      })
    const withoutModel = await start('')
    await until('the photos to wait for a model', async () => {
      const status = await withoutModel.get<Status>('/status')
      return status.files.ingested === files.length && status.photos.pending === files.length
    })
    await withoutModel.stop()

    const client = new Redis(redis.url)
    expect((await client.keys('*')).length).toBeGreaterThan(0)
    await client.flushall()
    client.disconnect()

    const daemon = await start('nano-vl')
    try {
      await until('the photos to be analysed', async () => {
        const status = await daemon.get<Status>('/status')
        return status.photos.analysed === files.length
      })
    } finally {
      await daemon.stop()
      await redis.stop()
      await folder.remove()
    }
  })
})
