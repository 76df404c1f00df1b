import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { files, photos, shares } from '#core/database/schema'
import { openQueues, type Queues } from '#core/queues'
import { effectOfRules } from '#core/rules-effect'
import { changeShare } from '#core/shares'
import { seedPhoto, seedShare } from '#core/testing/photos'
import { type TestDatabase, testDatabase } from '#core/testing/postgres'
import { followShares } from './follow-shares.js'
import { postgresCatalogue } from './postgres-catalogue.js'
import { defaultSettings } from './settings.js'

/** Times short enough for a test. */
const quick = { settleMs: 300, debounceMs: 30, probeMs: 1_000, rootCheckMs: 1_000, offlineMs: 50, retryMs: 50 }
const log = pino({ level: 'silent' })
const slow = { interval: 50 }
let database: TestDatabase
let queues: Queues
let root: string
beforeAll(async () => {
  database = await testDatabase()
  queues = await openQueues({ databaseUrl: database.url }, log)
})
afterAll(async () => {
  await queues?.close()
  rmSync(root, { recursive: true, force: true })
})

function put(file: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  writeFileSync(path.join(root, file), file)
}

it('rules take photos out of the library while it is watched, lose nothing, and give them back', async () => {
  const { db } = database.connection
  root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'albumen-rules-')))
  const paths = ['a.jpg', 'Screenshots/s.jpg', 'trip/one.png', 'trip/two.jpg']
  for (const each of paths) put(each)
  const shareId = await seedShare(db, 'family', root)
  const following = followShares({
    ...{ db, catalogue: postgresCatalogue(db, queues.ingest), log, scanning: new Set<string>() },
    settings: { ...defaultSettings, ...quick },
  })
  const inState = async (state: 'present' | 'missing') =>
    (await db.select().from(files).where(eq(files.state, state))).map(({ path }) => path).sort()
  try {
    await expect.poll(() => inState('present'), slow).toEqual([...paths].sort())
    // as if each had been read and looked at
    for (const each of paths) {
      const id = await seedPhoto(db, { shareId, paths: [], content: each, analysis: { description: each } })
      await db.update(files).set({ ingest: 'done', photoId: id }).where(eq(files.path, each))
    }
    const [share] = await db.select().from(shares)
    const effect = await effectOfRules(db, { id: shareId, ignore: share?.ignore ?? [] }, ['screenshots/', '*.png'])
    expect(effect).toMatchObject({ present: 4, leaving: 2, returning: 0 })
    expect(effect.examples.sort()).toEqual(['Screenshots/s.jpg', 'trip/one.png'])

    await changeShare(db, 'family', { ignore: ['screenshots/', '*.png'] })
    await expect.poll(() => inState('missing'), slow).toEqual(['Screenshots/s.jpg', 'trip/one.png'])
    expect(await db.$count(photos, eq(photos.present, true))).toBe(2)
    put('Screenshots/new.jpg')
    put('trip/new.jpg')
    await expect.poll(() => inState('present'), slow).toEqual(['a.jpg', 'trip/new.jpg', 'trip/two.jpg'])
    const back = await effectOfRules(db, { id: shareId, ignore: ['screenshots/', '*.png'] }, ['*.png'])
    expect(back).toMatchObject({ leaving: 0, returning: 1 })

    await changeShare(db, 'family', { name: 'all of us', ignore: [] })
    await expect.poll(() => inState('missing'), slow).toEqual([])
    await expect.poll(() => db.$count(files), slow).toBe(6)
    const again = await db.select().from(files).where(eq(files.ingest, 'done'))
    expect(again.map(({ path }) => path).sort(), 'nothing is read twice').toEqual([...paths].sort())
    expect(await db.$count(photos, eq(photos.state, 'analysed'))).toBe(4)
    expect(await db.$count(photos, eq(photos.present, true))).toBe(4)
  } finally {
    await following.close()
  }
})
