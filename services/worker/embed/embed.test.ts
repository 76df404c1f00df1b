import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { photoEmbeddings, photos } from '#core/database/schema'
import { editPhotos } from '#core/edits/edit-photos'
import { recordEvent } from '#core/events'
import { startHeartbeat } from '#core/heartbeat'
import { createLog } from '#core/log'
import { createMetrics } from '#core/metrics/metrics'
import { ownersConfig } from '#core/owner-server'
import { writeOwnerSettings } from '#core/owner-settings'
import { projectRoot } from '#core/project-root'
import { openQueues, type Queues } from '#core/queues'
import { createSemanticSearch } from '#core/search/semantic/create'
import type { MeaningOfQuestion } from '#core/search/semantic/semantic'
import { countEmbeddings } from '#core/search/semantic/stored'
import { fromBytes, toUnit } from '#core/search/semantic/vector'
import { type SeedAnalysis, seedAnalysis, seedPhoto, seedShare } from '#core/testing/photos'
import { type TestDatabase, testDatabase } from '#core/testing/postgres'
import { writeTinyBert } from '#text/testing'
import { noHolds } from '../holds/holds.js'
import { startEmbed } from './start.js'

const log = createLog('test', 'silent')
const patience = { timeout: 150_000, interval: 100 }
const NANO = path.join(projectRoot, 'models/nano-vl/nano-vl.gguf')
let database: TestDatabase
let queues: Queues
let folder: string
let shareId: number
let seeded = 0

beforeAll(async () => {
  database = await testDatabase()
  queues = await openQueues({ databaseUrl: database.url }, log)
  folder = await mkdtemp(path.join(os.tmpdir(), 'albumen-embed-'))
  shareId = await seedShare(database.connection.db, 'family', '/photos')
})
afterAll(async () => {
  await queues?.close()
  await rm(folder, { recursive: true, force: true })
})

/** The stage as a worker runs it. */
function startStage(embeddingModel: string | undefined, settings: { idleMinutes?: number } = {}) {
  const { connection } = database
  const config = loadConfig({}, { dataDir: folder, embeddingModel, ...settings })
  const stopping = new AbortController()
  const pids: number[] = []
  const noting = createLog('test', 'info', {
    write(line) {
      if (line.includes('text engine ready')) pids.push(JSON.parse(line).pid)
    },
  })
  const stage = startEmbed(
    {
      ...{ connection, queues, config, folder: dataFolder(folder), log: noting },
      ...{ metrics: createMetrics(), holds: noHolds, signal: stopping.signal },
    },
    { ownersConfig: () => ownersConfig(connection.db, config), lookEveryMs: 300 },
  )
  const info = () => ({ engine: null, text: stage.report(), queues: ['embed'] })
  const heartbeat = startHeartbeat(connection.db, 'worker', info, log)
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= (async () => {
      stopping.abort()
      await stage.close()
      await heartbeat.close()
    })()
    return closing
  }
  onTestFinished(close)
  return { ...stage, beat: heartbeat.beat, close, pids }
}

function startSearch(options = {}) {
  const search = createSemanticSearch(database.connection, log, { questionMs: 20_000, ...options })
  onTestFinished(() => search.close())
  return search
}

const db = () => database.connection.db
const analysed = (analysis: SeedAnalysis, taken = '2024-05-01 12:00:00') =>
  seedPhoto(db(), { shareId, paths: [`${++seeded}.jpg`], analysis, photo: { takenLocal: taken } })
const embeddingOf = async (photoId: string) =>
  (await db().select().from(photoEmbeddings).where(eq(photoEmbeddings.photoId, photoId)))[0]
const announce = (photoId: string) => recordEvent(db(), { type: 'photo.analysed', photoId, payload: { photoId } })

async function allEmbedded(version: string) {
  const { rows } = await db().execute(sql`select 1 from photos where analysis_id is not null and present`)
  await vi.waitFor(async () => expect((await countEmbeddings(db())).get(version)?.stored).toBe(rows.length), patience)
}

async function meaningOf(search: ReturnType<typeof startSearch>, question: string): Promise<MeaningOfQuestion> {
  return await vi.waitFor(async () => {
    const found = await search.meaningOf(question)
    if ('unavailable' in found) throw new Error(found.unavailable)
    return found
  }, patience)
}

describe('with a real model', () => {
  test('what was analysed before and is analysed now gets an embedding, and questions find the nearest', async () => {
    const before = await analysed({ description: 'A brown dog runs on green grass.', objects: ['brown dog'] })
    const pending = await seedPhoto(db(), { shareId, paths: ['pending.jpg'] })
    const gone = await analysed({ description: 'A cat.' })
    await db().update(photos).set({ present: false }).where(eq(photos.id, gone))
    const stage = startStage(NANO)
    await vi.waitFor(async () => expect(await embeddingOf(before)).toBeDefined(), patience)
    const stored = await embeddingOf(before)
    expect(stored).toMatchObject({ version: 'nano-vl/192/1' })
    expect(stored?.vector).toHaveLength(192)
    expect(await embeddingOf(pending)).toBeUndefined()
    expect(await embeddingOf(gone)).toBeUndefined()

    // Analysed while it runs: announced by the event that storing an analysis records.
    const later = await analysed({ description: 'A red car at night.', sensitive: 'other' }, '2020-01-01 00:00:00')
    await announce(later)
    await vi.waitFor(async () => expect(await embeddingOf(later)).toBeDefined(), patience)

    // Analysed again: the embedding follows.
    await seedAnalysis(db(), before, { description: 'Snowy mountains.' }, 'again')
    await announce(before)
    await vi.waitFor(async () => {
      expect((await embeddingOf(before))?.analysisId).not.toBe(stored?.analysisId)
    }, patience)
    expect((await embeddingOf(before))?.vector).not.toEqual(stored?.vector)

    // Edited by hand: the embedding follows the owner's words. A mark alone changes no word.
    const byModel = await embeddingOf(before)
    await editPhotos(db(), [before], { description: 'A mountain in the snow.' })
    await editPhotos(db(), [later], { favourite: true, sensitive: 'financial' })
    await vi.waitFor(async () => expect((await embeddingOf(before))?.revision).toBe(1), patience)
    expect((await embeddingOf(before))?.vector).not.toEqual(byModel?.vector)
    expect((await embeddingOf(later))?.revision).toBe(0)

    const search = startSearch()
    const nearest = await (await meaningOf(search, 'snow on a mountain')).nearest({ limit: 10 })
    expect(nearest.map(({ photoId }) => photoId).sort()).toEqual([before, later].sort())
    expect(await search.meaningOfPhoto(pending)).toBeUndefined()
    const similar = await (await search.meaningOfPhoto(later))?.nearest({ limit: 1 })
    expect(similar).toEqual([{ photoId: later, similarity: expect.closeTo(1, 1) }])
    expect(stage.report()).toMatchObject({ state: 'ready', model: 'nano-vl', dimensions: 192 })
  })

  test('killed twice, it embeds everything all the same', async () => {
    for (let i = 0; i < 60; i++)
      await analysed({ description: `Photo ${i} of a harbour.` }, `2023-01-01 00:00:${i % 60}`)
    const { pids } = startStage(NANO)
    for (const times of [1, 2]) {
      await vi.waitFor(() => expect(pids).toHaveLength(times), { ...patience, interval: 5 })
      process.kill(pids.at(-1) as number, 'SIGKILL')
    }
    await allEmbedded('nano-vl/192/1')
  })
})

test('another model embeds all anew, and the index changes over; nearest is exact, with only and keep', async () => {
  const words = 'photo of a harbour dog cat beach sea sunset red dress blue boat mountain snow car night'.split(' ')
  const model = path.join(folder, 'tiny.gguf')
  await writeTinyBert(model, words)
  for (let i = 0; i < 40; i++) {
    const word = (n: number) => words[(i * n) % words.length]
    await analysed({ description: `${word(3)} ${word(5)} ${word(7)}`, tags: [`${word(11)}`] })
  }
  const hidden = await analysed({ description: 'a blue boat on the sea', sensitive: 'id_document' })
  const search = startSearch()
  startStage(model)
  await allEmbedded('tiny/64/1')

  const question = 'blue boat'
  const meaning = await meaningOf(search, question)
  const rows = await db().select().from(photoEmbeddings).where(eq(photoEmbeddings.version, 'tiny/64/1'))
  await vi.waitFor(async () => expect(await meaning.nearest({ limit: 1_000 })).toHaveLength(rows.length), patience)

  // Brute force over what is stored, with the question's vector as the worker's own endpoint gives it.
  const vector = await questionVector(question)
  const expected = rows
    .map(({ photoId, vector: bytes }) => ({ photoId, similarity: dot(fromBytes(bytes), vector) }))
    .sort((a, b) => b.similarity - a.similarity)
  const found = await meaning.nearest({ limit: 1_000 })
  for (const [i, { photoId, similarity }] of found.entries()) {
    expect(similarity).toBeCloseTo(expected[i]?.similarity ?? 9, 3)
    expect(similarity).toBeCloseTo(expected.find((each) => each.photoId === photoId)?.similarity ?? 9, 3)
  }

  // Sensitive photos have embeddings, too; the caller's filter leaves them out.
  expect(found.some(({ photoId }) => photoId === hidden)).toBe(true)
  const shown: string[] = []
  const keep = async (photoIds: string[]) => {
    shown.push(...photoIds)
    return new Set(photoIds.filter((photoId) => photoId !== hidden))
  }
  const visible = await meaning.nearest({ limit: 20, keep })
  expect(visible).toEqual(found.filter(({ photoId }) => photoId !== hidden).slice(0, 20))
  expect(new Set(shown).size).toBe(shown.length)
  const only = found.slice(5, 9).map(({ photoId }) => photoId)
  expect((await meaning.nearest({ limit: 3, only })).map(({ photoId }) => photoId)).toEqual(only.slice(0, 3))
  const none = await meaning.nearest({ limit: 5, keep: async () => new Set() })
  expect(none).toEqual([])
})

test('a model that arrives while it runs is taken, and all is embedded anew; so is one that its owner chooses', async () => {
  const inFolder = (name: string) => path.join(dataFolder(folder).models, 'embeddings', `${name}.gguf`)
  await mkdir(path.dirname(inFolder('older')), { recursive: true })
  await writeTinyBert(inFolder('older'), ['red', 'dress', 'blue', 'boat'], 3)
  const stage = startStage(undefined)
  await allEmbedded('older/64/1')
  await writeTinyBert(inFolder('newer'), ['red', 'dress', 'blue', 'boat'], 4)
  await allEmbedded('newer/64/1')
  expect(stage.report()).toMatchObject({ model: 'newer', version: 'newer/64/1' })
  await writeOwnerSettings(db(), { embeddingModel: inFolder('older') })
  await allEmbedded('older/64/1')
  await writeOwnerSettings(db(), { embeddingModel: 'none' })
  await vi.waitFor(() => expect(stage.report()).toMatchObject({ state: 'off', model: null }), patience)
  await writeOwnerSettings(db(), { embeddingModel: null })
})

test('the index follows: a new photo, a changed one, one that is deleted', async () => {
  const model = path.join(folder, 'tiny.gguf')
  startStage(model)
  const search = startSearch({ compareMs: 500 })
  const nearest = async (question: string) => (await meaningOf(search, question)).nearest({ limit: 3 })
  const fresh = await analysed({ description: 'red dress sunset' })
  await announce(fresh)
  await vi.waitFor(async () => expect((await nearest('red dress sunset'))[0]?.photoId).toBe(fresh), patience)
  await seedAnalysis(db(), fresh, { description: 'night snow' }, 'again')
  await announce(fresh)
  await vi.waitFor(async () => expect((await nearest('night snow'))[0]?.photoId).toBe(fresh), patience)
  await db().delete(photoEmbeddings).where(eq(photoEmbeddings.photoId, fresh))
  await db().update(photos).set({ analysisId: null }).where(eq(photos.id, fresh))
  await vi.waitFor(async () => {
    expect((await nearest('night snow')).map(({ photoId }) => photoId)).not.toContain(fresh)
  }, patience)
})

test('words that make no meaning are remembered as such and not tried again', async () => {
  const model = path.join(folder, 'tiny.gguf')
  const photoId = await analysed({ description: ' ', category: 'other' })
  const stage = startStage(model)
  await vi.waitFor(async () => expect((await embeddingOf(photoId))?.version).toBe('tiny/64/1#failed'), patience)
  expect(await embeddingOf(photoId)).toMatchObject({ vector: Buffer.alloc(0) })
  await expect.poll(async () => (await queues.embed.counts()).waiting).toBe(0) // those of other tests, too
  await stage.close()
  const [photo] = await db().select().from(photos).where(eq(photos.id, photoId))
  expect(photo).toMatchObject({ state: 'analysed', failedCode: null })
})

describe('without a model in memory', () => {
  test('nobody waits: the reason is said, and asking loads it', async () => {
    const search = startSearch()
    expect(await search.meaningOf('dog')).toEqual({ unavailable: 'No running worker computes meanings.' })
    const stage = startStage(path.join(folder, 'tiny.gguf'), { idleMinutes: 0.005 })
    await vi.waitFor(() => expect(stage.report().endpoint).toBeDefined(), patience)
    await stage.beat()
    await vi.waitFor(() => expect(stage.report().state).toBe('idle'), patience)
    await vi.waitFor(async () => {
      expect(await search.meaningOf('cat')).toEqual({ unavailable: expect.stringContaining('being loaded') })
    }, patience)
    await meaningOf(search, 'dog')
  })

  test('none: it says so', async () => {
    const stage = startStage('none')
    await vi.waitFor(() => expect(stage.report().state).toBe('off'), patience)
    await stage.beat()
    const search = startSearch()
    await vi.waitFor(async () => {
      expect(await search.meaningOf('dog')).toEqual({ unavailable: 'No embedding model is wanted.' })
    }, patience)
  })
})

async function questionVector(question: string): Promise<Float32Array> {
  const { rows } = await db().execute<{ info: { text: { endpoint: { url: string; token: string } } } }>(
    sql`select info from heartbeats where service = 'worker'`,
  )
  const { url, token } = rows[0]?.info.text.endpoint ?? expect.unreachable('no worker is living')
  const response = await fetch(`${url}/v1/embeddings`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ input: question }),
  })
  const { data } = (await response.json()) as { data: { embedding: number[] }[] }
  return toUnit(data[0]?.embedding ?? [], 64)
}

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * (b[i] as number), 0)
