import { availableParallelism } from 'node:os'
import type { Log } from '#core/log'
import type { EngineChoice } from '../models/resolve.js'
import { createEmbeddedEngine } from './embedded/embedded-engine.js'
import type { VisionEngine } from './engine.js'
import { planSlots } from './plan-slots.js'
import { createServerEngine } from './server/server-engine.js'

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

/** Makes the engine that {@link resolveEngineChoice} chose. It begins to load at once; the owner closes it. */
export function createEngine(choice: Exclude<EngineChoice, { kind: 'waiting' }>, options: EngineOptions): VisionEngine {
  const { slots, timeoutMs, log, gpuLayers = 0, threads, apiKey } = options
  if (choice.kind === 'server') {
    return createServerEngine({
      url: choice.url,
      model: choice.model,
      slots: slots === 'auto' ? undefined : slots,
      apiKey,
      timeoutMs,
      log,
    })
  }
  const { modelPath, mmprojPath, name, contextPerSlot, imageMaxTokens } = choice
  return createEmbeddedEngine({
    name,
    modelPath,
    mmprojPath,
    contextPerSlot,
    imageMaxTokens,
    slots: slots === 'auto' ? planSlots({ cores: availableParallelism(), gpuLayers }) : slots,
    gpuLayers,
    variant: options.variant ?? (gpuLayers > 0 ? 'vulkan' : 'default'),
    threads,
    timeoutMs,
    log,
  })
}
