import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { loadConfig } from '#core/config'
import { findEngine } from '#vision/models/find-engine'
import type { EmbeddedChoice } from '#vision/tuning/choice-facts'
import type { PlannedOptions } from '#vision/tuning/plan'
import { hardwareFor, settingsFor } from '#vision/tuning/settings-for'
import { writeTuned } from '#vision/tuning/tuned'
import { explain } from './explain.js'

let dataDir: string
let lines: string[]
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'albumen-tune-'))
  lines = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => lines.push(line))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(dataDir, { recursive: true })
})

it('prints this machine, the plan and its reasons', async () => {
  await explain({}, { ALBUMEN_DATA_DIR: dataDir })
  const text = lines.join('\n')
  expect(text).toMatch(/^This machine\n {4}Processor: .+, \d+ cores?/)
  expect(text).toMatch(/\n {4}Memory: [\d.]+ GB/)
  expect(text).toMatch(/estimated from published figures, not measured/)
  expect(text).toMatch(/\n {2}Why\n {4}- .+\./)
  expect(text).toMatch(/\nBetter still\n {4}.+\./)
  expect(text).not.toMatch(/undefined|NaN|\[object/)
})

it('prints the same as JSON, on one line', async () => {
  await explain({ json: true }, { ALBUMEN_DATA_DIR: dataDir })
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    hardware: { cores: expect.any(Number), gpus: expect.any(Array) },
    plan: { engine: expect.any(String), model: expect.stringMatching(/^qwen3-vl-/), reasons: expect.any(Array) },
  })
})

const figures = { photos: 9, photosPerMinute: 12.34, secondsPerPhoto: 9, tokensPerSecond: 20, validShare: 1 }
const best = { slots: 2, ...figures }

it('tells what was measured here for the model in use', async () => {
  const choice = { kind: 'server' as const, urls: ['http://127.0.0.1:9'], model: undefined }
  const about = { choice, hardware: undefined }
  await writeTuned(path.join(dataDir, 'models'), about, { best, rows: [best], planned: undefined })
  await explain({}, { ALBUMEN_DATA_DIR: dataDir, ALBUMEN_SERVER_URL: 'http://127.0.0.1:9' })
  expect(lines.join('\n')).toMatch(
    /\nMeasured with http:\/\/127\.0\.0\.1:9\/ on \d{4}-.*\n {4}2 at a time: 12\.3 photos a minute\./,
  )
})

it.each([
  [0, 'This counts more than the plan.'],
  [28, 'The plan has put the model elsewhere since, and counts until `albumen tune` measures again.'],
])('says whether what was measured with %i layers on a card is followed', async (gpuLayers, sentence) => {
  const env = { ALBUMEN_DATA_DIR: dataDir, ALBUMEN_MODEL: 'nano-vl' }
  const choice = (await findEngine(loadConfig(env))) as EmbeddedChoice
  const hardware = await hardwareFor(choice)
  const { settings } = await settingsFor(choice, hardware)
  const planned = { ...(settings as PlannedOptions), gpuLayers }
  await writeTuned(path.join(dataDir, 'models'), { choice, hardware }, { best, rows: [best], planned })
  await explain({}, env)
  expect(lines.join('\n')).toContain(`2 at a time: 12.3 photos a minute. ${sentence}`)
})

it('tells that photos go to a server now', async () => {
  await explain({}, { ALBUMEN_DATA_DIR: dataDir, ALBUMEN_SERVER_URL: 'http://127.0.0.1:9' })
  expect(lines.at(-1)).toMatch(/Photos are sent to http:\/\/127\.0\.0\.1:9 now/)
})
