import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { restoreBackup } from '../backup/restore-backup.js'
import { writeBackup } from '../backup/write-backup.js'
import { projectRoot } from '../project-root.js'
import { searchPhotos } from '../search/search-photos.js'
import { refreshStale } from '../search/stale.js'
import { type TestDatabase, testDatabase } from '../testing/postgres.js'
import { migrate } from './migrate.js'
import { madeByMigrations, readMigrations, withMigrationsUpTo } from './migrations.js'

/** Every schema that there was; what some of them added to the library lies in packages/core/testing/released. */
const HISTORY = (await readMigrations()).map(({ tag }) => tag)

/** A database as an earlier version left it, with a library in it. */
async function earlier(tag: string): Promise<TestDatabase> {
  const database = await testDatabase()
  const { tables, functions } = await madeByMigrations()
  for (const table of tables) await database.connection.pool.query(`drop table if exists ${table} cascade`)
  for (const name of functions) await database.connection.pool.query(`drop function if exists ${name} cascade`)
  await database.connection.pool.query('drop schema drizzle cascade')
  const when = (await readMigrations()).find((migration) => migration.tag === tag)?.when as number
  await withMigrationsUpTo(when, (folder) => migrate(database.url, { queueTables: false, folder }))
  for (const each of HISTORY.slice(0, HISTORY.indexOf(tag) + 1)) {
    const library = path.join(projectRoot, 'packages/core/testing/released', `${each}.sql`)
    const statements = await readFile(library, 'utf8').catch(() => '')
    await database.connection.pool.query(statements)
  }
  return database
}

async function expectLibrary({ connection: { db, pool } }: TestDatabase, tag: string): Promise<void> {
  const { rows } = await pool.query(`
    select (select count(*)::int from photos) as photos,
      (select count(*)::int from photos where state = 'analysed' and analysis_id is not null) as analysed,
      (select count(*)::int from files where state = 'missing') as missing,
      (select count(*)::int from analyses where valid and model = 'qwen3-vl-2b') as analyses,
      (select count(*)::int from deliveries where state = 'pending') as deliveries,
      (select secret from webhooks) as secret,
      (select hash from tokens) as token,
      (select count(*)::int from photos where favourite) as favourites,
      (select count(*)::int from saved_searches) as albums,
      (select count(*)::int from photo_edits) as edited,
      (select count(*)::int from credentials) as credentials`)
  const since = (name: string) => (tag >= name ? 1 : 0)
  const later = since('0001')
  expect(rows).toEqual([
    {
      ...{ photos: 10, analysed: 8, missing: 1, analyses: 8, deliveries: 1, secret: 'whsec_c2VjcmV0' },
      ...{ token: 'a'.repeat(64), favourites: later, albums: later },
      ...{ edited: since('0004'), credentials: since('0006') },
    },
  ])
  while ((await refreshStale(db)) > 0);
  // Neither the one that is missing nor the identity document.
  expect((await searchPhotos(db, { question: '海边的红裙子', limit: 100 })).hits).toHaveLength(6)
  expect((await searchPhotos(db, { question: '外婆', limit: 100 })).hits).toHaveLength(since('0004'))
  expect((await searchPhotos(db, { question: 'Sanya 2023', limit: 100, sensitive: 'only' })).hits).toHaveLength(1)
}

describe.each(HISTORY)('a library of %s', (tag) => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'albumen-upgrade-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('is brought to this version with everything in it', async () => {
    const database = await earlier(tag)
    await migrate(database.url, { queueTables: true })
    await expectLibrary(database, tag)
  })

  it('is restored from a backup of that time', async () => {
    const database = await earlier(tag)
    const made = await writeBackup({ databaseUrl: database.url, dataDir: folder }, { folder, kind: 'manual' })
    const restored = await testDatabase()
    await restoreBackup(made.file, restored.url, { moved: [], queueTables: true })
    await expectLibrary(restored, tag)
    // and what it holds can be written to as before
    await restored.connection.pool.query(
      `insert into files (share_id, path, directory, size, mtime_ms) values (1, 'x', '', 1, 1)`,
    )
  })
})
