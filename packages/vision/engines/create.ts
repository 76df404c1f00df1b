import type { Log } from '#core/log'
import type { Metrics } from '#core/metrics/metrics'
import type { EngineChoice } from '../models/resolve.js'
import type { EmbeddedChoice } from '../tuning/choice-facts.js'
import { onProcessor, type PlannedOptions } from '../tuning/plan.js'
import { crewOf } from './embedded/crew.js'
import { createEmbeddedEngine } from './embedded/embedded-engine.js'
import type { VisionEngine } from './engine.js'
import { poolEngines } from './pool.js'
import { createServers } from './servers.js'

export interface EngineOptions {
  /** photos at once; `auto` is what was planned, or what the server tells */
  slots: number | 'auto'
  /** longest time for one photo */
  timeoutMs: number
  log: Log
  metrics?: Metrics | undefined
  /** what was planned for the model on this machine, embedded only; without it one process computes on the processor */
  settings?: PlannedOptions | undefined
  /** bearer token, server only */
  apiKey?: string | undefined
}

export type UsableChoice = Exclude<EngineChoice, { kind: 'waiting' }>

/** Makes the engine that {@link resolveEngineChoice} chose. It begins to load at once; the owner closes it. */
export function createEngine(choice: UsableChoice, options: EngineOptions): VisionEngine {
  if (choice.kind === 'embedded') return embeddedEngine(choice, options)
  const { slots, timeoutMs, log, apiKey } = options
  return createServers(choice.urls, {
    ...{ model: choice.model, slots: slots === 'auto' ? undefined : slots, apiKey, timeoutMs, log },
  })
}

/** On a GPU one process with so many slots, on a CPU so many processes; plan-slots.ts says why. */
function embeddedEngine(choice: EmbeddedChoice, options: EngineOptions): VisionEngine {
  const { timeoutMs, log, metrics, settings = { slots: 1, ...onProcessor(choice.imageMaxTokens) } } = options
  const { modelPath, mmprojPath, name } = choice
  const atOnce = options.slots === 'auto' ? settings.slots : options.slots
  const load = { name, modelPath, mmprojPath, timeoutMs, log, metrics, ...settings }
  if (settings.gpuLayers > 0 || atOnce === 1) return createEmbeddedEngine({ ...load, slots: atOnce })
  const crew = crewOf(atOnce)
  const engine = () => createEmbeddedEngine({ ...load, slots: 1, crew })
  return poolEngines([engine(), ...Array.from({ length: atOnce - 1 }, engine)])
}
