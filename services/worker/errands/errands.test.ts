import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { type Config, loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { errands, photos } from '#core/database/schema'
import { askErrand, cancelErrand, type Errand, type ErrandKind, readErrand } from '#core/errands'
import { createLog } from '#core/log'
import { ownersConfig, readOwnerServer, writeOwnerServer } from '#core/owner-server'
import { readOwnerSettings } from '#core/owner-settings'
import { previewPath } from '#core/preview-path'
import { projectRoot } from '#core/project-root'
import { openQueues, type Queues } from '#core/queues'
import { seedPhoto, seedShare } from '#core/testing/photos'
import { type TestDatabase, testDatabase } from '#core/testing/postgres'
import { readSelection } from '#vision/models/selection'
import { smallGguf, startHub, type TestHub } from '#vision/models/testing'
import { createSurvey } from '../survey.js'
import { startErrands } from './start.js'

const log = createLog('test', 'silent')
const patience = { timeout: 150_000, interval: 50 }
const NAME = 'qwen3-vl-2b-q4_k_m'
const REPOSITORY = 'Qwen/Qwen3-VL-2B-Instruct-GGUF'
const MODEL = 'Qwen3VL-2B-Instruct-Q4_K_M.gguf'
const MMPROJ = 'mmproj-Qwen3VL-2B-Instruct-F16.gguf'
const content = smallGguf('qwen3vl', 2_000_000)
let database: TestDatabase
let queues: Queues
let hub: TestHub
let dataDir: string

beforeAll(async () => {
  database = await testDatabase()
  queues = await openQueues({ databaseUrl: database.url }, log)
  hub = await startHub({ [`${REPOSITORY}/${MODEL}`]: content, [`${REPOSITORY}/${MMPROJ}`]: smallGguf('clip', 2_000) })
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'albumen-errands-'))
  await mkdir(models(), { recursive: true })
})
afterEach(() => {
  hub.pace = {}
})
afterAll(async () => {
  await hub?.close()
  await queues?.close()
  await rm(dataDir, { recursive: true, force: true })
})

const models = (...more: string[]) => path.join(dataFolder(dataDir).models, ...more)
const db = () => database.connection.db

/** A worker, as far as errands go. */
function startWorker(settings: Partial<Config> = {}) {
  const config = loadConfig({}, { dataDir, hfEndpoint: hub.url, ...settings })
  const stopping = new AbortController()
  const running = startErrands(
    {
      ...{ connection: database.connection, queues, config, folder: dataFolder(dataDir), log },
      ownersConfig: () => ownersConfig(db(), config),
      survey: createSurvey(),
      lookAtModels: async () => {},
      restWhile: (_signal, work) => work(),
    },
    stopping.signal,
  )
  let closing: Promise<void> | undefined
  const stop = () => {
    stopping.abort()
    closing ??= running.close()
    return closing
  }
  onTestFinished(stop)
  return { stop }
}

const asked = (kind: ErrandKind, name = '', options = {}) => askErrand(db(), { kind, name, options })
async function became(errand: Errand, state: Errand['state']): Promise<Errand> {
  return await vi.waitFor(async () => {
    const now = await readErrand(db(), errand.id)
    expect(now).toMatchObject({ state })
    return now as Errand
  }, patience)
}

test('a download shows how far it is, is stopped, thrown away, begun again, and taken into use', async () => {
  hub.pace.bytesPerMs = 200
  startWorker()
  const first = await asked('pull', NAME)
  const half = await vi.waitFor(async () => {
    const now = await readErrand(db(), first.id)
    const progress = now?.progress as { received: number } | null
    expect(progress).toMatchObject({ file: MODEL, phase: 'download', total: content.length })
    expect(progress?.received).toBeGreaterThan(100_000)
    return progress?.received
  }, patience)
  expect(half).toBeLessThan(content.length)
  expect((await asked('pull', NAME)).id, 'asked again it is the same').toBe(first.id)
  await cancelErrand(db(), first.id)
  await became(first, 'cancelled')
  expect((await stat(models(`${MODEL}.part`))).size).toBeGreaterThan(100_000)

  expect(await became(await asked('remove', NAME), 'done')).toMatchObject({ result: { freed: expect.any(Number) } })
  expect(await readdir(models())).toEqual([])

  hub.pace = {}
  const second = await asked('pull', NAME, { use: true })
  expect(await became(second, 'done')).toMatchObject({ result: { used: true, bytes: expect.any(Number) } })
  expect((await readFile(models(MODEL))).equals(content)).toBe(true)
  expect(await readSelection(models())).toEqual({ model: NAME })
})

test('what a worker was at when it stopped is gone on with by the next one', async () => {
  await rm(models(MODEL))
  hub.pace.bytesPerMs = 100
  const worker = startWorker()
  const errand = await asked('pull', NAME)
  await vi.waitFor(() => expect(existsSync(models(`${MODEL}.part`))).toBe(true), patience)
  await vi.waitFor(async () => expect((await stat(models(`${MODEL}.part`))).size).toBeGreaterThan(0), patience)
  await worker.stop()
  await became(errand, 'waiting')
  hub.pace = {}
  startWorker()
  await became(errand, 'done')
  expect(existsSync(models(MODEL))).toBe(true)
  expect(hub.requests.at(-1)?.range, 'it goes on where it was').toMatch(/^bytes=\d+-$/)
})

test('what a worker was at when it died is gone on with', async () => {
  const errand = await asked('verify', NAME)
  await db().update(errands).set({ state: 'running', worker: 'gone-1' }).where(eq(errands.id, errand.id))
  startWorker()
  expect((await became(errand, 'done')).result).toEqual({
    files: [
      { file: MODEL, state: 'ok', found: expect.stringMatching(/published/) },
      { file: MMPROJ, state: 'ok', found: expect.stringMatching(/published/) },
    ],
  })
})

test('while the hub is away it waits for another try, says why, and can be ended', async () => {
  await rm(models(MODEL))
  hub.listFaults.push(...Array.from({ length: 20 }, () => ({ status: 404 })))
  startWorker({ hfEndpoint: 'http://127.0.0.1:9' })
  const unknown = await asked('pull', 'hf:nobody/nothing/model.gguf')
  const waits = await became(unknown, 'waiting').then(async (errand) =>
    vi.waitFor(async () => {
      const now = await readErrand(db(), errand.id)
      expect(now?.problem?.message).toMatch(/127\.0\.0\.1:9 could not be reached/)
      return now as Errand
    }, patience),
  )
  expect(waits.notBefore.getTime()).toBeGreaterThan(Date.now() + 15_000)
  expect(await cancelErrand(db(), unknown.id)).toMatchObject({ state: 'cancelled' })
  hub.listFaults.length = 0
})

test('a model is used instead of a server, refused while it is not there, and deleted', async () => {
  startWorker()
  await became(await asked('pull', NAME), 'done')
  await writeOwnerServer(db(), { url: 'http://192.0.2.1:8080', key: 'secret' })
  const missing = await became(await asked('use', 'qwen3-vl-4b-q4_k_m'), 'failed')
  expect(missing.problem).toMatchObject({
    code: 'model_unusable',
    message: expect.stringMatching(/not downloaded yet/),
  })
  expect(await readOwnerServer(db())).toBeDefined()
  await became(await asked('use', NAME), 'done')
  expect(await readOwnerServer(db())).toBeUndefined()
  const chosen = await became(await asked('remove', NAME), 'failed')
  expect(chosen.problem?.code).toBe('model_chosen')
  const removed = await became(await asked('remove', NAME, { force: true }), 'done')
  expect(removed.result).toEqual({ freed: content.length + 2_000 })
  expect(existsSync(models(MMPROJ))).toBe(false)
  expect(await readSelection(models())).toBeUndefined()
  expect((await became(await asked('remove', NAME), 'failed')).problem?.code).toBe('missing')
})

test('where the configuration decides, nothing else is chosen', async () => {
  startWorker({ model: 'nano-vl' })
  const refused = await became(await asked('use', 'nano-vl'), 'failed')
  expect(refused.problem).toMatchObject({ code: 'fixed', message: expect.stringContaining('ALBUMEN_MODEL') })
})

test('an embedding model is chosen by its file, and forgotten when it is deleted', async () => {
  const folder = models('embeddings')
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'tiny.gguf'), smallGguf('bert'))
  startWorker()
  const config = loadConfig({}, { dataDir })
  await became(await asked('use', 'tiny'), 'done')
  expect((await readOwnerSettings(db(), config)).embeddingModel).toBe(path.join(folder, 'tiny.gguf'))
  await became(await asked('remove', 'tiny'), 'done')
  expect((await readOwnerSettings(db(), config)).embeddingModel).toBeNull()
})

test('photos described in another language are enqueued again, each once', async () => {
  const shareId = await seedShare(db(), 'family', '/photos')
  for (const name of ['one', 'two', 'three']) {
    await seedPhoto(db(), { shareId, paths: [`${name}.jpg`], analysis: { description: 'A cat.' } })
  }
  startWorker()
  const errand = await became(await asked('reanalyse', 'zh', { language: 'zh' }), 'done')
  expect(errand.result).toEqual({ photos: 3 })
  expect(await queues.analyse.counts()).toMatchObject({ waiting: 3 })
  expect(await db().$count(photos, eq(photos.state, 'analysed'))).toBe(3)
  await became(await asked('reanalyse', 'en', { language: 'en' }), 'done')
  expect(await queues.analyse.counts()).toMatchObject({ waiting: 3 })
})

test('the machine is measured on the photos that are there, line by line; what is stopped is not kept', async () => {
  const scene = path.join(projectRoot, 'models/nano-vl/demo/red-car.jpg')
  for (const { id } of await db().select().from(photos)) {
    const preview = previewPath(dataFolder(dataDir).previews, id, 'preview')
    await mkdir(path.dirname(preview), { recursive: true })
    await sharp(scene).resize(192).webp().toFile(preview)
  }
  startWorker({ model: 'nano-vl' })
  const errand = await became(await asked('tune', '', { minutes: 10 }), 'running')
  const rows = await vi.waitFor(
    async () => {
      const found = ((await readErrand(db(), errand.id))?.progress?.rows ?? []) as unknown[]
      expect(found.length).toBeGreaterThan(0)
      return found
    },
    { timeout: 200_000, interval: 200 },
  )
  expect(rows[0]).toMatchObject({ slots: 1, imageTokens: 64, photosPerMinute: expect.any(Number) })
  await cancelErrand(db(), errand.id)
  await became(errand, 'cancelled')
  expect(existsSync(models('tuned.json'))).toBe(false)
})
