import path from 'node:path'
import { createLog } from '#core/log'
import { projectRoot } from '#core/project-root'
import { createEngine } from '#vision/engines/create'
import type { LoadOptions } from '#vision/engines/embedded/protocol'
import type { VisionEngine } from '#vision/engines/engine'
import { withSetting } from '#vision/tuning/measure-settings'
import { onProcessor, type PlannedOptions } from '#vision/tuning/plan'
import type { EngineBenchOptions } from './options.js'
import type { RandomModel } from './random-model.js'

/** A model to measure, and how it is loaded. */
export interface BenchModel extends RandomModel {
  name: string
  planned: PlannedOptions
  /** image tokens to compare, ascending; the others are measured with the largest */
  budgets: number[]
}

export function nanoModel(options: EngineBenchOptions): BenchModel {
  const folder = path.join(projectRoot, 'models', 'nano-vl')
  const files = {
    modelPath: path.join(folder, 'nano-vl.gguf'),
    mmprojPath: path.join(folder, 'nano-vl-mmproj.gguf'),
  }
  return { name: 'nano-vl', ...files, planned: placed(256, options), budgets: [64, 128, 256] }
}

export function fullSizeModel(name: string, files: RandomModel, options: EngineBenchOptions): BenchModel {
  return { name, ...files, planned: placed(768, options), budgets: [256, 512, 768] }
}

function placed(imageMaxTokens: number, { variant, gpuLayers }: EngineBenchOptions): PlannedOptions {
  return { ...onProcessor(imageMaxTokens), slots: 1, variant, gpuLayers }
}

/** Albumen's own engine. */
export function engineOf(model: BenchModel, slots: number, imageTokens: number): VisionEngine {
  const { name, modelPath, mmprojPath, planned } = model
  const choice = { kind: 'embedded' as const, name, modelPath, mmprojPath, imageMaxTokens: imageTokens }
  const settings = withSetting(planned, { slots, imageTokens })
  return createEngine(choice, { slots, settings, timeoutMs: 3_600_000, log: createLog('bench', 'silent') })
}

/** The same for the bare binding. */
export function loadOf({ modelPath, mmprojPath, planned }: BenchModel, imageTokens: number): LoadOptions {
  return { modelPath, mmprojPath, ...withSetting(planned, { slots: 1, imageTokens }) }
}
