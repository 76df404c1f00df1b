import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
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

it('tells what was measured here for the model in use', async () => {
  const choice = { kind: 'server' as const, urls: ['http://127.0.0.1:9'], model: undefined }
  const figures = { photos: 9, photosPerMinute: 12.34, secondsPerPhoto: 9, tokensPerSecond: 20, validShare: 1 }
  const best = { slots: 2, ...figures }
  const about = { choice, hardware: undefined }
  await writeTuned(path.join(dataDir, 'models'), about, { best, rows: [best], planned: undefined })
  await explain({}, { ALBUMEN_DATA_DIR: dataDir, ALBUMEN_SERVER_URL: 'http://127.0.0.1:9' })
  expect(lines.join('\n')).toMatch(
    /\nMeasured with http:\/\/127\.0\.0\.1:9\/ on \d{4}-.*\n {4}2 at a time: 12\.3 photos a minute\./,
  )
})

it('tells that photos go to a server now', async () => {
  await explain({}, { ALBUMEN_DATA_DIR: dataDir, ALBUMEN_SERVER_URL: 'http://127.0.0.1:9' })
  expect(lines.at(-1)).toMatch(/Photos are sent to http:\/\/127\.0\.0\.1:9 now/)
})
