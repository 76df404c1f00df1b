import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readBackupState } from '#core/backup/backup-state'
import { verifyBackup } from '#core/backup/verify-backup'
import { loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { createLog } from '#core/log'
import { seedPhoto, seedShare } from '#core/testing/photos'
import { type TestDatabase, testDatabase } from '#core/testing/postgres'
import { type BackupDeps, backUpIfDue } from './backups.js'

let root: string
let database: TestDatabase
let time = new Date()
let deps: BackupDeps

beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'albumen-backups-'))
  database = await testDatabase()
  deps = {
    connection: database.connection,
    config: loadConfig({ ALBUMEN_DATA_DIR: root, ALBUMEN_BACKUP_DIR: path.join(root, 'elsewhere') }),
    folder: dataFolder(root),
    log: createLog('test', 'silent'),
    signal: new AbortController().signal,
    now: () => time,
  }
})
afterAll(() => rm(root, { recursive: true, force: true }))

it('makes one a night, by one of several workers, into the folder of the owner', async () => {
  expect(await backUpIfDue(deps)).toBe(false) // nothing to lose yet
  const share = await seedShare(database.connection.db, 'family', '/family')
  await seedPhoto(database.connection.db, { shareId: share, paths: ['a.jpg'], analysis: {} })
  const made = await Promise.all([backUpIfDue(deps), backUpIfDue(deps)])
  expect(made.toSorted()).toEqual([false, true])
  const { last, problem } = await readBackupState(database.connection.db)
  expect(problem).toBeNull()
  expect((await verifyBackup(last?.file as string)).header.photos).toBe(1)
  expect(path.dirname(last?.file as string)).toBe(path.join(root, 'elsewhere'))
  expect(await backUpIfDue(deps)).toBe(false)
})

it('says what went wrong, and tries again an hour later', async () => {
  const inTheWay = path.join(root, 'a file')
  await writeFile(inTheWay, '')
  const broken = { ...deps, config: { ...deps.config, backupDir: inTheWay } }
  time = new Date(time.getTime() + 25 * 3_600_000)
  expect(await backUpIfDue(broken)).toBe(false)
  const state = await readBackupState(database.connection.db)
  expect(state.problem?.reason).toContain('could not be written')
  expect(state.last).not.toBeNull()
  expect(await backUpIfDue(deps)).toBe(false)
  time = new Date(time.getTime() + 61 * 60_000)
  expect(await backUpIfDue(deps)).toBe(true)
  expect((await readBackupState(database.connection.db)).problem).toBeNull()
  expect(await readdir(path.join(root, 'elsewhere'))).toHaveLength(1) // of one day, the last
})

it('throws away what was left half-written, and not what somebody writes now', async () => {
  const elsewhere = path.join(root, 'elsewhere')
  const names = ['albumen-nightly-x.partial', 'albumen-old.partial', 'albumen-young.partial', 'my own.partial']
  for (const name of names) await writeFile(path.join(elsewhere, name), 'x')
  const longAgo = Date.now() / 1000 - 2 * 86_400
  for (const name of ['albumen-old.partial', 'my own.partial'])
    await utimes(path.join(elsewhere, name), longAgo, longAgo)
  time = new Date(time.getTime() + 25 * 3_600_000)
  expect(await backUpIfDue(deps)).toBe(true)
  const left = (await readdir(elsewhere)).filter((name) => name.endsWith('.partial'))
  expect(left.sort()).toEqual(['albumen-young.partial', 'my own.partial'])
})
