import type { Config } from '#core/config'
import { dataFolder } from '#core/data-folder'
import type { EngineReport } from '#core/heartbeat'
import type { Log } from '#core/log'
import type { Metrics } from '#core/metrics/metrics'
import { findEngine } from '../models/find-engine.js'
import type { EmbeddedChoice } from '../tuning/choice-facts.js'
import type { Hardware } from '../tuning/hardware.js'
import type { PlannedOptions } from '../tuning/plan.js'
import { hardwareFor, type SettingsOrRefusal, settingsFor } from '../tuning/settings-for.js'
import { applyTuned, readTuned } from '../tuning/tuned.js'
import { createEngine } from './create.js'
import type { EngineRecipe } from './on-demand.js'

export type Found =
  | { kind: 'waiting'; reason: string; hint: string }
  | {
      kind: 'engine'
      recipe: EngineRecipe
      settings: EngineReport['settings']
      /** the same for the same engine with the same settings */
      key: string
    }

/**
 * Decides which engine looks at the photos and how it runs: asked again and again, because owners change their minds.
 * @param holding what holds at the moment of each look
 */
export function createChooser(
  holding: () => Promise<Config> | Config,
  log: Log,
  metrics?: Metrics,
): { look(): Promise<Found> } {
  let planned: { key: string; hardware: Hardware; plan: SettingsOrRefusal } | undefined

  /** A plan looks at the whole machine and reads the header of the model: once for each choice. */
  async function planFor(choice: EmbeddedChoice) {
    const key = JSON.stringify(choice)
    if (planned?.key === key) return planned
    const hardware = await hardwareFor(choice)
    planned = { key, hardware, plan: await settingsFor(choice, hardware, { engineRunning: planned !== undefined }) }
    return planned
  }

  return {
    async look() {
      const config = await holding()
      const modelsDir = dataFolder(config.dataDir).models
      const choice = await findEngine(config)
      if (choice.kind === 'waiting') return choice
      const slots = config.analyseConcurrency
      const common = { slots, timeoutMs: config.analyseTimeout * 1000, log, metrics }
      if (choice.kind === 'server') {
        const tuned = slots === 'auto' ? await readTuned(modelsDir, { choice, hardware: undefined }) : undefined
        const wanted = tuned?.best.slots ?? slots
        const start = () => createEngine(choice, { ...common, slots: wanted, apiKey: config.serverKey })
        const model = choice.model ?? ''
        const recipe = { kind: choice.kind, model, slots: wanted === 'auto' ? choice.urls.length : wanted, start }
        return { kind: 'engine', recipe, settings: undefined, key: JSON.stringify([choice, wanted, config.serverKey]) }
      }
      const { plan, hardware } = await planFor(choice)
      if (plan.refusal !== undefined) return { kind: 'waiting', reason: plan.refusal, hint: plan.hint }
      const kept = await readTuned(modelsDir, { choice, hardware })
      const tuned = kept && applyTuned(plan.settings, kept)
      const settings = tuned ?? plan.settings
      const start = () => createEngine(choice, { ...common, settings })
      const atOnce = slots === 'auto' ? settings.slots : slots
      return {
        kind: 'engine',
        recipe: { kind: choice.kind, model: choice.name, slots: atOnce, start },
        settings: shown(settings, atOnce, tuned !== undefined),
        key: JSON.stringify([choice, settings, slots]),
      }
    },
  }
}

function shown({ imageMaxTokens, gpuLayers }: PlannedOptions, slots: number, tuned: boolean) {
  return { slots, imageMaxTokens, gpuLayers, tuned }
}
