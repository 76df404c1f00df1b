import { type CatalogModel, catalogModel } from './catalog.js'

export interface Recommendation {
  model: CatalogModel
  /** a sentence for people */
  reason: string
}

/** By memory alone, in GB as it is sold; a machine reports a little less than that. The system and the rest need some too. */
const STEPS = [
  { below: 6, name: 'qwen3-vl-2b-q4_k_m' },
  { below: 12, name: 'qwen3-vl-4b-q4_k_m' },
  { below: Number.POSITIVE_INFINITY, name: 'qwen3-vl-8b-q4_k_m' },
]

/** The model for a machine (or container) with this much memory. */
export function recommendModel(memoryBytes: number): Recommendation {
  const gigabytes = memoryBytes / 1e9
  const step = STEPS.find(({ below }) => gigabytes < below)
  const model = step && catalogModel(step.name)
  if (!model) throw new Error(`expected an amount of memory in bytes, got ${memoryBytes}`)
  const needs = (model.memoryBytes / 1e9).toFixed(1)
  const limit =
    step.below === Number.POSITIVE_INFINITY ? '' : `, and the next larger one wants ${step.below} GB or more`
  return {
    model,
    reason: `This machine has ${gigabytes.toFixed(1)} GB of memory: ${model.name} needs about ${needs} GB of it${limit}.`,
  }
}
