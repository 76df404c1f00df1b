import type { Config } from '#core/config'
import { FatalError } from '#core/errors'
import { createLog } from '#core/log'
import { createEngine, type UsableChoice } from '#vision/engines/create'
import type { Hardware } from '#vision/tuning/hardware'
import { type Measured, measure } from '#vision/tuning/measure'
import { pictureSource } from '#vision/tuning/measure-pictures'
import { gridFor, withSetting } from '#vision/tuning/measure-settings'
import type { PlannedOptions } from '#vision/tuning/plan'
import { hardwareFor, settingsFor } from '#vision/tuning/settings-for'
import { PHOTOS } from './photos.js'
import { progressLine } from './progress-line.js'
import { narrowed, type TuneWishes } from './wishes.js'

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

/** Below this many seconds for a setting, chance decides. */
const SECONDS_EACH = 10

/**
 * Measures the settings that make sense for a model on this machine, or for a server.
 * @throws FatalError when the model cannot run here; the message says what can
 */
export async function measureHere(
  choice: UsableChoice,
  pictures: Buffer[],
  { config, wishes, signal }: { config: Config; wishes: TuneWishes; signal: AbortSignal },
): Promise<Outcome> {
  const machine = choice.kind === 'embedded' ? await machineFor(choice) : undefined
  const planned = machine?.planned
  const engine = {
    log: createLog('tune', 'silent'),
    timeoutMs: config.analyseTimeout * 1000,
    apiKey: config.serverKey,
  }
  const line = progressLine(process.stderr)
  try {
    const measured = await measure({
      grid: narrowed(gridFor(choice, planned), wishes),
      engineFor: (setting) =>
        createEngine(choice, { ...engine, slots: setting.slots, settings: planned && withSetting(planned, setting) }),
      nextPicture: pictureSource(pictures),
      ...{ language: config.language, photos: PHOTOS, secondsEach: SECONDS_EACH, minutes: wishes.minutes, signal },
      onProgress: line.show,
    })
    return { choice, machine, measured }
  } finally {
    line.end()
  }
}

async function machineFor(choice: Extract<UsableChoice, { kind: 'embedded' }>): Promise<Machine> {
  const hardware = await hardwareFor(choice)
  const found = await settingsFor(choice, hardware)
  if (!found.settings) throw new FatalError(`${found.refusal} ${found.hint}`)
  return { hardware, planned: found.settings }
}
