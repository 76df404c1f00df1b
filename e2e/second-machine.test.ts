import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { projectRoot } from '../packages/core/project-root.js'
import { albumen, type Daemon, environment, startDaemon, temporaryFolder, until } from './daemon.js'
import { drawScene, putScenes } from './demo-scenes.js'

const PHOTOS = ['red-car', 'id-card', 'city-day', 'brown-dog-grass']

/** A worker started by itself, as systemd or a container does, on a data folder that has nothing of the library. */
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let daemon: Daemon
let elsewhere: string
let worker: ChildProcess | undefined

beforeAll(async () => {
  folder = await temporaryFolder()
  const photos = path.join(folder.path, 'photos')
  elsewhere = path.join(folder.path, 'elsewhere')
  await putScenes(photos, PHOTOS)
  daemon = await startDaemon({
    dataDir: path.join(folder.path, 'data'),
    folders: [photos],
    env: { ALBUMEN_QUEUES: 'ingest,deliver' },
  })
})
afterAll(async () => {
  await stopWorker()
  await daemon?.stop()
  await folder?.remove()
})

async function startWorker(env: Record<string, string>): Promise<void> {
  const { databaseUrl } = await daemon.info()
  worker = spawn(process.execPath, ['bin/albumen.mjs', 'service', 'worker'], {
    cwd: projectRoot,
    env: { ...environment(elsewhere), DATABASE_URL: databaseUrl ?? '', ALBUMEN_QUEUES: 'analyse', ...env },
    stdio: 'ignore',
  })
}

/** @returns the exit code */
async function stopWorker(): Promise<number | null> {
  if (!worker || worker.exitCode !== null) return worker?.exitCode ?? null
  const gone = once(worker, 'exit')
  worker.kill('SIGTERM')
  await gone
  return worker.exitCode
}

interface Status {
  photos: { total: number; analysed: number; failed: number }
  engine: { state: string; notice?: string; endpoint?: unknown }
}

it('waits, and says what for, while it reaches no previews; no photo is ingested again', async () => {
  await until(
    'the photos to be ingested',
    async () => (await daemon.get<Status>('/status')).photos.total === PHOTOS.length,
  )
  const before = await daemon.sql('select id, ingested_at from photos order by id')
  await startWorker({})
  const notice = await until('the notice', async () => (await daemon.get<Status>('/status')).engine.notice)
  expect(notice).toMatch(/There are no previews in .*elsewhere.*ALBUMEN_API_URL/)
  expect(await daemon.sql('select id, ingested_at from photos order by id')).toEqual(before)
  expect(await stopWorker()).toBe(0)
})

it('fetches previews over the api, sensitive ones too, and offers its engine there', async () => {
  const made = albumen(daemon.dataDir, ['token', 'create', 'gpu-box', '--scope', 'worker'])
  expect(made.code, made.err).toBe(0)
  const env = { ALBUMEN_API_URL: daemon.address, ALBUMEN_API_TOKEN: made.out.trim(), ALBUMEN_WORKER_HOST: 'localhost' }
  await startWorker(env)
  await until('every photo to be analysed', async () => {
    const { photos } = await daemon.get<Status>('/status')
    return photos.analysed === PHOTOS.length && photos.failed === 0
  })
  expect(await daemon.sql('select photo_id from analyses group by 1 having count(*) > 1')).toEqual([])
  const previews = path.join(elsewhere, 'previews')
  expect(existsSync(previews) ? readdirSync(previews) : []).toEqual([])

  const form = new FormData()
  form.append('file', new Blob([await drawScene('brown-dog-grass')]), 'dog.jpg')
  const response = await fetch(`${daemon.address}/api/v1/classify`, { method: 'POST', body: form })
  expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('"category":"pets"')])
  const [row] = await daemon.sql<{ url: string }>(
    `select info->'engine'->'endpoint'->>'url' as url from heartbeats where info->'engine'->'endpoint' is not null`,
  )
  expect(row?.url).toMatch(/^http:\/\/localhost:\d+$/)
})

it('refuses a name that is no service', () => {
  const { code, err } = albumen(elsewhere, ['service', 'walker'])
  expect([code, err]).toEqual([1, expect.stringContaining('expected one of api, worker, watcher')])
})
