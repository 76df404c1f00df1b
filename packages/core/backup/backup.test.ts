import { readFileSync, writeFileSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '../database/connect.js'
import { migrationsFolder } from '../database/migrations.js'
import { analyses, deliveries, files, outbox, savedSearches, shares, tokens, webhooks } from '../database/schema.js'
import { FatalError } from '../errors.js'
import { remakeMissingPreviews } from '../missing-previews.js'
import { refreshSearchDocument } from '../search/refresh.js'
import { searchPhotos } from '../search/search-photos.js'
import { refreshStale } from '../search/stale.js'
import { seedPhoto, seedShare } from '../testing/photos.js'
import { type TestDatabase, testDatabase } from '../testing/postgres.js'
import { listBackups } from './list-backups.js'
import { newPath, restoreBackup, restoreFiles } from './restore-backup.js'
import { verifyBackup } from './verify-backup.js'
import { type MadeBackup, writeBackup } from './write-backup.js'

let folder: string
let library: TestDatabase
let made: MadeBackup

/** Everything that the owner would miss, in an order of its own. */
async function contents({ pool }: Connection) {
  const tables = ['photos', 'files', 'analyses', 'saved_searches', 'settings', 'webhooks', 'tokens', 'outbox']
  const found: Record<string, unknown> = {}
  for (const table of [...tables, 'deliveries']) {
    found[table] = (await pool.query(`select t::text as row from ${table} t order by t::text`)).rows
  }
  found.shares = (await pool.query('select id, name, mode from shares order by id')).rows
  return found
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'albumen-backup-'))
  library = await testDatabase()
  const { db } = library.connection
  const family = await seedShare(db, 'family', '/volume1/family')
  const text = 'a line\nanother\t\\. \\N "quoted" \u0001 中文 🏮'
  for (let i = 0; i < 50; i++) {
    const id = await seedPhoto(db, {
      shareId: family,
      paths: [`trip/${i}.jpg`, ...(i % 5 === 0 ? [`copy of ${i}.jpg`] : [])],
      analysis: { description: `A red boat, number ${i}.`, text, tags: ['boat', 'a,b', '{"x"}'] },
      photo: { exif: { note: text }, favourite: i === 3 },
    })
    await refreshSearchDocument(db, id)
  }
  await db.insert(savedSearches).values({ name: '船', query: { q: '红色的船' } })
  await db.insert(tokens).values({ name: 'phone', hash: 'a'.repeat(64) })
  const [hook] = await db.insert(webhooks).values({ url: 'http://127.0.0.1/', secret: 'whsec_x' }).returning()
  const events = await db
    .insert(outbox)
    .values([1, 2, 3].map((n) => ({ type: 'photo.analysed', payload: { n }, relayedAt: n < 3 ? new Date() : null })))
    .returning()
  await db.insert(deliveries).values([
    { webhookId: hook?.id as number, eventId: events[0]?.id as number, state: 'delivered' },
    { webhookId: hook?.id as number, eventId: events[1]?.id as number },
  ])
  await mkdir(path.join(folder, 'data', 'models'), { recursive: true })
  await writeFile(path.join(folder, 'data', 'albumen.yaml'), 'language: zh\n')
  made = await writeBackup(
    { databaseUrl: library.url, dataDir: path.join(folder, 'data') },
    { folder: path.join(folder, 'backups'), kind: 'manual' },
  )
  // Told already: not kept.
  await db.delete(deliveries).where(eq(deliveries.state, 'delivered'))
  await db.delete(outbox).where(eq(outbox.id, events[0]?.id as number))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const moved = [{ from: '/volume1', to: '/mnt/nas' }]

describe('a backup', () => {
  it('is one private file that is listed and verified', async () => {
    expect(made.photos).toBe(50)
    expect(await listBackups(path.join(folder, 'backups'))).toMatchObject([
      { file: made.file, kind: 'manual', bytes: made.bytes },
    ])
    const { header, footer } = await verifyBackup(made.file)
    expect(header).toMatchObject({ photos: 50, files: { 'albumen.yaml': 'language: zh\n' } })
    expect(footer.tables.files?.rows).toBe(60)
    expect(footer.tables).not.toHaveProperty('photo_search')
  })

  it('restores everything onto an empty database', async () => {
    const empty = await testDatabase()
    await restoreBackup(made.file, empty.url, { moved, queueTables: true })
    expect(await contents(empty.connection)).toEqual(await contents(library.connection))
    const { db } = empty.connection
    expect(await db.select({ path: shares.path, device: shares.device }).from(shares)).toEqual([
      { path: '/mnt/nas/family', device: 0n },
    ])
    while ((await refreshStale(db)) > 0);
    const found = await searchPhotos(db, { question: '红色的船', limit: 100 })
    expect(found.hits).toHaveLength(50)
  })

  it('gives no number again that the world has seen', async () => {
    const empty = await testDatabase()
    await restoreBackup(made.file, empty.url, { moved: [], queueTables: false })
    const [event] = await empty.connection.db.insert(outbox).values({ type: 'photo.failed', payload: {} }).returning()
    expect(event?.id).toBeGreaterThan(10_000_000)
    const [photo] = await empty.connection.db.select().from(files).limit(1)
    const row = { ...photo, id: undefined, path: 'new.jpg' } as typeof files.$inferInsert
    const [file] = await empty.connection.db.insert(files).values(row).returning()
    expect(file?.id).toBe(61)
  })

  it('restores onto the next version', async () => {
    const next = path.join(folder, 'next')
    await cp(migrationsFolder, next, { recursive: true })
    const journal = path.join(next, 'meta', '_journal.json')
    const history = JSON.parse(await readFile(journal, 'utf8'))
    const when = history.entries.at(-1).when + 1
    history.entries.push({ idx: history.entries.length, version: '7', when, tag: '9999_next', breakpoints: true })
    await writeFile(journal, JSON.stringify(history))
    await writeFile(
      path.join(next, '9999_next.sql'),
      `CREATE TABLE "albums" ("id" serial PRIMARY KEY, "name" text NOT NULL);
--> statement-breakpoint
INSERT INTO "albums" ("name") SELECT "name" FROM "saved_searches";
--> statement-breakpoint
ALTER TABLE "analyses" RENAME COLUMN "description" TO "sentence";`,
    )
    const empty = await testDatabase()
    await restoreBackup(made.file, empty.url, { moved: [], queueTables: true, migrations: next })
    const { rows } = await empty.connection.pool.query('select name from albums')
    expect(rows).toEqual([{ name: '船' }])
    const { rows: kept } = await empty.connection.pool.query('select count(sentence)::int as n from analyses')
    expect(kept).toEqual([{ n: 50 }])
    // and what the next version has written, this one refuses before it touches anything
    const newer = path.join(folder, 'newer.gz')
    const lines = gunzipSync(readFileSync(made.file)).toString('latin1').split('\n')
    const header = JSON.parse(lines[0] as string)
    lines[0] = JSON.stringify({ ...header, schema: { when, tag: '9999_next' } })
    writeFileSync(newer, gzipSync(Buffer.from(lines.join('\n'), 'latin1')))
    const current = await contents(library.connection)
    await expect(restoreBackup(newer, library.url, { moved: [], queueTables: true })).rejects.toThrow(/newer/)
    expect(await contents(library.connection)).toEqual(current)
  })

  it('is not believed when it is damaged or cut short', async () => {
    const whole = readFileSync(made.file)
    const text = gunzipSync(whole)
    const variants: Record<string, Buffer> = {
      'cut short': whole.subarray(0, whole.length - 40),
      'one letter changed': gzipSync(Buffer.from(text.toString('latin1').replace('red boat', 'red goat'), 'latin1')),
      'without its end': gzipSync(text.subarray(0, text.lastIndexOf('{"end"'))),
      'something else': gzipSync('hello\n'),
      'not gzip': Buffer.from('hello'),
      empty: Buffer.alloc(0),
    }
    for (const [what, content] of Object.entries(variants)) {
      const file = path.join(folder, `${what}.gz`)
      await writeFile(file, content)
      await expect(verifyBackup(file), what).rejects.toThrow(FatalError)
    }
  })

  it('leaves nothing behind when it cannot be written', async () => {
    const target = path.join(folder, 'stopped')
    const from = { databaseUrl: library.url, dataDir: folder }
    const stopped = AbortSignal.abort()
    await expect(writeBackup(from, { folder: target, kind: 'nightly' }, stopped)).rejects.toThrow()
    expect(await readdir(target)).toEqual([])
    const nowhere = { folder: path.join(made.file, 'no-folder'), kind: 'nightly' as const }
    await expect(writeBackup(from, nowhere)).rejects.toThrow(/could not be written/)
  })
})

it('lets photos without previews be read again, and keeps what was said about them', async () => {
  const restored = await testDatabase()
  await restoreBackup(made.file, restored.url, { moved, queueTables: true })
  const { db } = restored.connection
  expect(await remakeMissingPreviews(db, path.join(folder, 'previews'))).toBe(50)
  const pending = await db.$count(files, eq(files.ingest, 'pending'))
  expect(pending).toBe(60)
  expect(await db.$count(analyses, sql`valid`)).toBe(50)
})

it('puts small files back beside those that are there', async () => {
  const { header } = await verifyBackup(made.file)
  const target = path.join(folder, 'new-data')
  expect(await restoreFiles(header, target)).toEqual([path.join(target, 'albumen.yaml')])
  expect(await restoreFiles(header, target)).toEqual([path.join(target, 'albumen.yaml.from-backup')])
  const bad = { ...header, files: { '../outside': 'x' } }
  await expect(restoreFiles(bad, target)).rejects.toThrow(FatalError)
})

it('moves paths by the longest beginning', () => {
  const paths = [
    { from: '/a', to: '/x' },
    { from: '/a/b', to: '/y/z' },
  ]
  expect(['/a', '/a/b/c', '/ab', '/a/c'].map((old) => newPath(old, paths))).toEqual(['/x', '/y/z/c', '/ab', '/x/c'])
})
