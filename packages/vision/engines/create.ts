import { statSync } from 'node:fs'
import { availableParallelism, freemem } from 'node:os'
import type { Log } from '#core/log'
import type { EngineChoice } from '../models/resolve.js'
import { createEmbeddedEngine } from './embedded/embedded-engine.js'
import type { VisionEngine } from './engine.js'
import { planSlots } from './plan-slots.js'
import { poolEngines } from './pool.js'
import { createServers } from './servers.js'

export interface EngineOptions {
  /** photos at once; `auto` is chosen for the hardware, or taken from the server where it tells */
  slots: number | 'auto'
  /** longest time for one photo */
  timeoutMs: number
  log: Log
  /** layers on the GPU, embedded only; default 0 */
  gpuLayers?: number | undefined
  /** build of llama.cpp, embedded only; default `vulkan` when layers go to a GPU */
  variant?: 'default' | 'vulkan' | 'cuda' | undefined
  threads?: number | undefined
  /** bearer token, server only */
  apiKey?: string | undefined
}

type UsableChoice = Exclude<EngineChoice, { kind: 'waiting' }>

/** Makes the engine that {@link resolveEngineChoice} chose. It begins to load at once; the owner closes it. */
export function createEngine(choice: UsableChoice, options: EngineOptions): VisionEngine {
  if (choice.kind === 'embedded') return embeddedEngine(choice, options)
  const { slots, timeoutMs, log, apiKey } = options
  return createServers(choice.urls, {
    ...{ model: choice.model, slots: slots === 'auto' ? undefined : slots, apiKey, timeoutMs, log },
  })
}

/** On a GPU one process with so many slots, on a CPU so many processes; {@link planSlots} says why. */
function embeddedEngine(choice: Extract<UsableChoice, { kind: 'embedded' }>, options: EngineOptions): VisionEngine {
  const { timeoutMs, log, threads, gpuLayers = 0, variant = gpuLayers > 0 ? 'vulkan' : 'default' } = options
  const { modelPath, mmprojPath, name, contextPerSlot, imageMaxTokens } = choice
  const hardware = { cores: availableParallelism(), memoryBytes: freemem(), gpuLayers }
  const atOnce =
    options.slots === 'auto'
      ? planSlots(hardware, { bytes: sizeOf(modelPath), mmprojBytes: sizeOf(mmprojPath) })
      : options.slots
  const engine = (slots: number) =>
    createEmbeddedEngine({
      ...{ name, modelPath, mmprojPath, contextPerSlot, imageMaxTokens },
      ...{ slots, gpuLayers, variant, threads, timeoutMs, log },
    })
  if (gpuLayers > 0 || atOnce === 1) return engine(atOnce)
  return poolEngines([engine(1), ...Array.from({ length: atOnce - 1 }, () => engine(1))])
}

/** A file that has gone meanwhile is reported by the engine that cannot load it. */
function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
