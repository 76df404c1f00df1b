import type { Config } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { FatalError } from '#core/errors'
import { createLog } from '#core/log'
import { createEngine, type UsableChoice } from '../engines/create.js'
import type { Hardware } from './hardware.js'
import { type Measured, type Measuring, measure } from './measure.js'
import type { Grid } from './measure-grid.js'
import { pictureSource } from './measure-pictures.js'
import { gridFor, withSetting } from './measure-settings.js'
import type { PlannedOptions } from './plan.js'
import { hardwareFor, settingsFor } from './settings-for.js'
import { writeTuned } from './tuned.js'

export interface Outcome {
  choice: UsableChoice
  /** undefined for a server */
  machine: Machine | undefined
  measured: Measured
}

interface Machine {
  hardware: Hardware
  planned: PlannedOptions
}

export interface MeasuringChoice extends Pick<Measuring, 'minutes' | 'signal' | 'onProgress' | 'onRow'> {
  config: Config
  /** leaves out of the grid what its owner does not want measured */
  narrow?: (grid: Grid) => Grid
}

/** Enough to see the usual and the unusual; more would only take longer. */
export const MEASURED_PHOTOS = 10
/** Below this many seconds for a setting, chance decides. */
const SECONDS_EACH = 10

/**
 * Measures the settings that make sense for a model on this machine, or for a server.
 * @throws FatalError when the model cannot run here; the message says what can
 */
export async function measureChoice(
  choice: UsableChoice,
  pictures: Buffer[],
  { config, narrow = (grid) => grid, minutes, signal, onProgress, onRow }: MeasuringChoice,
): Promise<Outcome> {
  const machine = choice.kind === 'embedded' ? await machineFor(choice) : undefined
  const planned = machine?.planned
  const engine = {
    log: createLog('tune', 'silent'),
    timeoutMs: config.analyseTimeout * 1000,
    apiKey: config.serverKey,
  }
  const measured = await measure({
    grid: narrow(gridFor(choice, planned)),
    engineFor: (setting) =>
      createEngine(choice, { ...engine, slots: setting.slots, settings: planned && withSetting(planned, setting) }),
    nextPicture: pictureSource(pictures),
    ...{ language: config.language ?? 'en', photos: MEASURED_PHOTOS, secondsEach: SECONDS_EACH },
    ...{ minutes, signal, onProgress, onRow },
  })
  return { choice, machine, measured }
}

/**
 * Keeps the best for the daemon, which follows it by itself. Half a measurement is none: what was not tried for want of
 * time may be the best.
 * @returns the file in which it is kept
 */
export async function keepMeasured(
  { choice, machine, measured: { best, rows, untried } }: Outcome,
  { dataDir }: Pick<Config, 'dataDir'>,
): Promise<string | undefined> {
  if (!best || untried.length > 0) return undefined
  const about = { choice, hardware: machine?.hardware }
  return await writeTuned(dataFolder(dataDir).models, about, { best, rows, planned: machine?.planned })
}

async function machineFor(choice: Extract<UsableChoice, { kind: 'embedded' }>): Promise<Machine> {
  const hardware = await hardwareFor(choice)
  const found = await settingsFor(choice, hardware)
  if (!found.settings) throw new FatalError(`${found.refusal} ${found.hint}`)
  return { hardware, planned: found.settings }
}
