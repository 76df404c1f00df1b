import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { eq, sql } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dataFolder, makeDataFolder } from '#core/data-folder'
import { deliveries, files, outbox, photos, shares, webhooks } from '#core/database/schema'
import { editPhotos } from '#core/edits/edit-photos'
import { createLog } from '#core/log'
import { previewPath } from '#core/preview-path'
import { openQueues, type Queues } from '#core/queues'
import { refreshSearchDocument } from '#core/search/refresh'
import { refreshStale } from '#core/search/stale'
import { seedPhoto, seedShare } from '#core/testing/photos'
import { testDatabase } from '#core/testing/postgres'
import { lookDeep } from './deep.js'

let database: Awaited<ReturnType<typeof testDatabase>>
let queues: Queues
let root = ''
let shareId = 0
const ids: string[] = []
const folder = () => dataFolder(path.join(root, 'data'))
const photo = (index: number) => ids[index] as string

beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'albumen-deep-'))
  database = await testDatabase()
  queues = await openQueues({ databaseUrl: database.url }, createLog('test', 'silent'))
  await makeDataFolder(folder())
  const share = path.join(root, 'share')
  await mkdir(share)
  const { db } = database.connection
  shareId = await seedShare(db, 'family', share)
  for (let i = 0; i < 4; i++) {
    const content = await sharp({ create: { width: 32, height: 24, channels: 3, background: `#${i}04080` } })
      .jpeg()
      .toBuffer()
    const file = path.join(share, `${i}.jpg`)
    await writeFile(file, content)
    const { mtimeMs } = await stat(file)
    const id = await seedPhoto(db, {
      ...{ shareId, paths: [`${i}.jpg`], content, analysis: { description: `Photo ${i}.` } },
      file: { mtimeMs: Math.floor(mtimeMs) },
    })
    ids.push(id)
    await refreshSearchDocument(db, id)
    await writePreviews(id, content)
  }
})
afterAll(async () => {
  await queues?.close()
  await database?.close()
  await rm(root, { recursive: true, force: true })
})

async function writePreviews(id: string, content: Buffer): Promise<void> {
  for (const kind of ['thumb', 'preview'] as const) {
    const file = previewPath(folder().previews, id, kind)
    await mkdir(path.dirname(file), { recursive: true })
    await sharp(content).webp().toFile(file)
  }
}

const look = async (repair = false) => {
  const found = await lookDeep({ db: database.connection.db, queues, folder: folder(), sample: 100, repair })
  return { all: found, faults: found.filter(({ code }) => code !== 'ok') }
}
const faults = async (repair = false) =>
  Object.fromEntries((await look(repair)).faults.map(({ code, count, repaired }) => [code, repaired ?? count]))

it('finds nothing wrong with a sound library', async () => {
  const { all, faults: none } = await look()
  expect(none).toEqual([])
  expect(all.map(({ about, count }) => [about, count])).toEqual([
    ['database', expect.any(Number)],
    ['files on the shares', 4],
    ['analyses', 4],
    ['previews', 4],
    ['files beside the previews', 8],
    ['search documents', 4],
    ['meanings', 0],
    ['queues', 0],
    ['webhook deliveries', 0],
    ['processes', expect.any(Number)],
  ])
  expect(all[0]?.count).toBeGreaterThan(20)
})

it('says what could not be looked at, and looks at the rest', async () => {
  const previews = path.join(root, 'no-folder')
  await writeFile(previews, '')
  const found = await lookDeep({
    ...{ db: database.connection.db, queues, sample: 100, repair: false },
    folder: { ...folder(), previews },
  })
  expect(found.filter(({ code }) => code !== 'ok').map(({ about, code }) => [about, code])).toEqual([
    ['previews', 'preview_missing'],
    ['files beside the previews', 'not_looked_at'],
  ])
})

it('finds files that are gone or changed, and asks for a scan', async () => {
  const { db } = database.connection
  const [row] = await db.select().from(files).where(eq(files.path, '0.jpg'))
  await db.update(files).set({ size: 1 }).where(eq(files.path, '0.jpg'))
  const gone = { shareId, path: 'a/gone.jpg', directory: 'a', size: 5, mtimeMs: 5, ingest: 'done' as const }
  await db.insert(files).values({ ...gone, photoId: photo(0) })
  const found = (await look()).faults
  expect(found.find(({ code }) => code === 'file_gone')).toMatchObject({ count: 1, examples: ['family: a/gone.jpg'] })
  expect(found.find(({ code }) => code === 'file_changed')).toMatchObject({ count: 1, examples: ['family: 0.jpg'] })
  expect(await faults(true)).toMatchObject({ file_gone: 1, file_changed: 1 })
  const [share] = await db.select().from(shares)
  expect(share?.scanRequestedAt).not.toBeNull()
  await db.delete(files).where(eq(files.path, 'a/gone.jpg'))
  await db
    .update(files)
    .set({ size: row?.size ?? 0 })
    .where(eq(files.path, '0.jpg'))
  expect(await faults()).toEqual({})

  await db.update(shares).set({ state: 'offline' })
  await db.update(files).set({ size: 1 }).where(eq(files.path, '0.jpg'))
  const offline = (await look()).all.find(({ about }) => about === 'files on the shares')
  expect(offline).toMatchObject({
    state: 'ok',
    found: '0 looked at, 4 files on shares that are away were not looked at',
  })
  await db.update(shares).set({ state: 'online' })
  await db
    .update(files)
    .set({ size: row?.size ?? 0 })
    .where(eq(files.path, '0.jpg'))
})

it('finds previews that are missing, broken or of nobody, and has them made anew', async () => {
  const { db } = database.connection
  const { previews } = folder()
  await rm(previewPath(previews, photo(0), 'thumb'))
  await writeFile(previewPath(previews, photo(1), 'preview'), 'no picture')
  const orphan = path.join(path.dirname(previewPath(previews, photo(2), 'thumb')), `${'0'.repeat(64)}-thumb.webp`)
  await writeFile(orphan, 'x')
  expect(await faults()).toEqual({ preview_missing: 1, preview_broken: 1 }) // the orphan is too young to be one
  expect(await faults(true)).toEqual({ preview_missing: 1, preview_broken: 1 })
  const waiting = await db.select({ path: files.path }).from(files).where(eq(files.ingest, 'pending'))
  expect(waiting.map((file) => file.path).sort()).toEqual(['0.jpg', '1.jpg'])
  expect(await queues.ingest.counts()).toMatchObject({ waiting: 2 })
  await expect(stat(previewPath(previews, photo(1), 'preview'))).rejects.toThrow('ENOENT')
  for (const id of [photo(0), photo(1)]) await writePreviews(id, await sharp({ create: grey }).png().toBuffer())
  await db.update(files).set({ ingest: 'done' })
  await utimes(orphan, 0, 0) // its time of change is still young, and counts
  expect(await faults()).toEqual({})
  await rm(orphan)
})
const grey = { width: 8, height: 8, channels: 3 as const, background: '#888' }

it('finds analyses and files that the catalogue has lost hold of', async () => {
  const { db } = database.connection
  await db
    .update(photos)
    .set({ analysisId: 999 })
    .where(eq(photos.id, photo(0)))
  await db
    .update(photos)
    .set({ state: 'pending' })
    .where(eq(photos.id, photo(1)))
  await db
    .update(photos)
    .set({ present: false })
    .where(eq(photos.id, photo(2)))
  await db.update(files).set({ photoId: null }).where(eq(files.path, '3.jpg'))
  const found = await faults()
  expect(found).toMatchObject({ analysis_missing: 1, analysis_unnoticed: 1, presence_wrong: 2, file_without_photo: 1 })
  await db
    .update(files)
    .set({ photoId: photo(3) })
    .where(eq(files.path, '3.jpg'))
  await faults(true)
  await refreshStale(db)
  expect(await faults()).toEqual({})
  expect(await db.$count(photos, eq(photos.state, 'analysed'))).toBe(4)
})

it('finds photos that are not as private as is said of them, and makes them so', async () => {
  const { db } = database.connection
  await editPhotos(db, [photo(1)], { sensitive: 'other' })
  await db
    .update(photos)
    .set({ sensitive: 'none' })
    .where(eq(photos.id, photo(1)))
  expect(await faults(true)).toEqual({ privacy_wrong: 1 })
  expect(await faults()).toEqual({})
  expect(await db.$count(photos, eq(photos.sensitive, 'other'))).toBe(1)
})

it('finds search documents that are missing or say something else, and has them written anew', async () => {
  const { db } = database.connection
  await db.execute(sql`delete from photo_search where photo_id = ${photo(0)}`)
  await db.execute(sql`update photo_search set document = 'nonsense' where photo_id = ${photo(1)}`)
  expect(await faults(true)).toEqual({ document_missing: 1, document_outdated: 1 })
  await refreshStale(db)
  expect(await faults()).toEqual({})
})

it('finds events that no webhook was told of, and hands them over', async () => {
  const { db } = database.connection
  await db.insert(webhooks).values({ url: 'http://127.0.0.1:9', secret: 'whsec_AAAA', events: ['photo.analysed'] })
  const old = { payload: {}, createdAt: new Date(Date.now() + 60_000) }
  await db.insert(outbox).values([
    { type: 'photo.analysed', ...old, relayedAt: new Date() },
    { type: 'photo.ingested', ...old, relayedAt: new Date() },
    { type: 'queue.drained', payload: {}, createdAt: new Date(0) },
  ])
  expect(await faults()).toEqual({ delivery_missing: 1, event_waiting: 1 })
  expect(await faults(true)).toMatchObject({ delivery_missing: 1 })
  expect(await db.select().from(deliveries)).toMatchObject([{ state: 'pending', attempts: 0 }])
  expect(await faults()).toEqual({ delivery_stuck: 1, event_waiting: 1 })
  await db.delete(outbox)
  expect(await faults()).toEqual({})
})

it('finds work that is in no queue, and enqueues it', async () => {
  const { db } = database.connection
  const id = await seedPhoto(db, { shareId, paths: ['new.jpg'], file: { state: 'missing' }, photo: { present: false } })
  await refreshSearchDocument(db, id)
  expect(await faults(true)).toEqual({ photo_not_queued: 1 })
  expect(await queues.analyse.counts()).toMatchObject({ waiting: 1 })
  expect(await faults()).toEqual({})
})

it.runIf(process.platform === 'linux')('finds a process that has outlived its parent, and ends it', async () => {
  const env = { ...process.env, ALBUMEN_DATA_DIR: folder().root, NODE_CHANNEL_FD: '' }
  const module = path.resolve('dist/services/worker/none.js')
  const left = spawn('sleep', ['60'], { env, argv0: module, detached: true })
  await once(left, 'spawn')
  expect((await look()).faults).toMatchObject([{ code: 'process_orphan', count: 1, state: 'problem' }])
  const gone = once(left, 'exit')
  expect(await faults(true)).toEqual({ process_orphan: 1 })
  await gone
  expect(await faults()).toEqual({})
})
