import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { expect, it, onTestFinished } from 'vitest'
import { files, outbox } from './database/schema.js'
import { recordEvent } from './events.js'
import { remakeLatestPreviews, remakeMissingPreviews } from './missing-previews.js'
import { previewPath } from './preview-path.js'
import { seedPhoto, seedShare } from './testing/photos.js'
import { testDatabase } from './testing/postgres.js'

it('lets photos be read again whose previews a power cut took', async () => {
  const previews = await mkdtemp(path.join(os.tmpdir(), 'albumen-previews-'))
  onTestFinished(() => rm(previews, { recursive: true }))
  const { db } = (await testDatabase()).connection
  expect(await remakeLatestPreviews(db, previews)).toBe(0)
  const shareId = await seedShare(db, 'family', '/family')
  /** @param content of its previews; null for none */
  const photo = async (name: string, content: string | null, minutesAgo: number) => {
    const id = await seedPhoto(db, { shareId, paths: [name], photo: { ingestedAt: new Date() } })
    for (const kind of ['thumb', 'preview'] as const) {
      const file = previewPath(previews, id, kind)
      await mkdir(path.dirname(file), { recursive: true })
      if (content !== null) await writeFile(file, content)
    }
    await recordEvent(db, { type: 'photo.ingested', photoId: id, payload: {} })
    const createdAt = new Date(Date.now() - minutesAgo * 60_000)
    await db.update(outbox).set({ createdAt }).where(eq(outbox.photoId, id))
  }
  await photo('whole.jpg', 'webp', 100)
  await photo('long ago.jpg', null, 120) // no power cut that was now has taken these
  await photo('empty.jpg', '', 101)
  await photo('away.jpg', null, 105)

  const waiting = async () => {
    const rows = await db.select({ path: files.path }).from(files).where(eq(files.ingest, 'pending'))
    return rows.map((file) => file.path).sort()
  }
  expect(await remakeLatestPreviews(db, previews)).toBe(2)
  expect(await waiting()).toEqual(['away.jpg', 'empty.jpg'])
  expect(await remakeMissingPreviews(db, previews)).toBe(3)
  expect(await waiting()).toEqual(['away.jpg', 'empty.jpg', 'long ago.jpg'])
})
