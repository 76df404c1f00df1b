import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isDemo } from '#core/demo'
import { chooseLibrary } from './library.js'

let root: string
beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'albumen-choose-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

const wishes = { demo: false, setup: false }

it('takes the owner’s library where there is one, and else the demo in a folder of its own', async () => {
  const env = { ALBUMEN_DATA_DIR: path.join(root, 'data') }
  const shown = await chooseLibrary([], wishes, env)
  expect(shown).toMatchObject({ demo: true, config: { dataDir: path.join(root, 'data', 'demo') } })
  expect(shown.config.shares.every(isDemo)).toBe(true)
  await mkdir(path.join(root, 'data', 'postgres'), { recursive: true })
  expect(await chooseLibrary([], wishes, env)).toMatchObject({ demo: false, folders: [] })
  const named = await chooseLibrary([root], wishes, env)
  expect(named).toMatchObject({ demo: false, folders: [root], config: { dataDir: path.join(root, 'data') } })
  await expect(chooseLibrary([root], { ...wishes, demo: true }, env)).rejects.toThrow('not both')
})

it('keeps the demo out of the owner’s database, queue and backups', async () => {
  const env = {
    ALBUMEN_DATA_DIR: path.join(root, 'data'),
    DATABASE_URL: 'postgresql://owner@nas/photos',
    REDIS_URL: 'redis://nas:6379',
    ALBUMEN_BACKUP_DIR: '/volume1/backups',
  }
  const { config } = await chooseLibrary([], { ...wishes, demo: true }, env)
  expect(config.shares).toHaveLength(1)
  expect([config.databaseUrl, config.redisUrl, config.backupDir]).toEqual([undefined, undefined, undefined])
  expect(config.backup).toBe('never')
  expect((await chooseLibrary([], wishes, env)).config.databaseUrl).toBe(env.DATABASE_URL)
})
