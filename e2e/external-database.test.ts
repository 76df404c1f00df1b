import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadConfig } from '../packages/core/config.js'
import { dataFolder } from '../packages/core/data-folder.js'
import { connect } from '../packages/core/database/connect.js'
import { createLog } from '../packages/core/log.js'
import { backUpIfDue } from '../services/worker/backups.js'
import { writePhotos } from './chaos/photos.js'
import { startVisionStub } from './chaos/vision-stub.js'
import { albumen, available, type Daemon, rowsOf, startDaemon, temporaryFolder, until } from './daemon.js'
import { type OwnersPostgres, startOwnersPostgres } from './postgres.js'
import { startRedis } from './redis.js'

const COUNT = 12

/** As in docker-compose.yml: PostgreSQL and Redis by their addresses, and nothing of them in the data folder. */
describe.skipIf(!available('redis-server'))('a database of the owner', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let vision: Awaited<ReturnType<typeof startVisionStub>>
  let postgres: OwnersPostgres
  let redis: Awaited<ReturnType<typeof startRedis>>
  let photos: string
  let url: string
  let daemon: Daemon
  const backups: string[] = []
  const env = (databaseUrl: string) => ({
    DATABASE_URL: databaseUrl,
    REDIS_URL: redis.url,
    ALBUMEN_ENGINE: 'server',
    ALBUMEN_SERVER_URL: vision.url,
    ALBUMEN_MODEL: '',
  })
  const start = async (dataDir: string, databaseUrl: string) => {
    daemon = await startDaemon({ dataDir, folders: [photos], env: env(databaseUrl) })
  }
  const data = (name = 'data') => path.join(folder.path, name)

  beforeAll(async () => {
    folder = await temporaryFolder()
    photos = path.join(folder.path, 'photos')
    mkdirSync(photos)
    await writePhotos(photos, 'trip', COUNT)
    ;[vision, postgres, redis] = await Promise.all([
      startVisionStub(),
      startOwnersPostgres(folder.path),
      startRedis(folder.path),
    ])
    url = await postgres.database('library')
    await rowsOf(url, `create table neighbours as select 'here first' as said`)
  })
  afterAll(async () => {
    await daemon?.stop()
    await Promise.all([vision?.close(), postgres?.stop(), redis?.stop()])
    await folder.remove()
  })

  it('is backed up at night and on command, while everything runs', async () => {
    await start(data(), url)
    await until('all photos to be analysed', async () => (await analyses(url)) === COUNT)
    expect(existsSync(dataFolder(data()).postgres)).toBe(false)

    const made = albumen(data(), ['backup', '--to', path.join(folder.path, 'stick'), '--json'], env(url))
    expect(made.err).toBe('')
    const log = createLog('test', 'silent')
    const connection = connect(url, log)
    const [config, signal] = [loadConfig({ ALBUMEN_DATA_DIR: data() }), new AbortController().signal]
    expect(await backUpIfDue({ connection, config, folder: dataFolder(data()), log, signal })).toBe(true)
    await connection.close()
    const { backup } = await daemon.get<{ backup: { last: { photos: number }; problem: null } }>('/status')
    expect(backup).toMatchObject({ last: { photos: COUNT }, problem: null })
    const [nightly] = JSON.parse(albumen(data(), ['backup', 'list', '--json'], env(url)).out) as { file: string }[]
    backups.push((JSON.parse(made.out) as { file: string }).file, nightly?.file ?? '')
    expect(albumen(data(), ['backup', 'verify', backups[1] as string], env(url)).out).toContain(
      `is sound: ${COUNT} photos`,
    )
    // Nothing takes its place while somebody works on it.
    const living = albumen(data('other'), ['restore', backups[0] as string, '--replace'], env(url))
    expect(living.err).toMatch(/Something of Albumen still works on this database/)
  })

  it('is restored onto another machine’s, with nothing analysed again', async () => {
    const elsewhere = await postgres.database('elsewhere')
    const before = await analysed(url)
    // Albumen runs on the first one only.
    const restored = albumen(data('new'), ['restore', backups[1] as string], env(elsewhere))
    expect(restored.err).toBe('')
    expect(restored.out).toContain(`${COUNT} photos are known again`)
    expect(restored.out).not.toContain(postgres.password)
    expect(await analysed(elsewhere)).toEqual(before)
    await daemon.stop()
    await start(data('new'), elsewhere)
    await until('search to find them', async () => {
      const { items } = await daemon.get<{ items: unknown[] }>('/search?q=noise')
      return items.length === COUNT
    })
    await until('all previews to be made again', async () => {
      const { files } = await daemon.get<{ files: { ingested: number; pending: number } }>('/status')
      return files.pending === 0 && files.ingested === COUNT
    })
    expect(await analysed(elsewhere)).toEqual(before)
    await daemon.stop()
    const deep = albumen(data('new'), ['doctor', '--deep', '--json'], env(elsewhere))
    const faults = (JSON.parse(deep.out) as { state: string }[]).filter(({ state }) => state === 'problem')
    expect(faults).toEqual([])
  })

  it('is replaced only when asked, and with what others keep in it', async () => {
    const file = backups[0] as string
    await rowsOf(url, `insert into saved_searches (name, query) values ('since then', '{}')`)
    const refused = albumen(data(), ['restore', file], env(url))
    expect(refused.err).toMatch(new RegExp(`There is a library already, with ${COUNT} photos`))
    const replaced = albumen(data(), ['restore', file, '--replace'], env(url))
    expect(replaced.err).toBe('')
    expect(replaced.out).toMatch(/What was there before is kept in/)
    expect(await rowsOf(url, 'select name from saved_searches')).toEqual([])
    expect(await rowsOf(url, 'select said from neighbours')).toEqual([{ said: 'here first' }])
    expect(await analyses(url)).toBe(COUNT)
  })
})

const analyses = async (url: string) => (await rowsOf(url, 'select from analyses where valid')).length
const analysed = (url: string) => rowsOf(url, 'select id, analysed_at, analysis_id from photos order by id')
