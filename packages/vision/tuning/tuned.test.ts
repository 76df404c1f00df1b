import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { projectRoot } from '#core/project-root'
import type { UsableChoice } from '../engines/create.js'
import type { EmbeddedChoice } from './choice-facts.js'
import type { MeasuredRow } from './measure-rows.js'
import { gridFor } from './measure-settings.js'
import { onProcessor } from './plan.js'
import { card, nas, pc } from './testing.js'
import { applyTuned, fingerprint, readTuned, type Tuned, writeTuned } from './tuned.js'

let modelsDir: string
beforeEach(async () => {
  modelsDir = await mkdtemp(path.join(tmpdir(), 'tuned-'))
})
afterEach(() => rm(modelsDir, { recursive: true }))

const nano: EmbeddedChoice = {
  kind: 'embedded',
  name: 'nano-vl',
  modelPath: path.join(projectRoot, 'models/nano-vl/nano-vl.gguf'),
  mmprojPath: path.join(projectRoot, 'models/nano-vl/nano-vl-mmproj.gguf'),
  imageMaxTokens: 256,
}
const server: UsableChoice = { kind: 'server', urls: ['http://:secret@gaming-pc:8080'], model: 'qwen' }
const planned = { slots: 2, ...onProcessor(256) }
const best: MeasuredRow = {
  ...{ slots: 3, imageTokens: 128, photos: 10, photosPerMinute: 20, secondsPerPhoto: 6, tokensPerSecond: 30 },
  ...{ validShare: 0.9, cachedShare: 0.88 },
}
const rows = [best, { slots: 4, imageTokens: 128, failed: 'out of memory' }]

it('keeps what was measured for this model on this machine, and nothing for others', async () => {
  const about = { choice: nano, hardware: nas }
  const file = await writeTuned(modelsDir, about, { best, rows, planned })
  expect(file).toBe(path.join(modelsDir, 'tuned.json'))
  expect(await readTuned(modelsDir, about)).toMatchObject({
    model: 'nano-vl',
    best,
    rows,
    variant: 'default',
    gpuLayers: 0,
  })
  expect(await readTuned(modelsDir, { ...about, hardware: pc([card('NVIDIA GeForce RTX 3060', 12)]) })).toBeUndefined()
  expect(await readTuned(modelsDir, { ...about, choice: { ...nano, name: 'other' } })).toBeUndefined()
  expect(await readTuned(modelsDir, { ...about, choice: { ...nano, mmprojPath: nano.modelPath } })).toBeUndefined()
})

it('replaces an earlier measurement and leaves the others', async () => {
  const about = { choice: nano, hardware: nas }
  await writeTuned(modelsDir, { choice: nano, hardware: pc([]) }, { best, rows, planned })
  await writeTuned(modelsDir, about, { best, rows, planned })
  await writeTuned(modelsDir, about, { best: { ...best, slots: 1 }, rows, planned })
  expect((await readTuned(modelsDir, about))?.best.slots).toBe(1)
  expect((await readTuned(modelsDir, { choice: nano, hardware: pc([]) }))?.best.slots).toBe(3)
  expect(JSON.parse(await readFile(path.join(modelsDir, 'tuned.json'), 'utf8')).tuned).toHaveLength(2)
})

it('knows a server by its address and model, and writes down no key', async () => {
  const about = { choice: server, hardware: undefined }
  const slotsOnly: MeasuredRow = { ...best, imageTokens: undefined }
  const file = await writeTuned(modelsDir, about, { best: slotsOnly, rows: [slotsOnly], planned: undefined })
  expect((await readTuned(modelsDir, about))?.best).toMatchObject({ slots: 3, photosPerMinute: 20 })
  expect(await readFile(file, 'utf8')).not.toMatch(/secret/)
})

it.each(['', '{', '{"version":2}', '{"version":1,"tuned":[{"model":"nano-vl"}]}'])(
  'takes %j for none',
  async (text) => {
    await writeFile(path.join(modelsDir, 'tuned.json'), text)
    expect(await readTuned(modelsDir, { choice: nano, hardware: nas })).toBeUndefined()
  },
)

it('is none where nothing was measured, or the model has gone', async () => {
  expect(await readTuned(modelsDir, { choice: nano, hardware: nas })).toBeUndefined()
  const gone = { ...nano, modelPath: '/nowhere/model.gguf' }
  expect(await readTuned(modelsDir, { choice: gone, hardware: nas })).toBeUndefined()
})

it('puts slots, pictures and their context into the plan, unless the plan runs elsewhere', () => {
  const tuned: Tuned = {
    ...{ model: 'nano-vl', bytes: 8e6, hardware: fingerprint(nas), measuredAt: '2026-11-22T20:00:00.000Z' },
    ...{ variant: 'default', gpuLayers: 0, best: { ...best, imageTokens: 1024 }, rows },
  }
  expect(applyTuned(planned, tuned)).toEqual({ ...planned, slots: 3, imageMaxTokens: 1024, contextPerSlot: 4096 })
  const onCard = { ...planned, gpuLayers: 37, variant: 'vulkan' as const }
  expect(applyTuned(onCard, tuned)).toBeUndefined()
})

it('tries slots in doublings and pictures up to what the model takes', () => {
  const real = { ...nano, imageMaxTokens: 1024 }
  expect(gridFor(nano, { ...planned, slots: 3 })).toEqual({ slots: [1, 2, 3], imageTokens: [64, 128, 256] })
  const onCard = { ...planned, slots: 4, gpuLayers: 37 }
  expect(gridFor(real, onCard)).toEqual({ slots: [1, 2, 4, 8], imageTokens: [256, 512, 768, 1024] })
  expect(gridFor(server, undefined)).toEqual({ slots: [1, 2, 4, 8, 16], imageTokens: [undefined] })
})

it('knows a machine by processor, cores, memory and cards', () => {
  expect(fingerprint(pc([card('NVIDIA GeForce RTX 3060', 12)]))).toBe(
    'AMD Ryzen 7 5700X, 16 cores, 32 GB, NVIDIA GeForce RTX 3060',
  )
})
