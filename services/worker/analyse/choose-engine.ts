import type { Config } from '#core/config'
import type { DataFolder } from '#core/data-folder'
import type { EngineReport } from '#core/heartbeat'
import type { Log } from '#core/log'
import { createEngine } from '#vision/engines/create'
import type { EngineRecipe } from '#vision/engines/on-demand'
import { findEngine } from '#vision/models/find-engine'
import type { EngineChoice } from '#vision/models/resolve'
import { type Hardware, probeHardware } from '#vision/tuning/hardware'
import type { PlannedOptions } from '#vision/tuning/plan'
import { settingsFor } from '#vision/tuning/settings-for'
import { applyTuned, readTuned } from '#vision/tuning/tuned'

export type Found =
  | { kind: 'waiting'; reason: string; hint: string }
  | {
      kind: 'engine'
      recipe: EngineRecipe
      settings: EngineReport['settings']
      /** the same for the same engine with the same settings */
      key: string
    }

/** Decides which engine looks at the photos and how it runs: asked again and again, because owners change their minds. */
export function createChooser(config: Config, folder: DataFolder, log: Log): { look(): Promise<Found> } {
  let machine: Promise<Hardware> | undefined
  let planned: { key: string; plan: Awaited<ReturnType<typeof settingsFor>> } | undefined

  /** A plan reads the whole header of the model: once for each. */
  async function planFor(choice: Extract<EngineChoice, { kind: 'embedded' }>, hardware: Hardware) {
    const key = JSON.stringify(choice)
    if (planned?.key !== key) planned = { key, plan: await settingsFor(choice, hardware) }
    return planned.plan
  }

  return {
    async look() {
      const choice = await findEngine(config)
      if (choice.kind === 'waiting') return choice
      const slots = config.analyseConcurrency
      const common = { slots, timeoutMs: config.analyseTimeout * 1000, log }
      if (choice.kind === 'server') {
        const start = () => createEngine(choice, { ...common, apiKey: config.serverKey })
        const model = choice.model ?? ''
        const recipe = { kind: choice.kind, model, slots: slots === 'auto' ? choice.urls.length : slots, start }
        return { kind: 'engine', recipe, settings: undefined, key: JSON.stringify(choice) }
      }
      machine ??= probeHardware()
      const hardware = await machine
      const plan = await planFor(choice, hardware)
      if ('refusal' in plan) return { kind: 'waiting', reason: plan.refusal, hint: plan.hint }
      const tuned = await readTuned(folder.models, { choice, hardware })
      const settings = tuned ? applyTuned(plan.settings, tuned) : plan.settings
      const start = () => createEngine(choice, { ...common, settings })
      const atOnce = slots === 'auto' ? settings.slots : slots
      return {
        kind: 'engine',
        recipe: { kind: choice.kind, model: choice.name, slots: atOnce, start },
        settings: shown(settings, atOnce, Boolean(tuned)),
        key: JSON.stringify([choice, settings, slots]),
      }
    },
  }
}

function shown({ imageMaxTokens, gpuLayers }: PlannedOptions, slots: number, tuned: boolean) {
  return { slots, imageMaxTokens, gpuLayers, tuned }
}
