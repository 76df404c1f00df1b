import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test, vi } from 'vitest'
import type { Database } from '../database/connect.js'
import { files, photoSearch, photos, searchStale, settings } from '../database/schema.js'
import { createLog } from '../log.js'
import { removeShare } from '../shares.js'
import { seedPhoto, seedShare } from '../testing/photos.js'
import { testDatabase } from '../testing/postgres.js'
import { refreshSearchDocument } from './refresh.js'
import { searchPhotos } from './search-photos.js'
import { keepDocuments, refreshStale } from './stale.js'

let db: Database
const ids: Record<string, string> = {}

beforeAll(async () => {
  db = (await testDatabase()).connection.db
  const family = await seedShare(db, 'family', '/family')
  const phone = await seedShare(db, 'phone', '/phone')
  ids.both = await seedPhoto(db, { shareId: family, paths: ['harbour.jpg'], analysis: { tags: ['boat'] } })
  await db
    .insert(files)
    .values({ shareId: phone, path: 'pier.jpg', directory: '', size: 1, mtimeMs: 0, photoId: ids.both })
  ids.phone = await seedPhoto(db, { shareId: phone, paths: ['quay.jpg'], analysis: { tags: ['boat'] } })
  for (const id of Object.values(ids)) await refreshSearchDocument(db, id)
})

async function found(question: string, share?: string): Promise<(string | undefined)[]> {
  const answer = await searchPhotos(db, { question, limit: 10, ...(share ? { parameters: { share } } : {}) })
  return answer.hits.map((hit) => Object.entries(ids).find(([, id]) => id === hit.photoId)?.[0])
}

test('files that go take their names and their share with them', async () => {
  expect(await found('pier')).toEqual(['both'])
  expect((await found('boat', 'phone')).toSorted()).toEqual(['both', 'phone'])
  await db.update(files).set({ state: 'missing' }).where(eq(files.path, 'pier.jpg'))
  expect(await refreshStale(db)).toBe(1)
  expect(await found('pier')).toEqual([])
  expect(await found('boat', 'phone')).toEqual(['phone'])
  expect(await db.select().from(searchStale)).toEqual([])
})

test('a photo that is absent, marked or dated anew shows so at once', async () => {
  const id = ids.both as string
  await db.update(photos).set({ favourite: true, takenLocal: '1999-09-09 09:09:09' }).where(eq(photos.id, id))
  const [row] = await db.select().from(photoSearch).where(eq(photoSearch.photoId, id))
  expect(row).toMatchObject({ favourite: true, takenLocal: '1999-09-09 09:09:09', present: true, sensitive: false })
  await removeShare(db, 'family')
  expect(await found('boat')).toEqual(['phone'])
})

test('a version that makes documents otherwise makes them all anew', async () => {
  await db.update(photoSearch).set({ document: sql`'old'::tsvector` })
  await db.update(settings).set({ value: 0 }).where(eq(settings.key, 'search.documents'))
  const stopping = new AbortController()
  const keeping = keepDocuments(db, createLog('test', 'silent'), stopping.signal)
  await vi.waitFor(async () => expect(await found('quay')).toEqual(['phone']), 60_000)
  stopping.abort()
  await keeping
})
