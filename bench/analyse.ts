import path from 'node:path'
import { loadModel } from '@fugood/llama.node'
import pLimit from 'p-limit'
import { enqueueAnalyse } from '#core/analyse-queue'
import { photos } from '#core/database/schema'
import { previewPath } from '#core/preview-path'
import { projectRoot } from '#core/project-root'
import { decode, defaultLimits } from '#photo/pixels/decode'
import { makePreviews } from '#photo/pixels/previews'
import { hashFile } from '#photo/read/hash-file'
import { parseAnswer } from '#vision/answer/parse'
import { openEngine } from '#vision/engines/open-engine'
import { toModelInput } from '#vision/model-input'
import { findEngine } from '#vision/models/find-engine'
import { startAnalyse } from '../services/worker/analyse/start.js'
import { noHolds } from '../services/worker/holds/holds.js'
import { createSurvey } from '../services/worker/survey.js'
import { type BenchCatalogue, withCatalogue } from './catalogue.js'
import { inTemporaryFolder, row, seconds, section } from './report.js'
import { drawScenes } from './scenes.js'

const PHOTOS = 30
const NAIVE_PHOTOS = 3
const SIZE = { min: 1000, max: 1600 }

/** Photos a minute of the whole stage, against the engine alone and against the naive way of asking. */
export async function benchAnalyse(): Promise<void> {
  section(`Analyse: ${PHOTOS} drawn scenes of 1 to 2.5 megapixels, nano-vl, real llama.cpp`)
  await inTemporaryFolder(async (root) => {
    const files = await drawScenes(path.join(root, 'photos'), PHOTOS, SIZE)
    await withCatalogue(root, async (catalogue) => {
      const ids = await storePhotos(catalogue, files)
      // In turn, twice, because a shared machine's speed drifts; the better run of each counts.
      const engine: number[] = []
      const pipeline: number[] = []
      for (const round of ['first', 'second']) {
        engine.push(await engineAlone(catalogue, ids))
        pipeline.push(await wholeStage(catalogue, ids, round))
      }
      const naive = await naiveWay(files.slice(0, NAIVE_PHOTOS))
      const best = (values: number[]) => Math.min(...values) / PHOTOS
      const perMinute = (each: number) => `${(60 / each).toFixed(1)} photos/min`
      row('engine alone, same slots, JPEGs prepared beforehand', perMinute(best(engine)))
      row('analyse stage: queue, preview, prompt, engine, database, events', perMinute(best(pipeline)))
      row('ratio to the engine alone (target 0.95)', (best(engine) / best(pipeline)).toFixed(3))
      row(`naive: image first, JSON by request, one at a time, full size`, perMinute(naive.secondsEach))
      row('  of these answers usable without repair', `${naive.usable} of ${NAIVE_PHOTOS}`)
      row('times as fast as the naive way (target 3)', (naive.secondsEach / best(pipeline)).toFixed(1))
    })
  })
}

/** As ingest leaves them: previews on disk, rows waiting. */
async function storePhotos({ connection, folder }: BenchCatalogue, files: string[]): Promise<string[]> {
  const ids: string[] = []
  for (const file of files) {
    const { id, bytes, content } = await hashFile(file, undefined, 1e9)
    const { pixels } = await decode(content as Buffer, defaultLimits)
    await makePreviews(pixels, folder.previews, id)
    await connection.db.insert(photos).values({ id, bytes, state: 'pending', ingestedAt: new Date() })
    ids.push(id)
  }
  return ids
}

async function engineAlone({ config, folder, log }: BenchCatalogue, ids: string[]): Promise<number> {
  const choice = await findEngine(config)
  if (choice.kind === 'waiting') throw new Error(choice.reason)
  const engine = await openEngine(choice, { slots: 'auto', timeoutMs: 120_000, log })
  const jpegs = await Promise.all(ids.map((id) => toModelInput(previewPath(folder.previews, id, 'preview'))))
  const ask = (jpeg: Buffer) => engine.ask({ jpeg, language: 'en', temperature: 0.2 })
  try {
    await ask(jpegs[0] as Buffer) // loading is not part of the speed
    const limit = pLimit(engine.slots + 1)
    return await seconds(() => Promise.all(jpegs.map((jpeg) => limit(() => ask(jpeg)))))
  } finally {
    await engine.close()
  }
}

/** After a few photos have loaded the model in every process, so that this does not count. */
async function wholeStage(catalogue: BenchCatalogue, ids: string[], request: string): Promise<number> {
  const { connection, queues } = catalogue
  const enqueue = (wanted: string[], as: string) =>
    enqueueAnalyse(
      queues.analyse,
      wanted.map((id) => ({ id, takenLocal: null })),
      { urgency: 'arrival', request: as },
    )
  const stored = async (count: number, as: string) => {
    for (;;) {
      const { rows } = await connection.pool.query('select count(*)::int as n from analyses where request = $1', [as])
      if (rows[0].n === count) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  const stop = new AbortController()
  const stage = startAnalyse(
    { ...catalogue, holds: noHolds, signal: stop.signal },
    { ownersConfig: async () => catalogue.config, survey: createSurvey() },
  )
  try {
    const warming = ids.slice(0, 8)
    await enqueue(warming, `${request}-warm`)
    await stored(warming.length, `${request}-warm`)
    return await seconds(async () => {
      await enqueue(ids, request)
      await stored(ids.length, request)
    })
  } finally {
    stop.abort()
    await stage.close()
  }
}

async function naiveWay(files: string[]): Promise<{ secondsEach: number; usable: number }> {
  const model = path.join(projectRoot, 'models', 'nano-vl')
  const context = await loadModel({ model: path.join(model, 'nano-vl.gguf'), n_ctx: 16_384, n_gpu_layers: 0 })
  context.initMultimodal({ path: path.join(model, 'nano-vl-mmproj.gguf'), use_gpu: false })
  const text =
    'Describe this photo as JSON with the fields category, description, objects, tags, emotion, people, text, sensitive.'
  let usable = 0
  const elapsed = await seconds(async () => {
    for (const url of files) {
      const content = [
        { type: 'image_url', image_url: { url } },
        { type: 'text', text },
      ]
      const answer = await context.completion(
        { messages: [{ role: 'user', content }], n_predict: 400, jinja: true },
        () => {},
      )
      const parsed = parseAnswer(answer.text)
      usable += Number(parsed.ok && !parsed.repaired)
    }
  })
  await context.release()
  return { secondsEach: elapsed / files.length, usable }
}
