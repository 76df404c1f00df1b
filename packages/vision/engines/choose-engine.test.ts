import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Config, loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { createLog } from '#core/log'
import { findEngine } from '../models/find-engine.js'
import type { EmbeddedChoice } from '../tuning/choice-facts.js'
import type { PlannedOptions } from '../tuning/plan.js'
import { hardwareFor, settingsFor } from '../tuning/settings-for.js'
import { writeTuned } from '../tuning/tuned.js'
import { createChooser } from './choose-engine.js'

const best = {
  ...{ slots: 1, imageTokens: 128, photos: 10, photosPerMinute: 20, secondsPerPhoto: 3, tokensPerSecond: 30 },
  ...{ validShare: 1, cachedShare: 0.9 },
}

let dataDir: string
let config: Config
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'choose-'))
  config = loadConfig({}, { dataDir, model: 'nano-vl', engine: 'embedded' })
})
afterEach(() => rm(dataDir, { recursive: true }))

const settingsNow = async () => {
  const found = await createChooser(() => config, createLog('test', 'silent')).look()
  return found.kind === 'engine' ? found.settings : found
}

it('says that it runs as measured only where the measurement holds for the plan', async () => {
  const choice = (await findEngine(config)) as EmbeddedChoice
  const hardware = await hardwareFor(choice)
  const { settings } = await settingsFor(choice, hardware)
  const planned = settings as PlannedOptions
  const keep = (each: PlannedOptions) =>
    writeTuned(dataFolder(dataDir).models, { choice, hardware }, { best, rows: [best], planned: each })
  const { imageMaxTokens, gpuLayers } = planned
  expect(await settingsNow()).toMatchObject({ imageMaxTokens, gpuLayers, tuned: false })

  await keep({ ...planned, gpuLayers: gpuLayers + 7 })
  expect(await settingsNow(), 'measured with other layers on the card').toMatchObject({ imageMaxTokens, tuned: false })

  await keep(planned)
  expect(await settingsNow()).toEqual({ slots: 1, imageMaxTokens: 128, gpuLayers, tuned: true })
})
