import { hostname } from 'node:os'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { heartbeats } from '#core/database/schema'
import { startHeartbeat } from '#core/heartbeat'
import { createLog } from '#core/log'
import { testDatabase } from '#core/testing/postgres'
import { checkHealth } from './healthcheck.js'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database?.close())

const check = (service?: string) => checkHealth(service, { DATABASE_URL: database.url })

it('tells a process that is alive from one that has fallen silent and one that is elsewhere', async () => {
  const { db } = database.connection
  expect(await check()).toEqual({ healthy: false, line: 'No process of Albumen has been here in the last day.' })
  const heartbeat = startHeartbeat(db, 'worker', () => ({}), createLog('test', 'silent'))
  await heartbeat.beat()
  expect(await check('worker')).toEqual({ healthy: true, line: expect.stringMatching(/^worker is well, heard of \d/) })
  expect(await check()).toMatchObject({ healthy: true })

  await db.insert(heartbeats).values({ service: 'watcher', instance: 'another-machine-7', info: {} })
  expect(await check('watcher')).toEqual({ healthy: false, line: 'watcher is not running here' })

  const silent = { service: 'watcher', instance: `${hostname()}-7`, info: {} }
  await db.insert(heartbeats).values({ ...silent, seenAt: sql`now() - interval '1 minute'` })
  expect(await check('watcher')).toMatchObject({
    healthy: false,
    line: expect.stringMatching(/^watcher is gone, last/),
  })
  expect(await check()).toMatchObject({ healthy: false, line: expect.stringContaining('worker is well') })

  await db.delete(heartbeats).where(eq(heartbeats.service, 'watcher'))
  await heartbeat.close()
  expect(await check('worker')).toMatchObject({ healthy: false })
})

it('says what it was asked for wrongly, and that the database is away', async () => {
  expect(await check('cook')).toEqual({ healthy: false, line: 'Expected one of api, worker, watcher, got "cook".' })
  const away = await checkHealth('api', { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })
  expect(away).toEqual({ healthy: false, line: expect.stringContaining('The state cannot be read') })
  const none = await checkHealth(undefined, { ALBUMEN_DATA_DIR: '/tmp/there-is-no-albumen-here' })
  expect(none).toEqual({ healthy: false, line: 'No Albumen is running on /tmp/there-is-no-albumen-here.' })
})
