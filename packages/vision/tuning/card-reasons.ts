import type { Gpu } from './gpus.js'
import { bytesNeeded, contextFor, FULL_IMAGE_TOKENS } from './memory-need.js'
import { knownModel, type ModelFacts } from './model-facts.js'
import type { Settings, Wishes } from './plan-types.js'
import { gigabytes } from './sentences.js'

export interface Circumstances {
  wishes: Wishes
  /** bytes of the card */
  usable: number
  /** GB/s, where it is known */
  bandwidth: number | undefined
  /** cards that are not used */
  others: Gpu[]
}

/** Why a model lies on a card as a whole, with so many slots. */
export function cardReasons(
  settings: Settings,
  model: ModelFacts,
  gpu: Gpu,
  { wishes, usable, bandwidth, others }: Circumstances,
): string[] {
  const { slots, cacheType, gpuLayers, memoryBytes } = settings
  const reasons = [
    `All ${gpuLayers} layers of ${model.name} fit on the ${gpu.name}: ${gigabytes(memoryBytes)} of ` +
      `${gigabytes(gpu.totalBytes)}, so that the processor has nothing to compute.`,
  ]
  if (!wishes.model) reasons.push(quantizationReason(model, usable, bandwidth))
  reasons.push(
    slots > 1
      ? `${slots} photos are looked at together, because the writing of their answers shares each pass over the model.`
      : 'One photo is looked at at a time, because the memory of a second is not there.',
  )
  if (cacheType === 'q8_0') {
    reasons.push('The cache keeps its numbers in 8 bits instead of 16, without which the model would not fit.')
  }
  if (gpu.variant === 'vulkan' && /nvidia/i.test(gpu.name)) {
    reasons.push(
      'It computes through Vulkan: the CUDA code that comes with Albumen is for the RTX 40 series only. ' +
        "llama.cpp's own server with CUDA can be faster.",
    )
  }
  if (gpu.freeBytes !== undefined && !wishes.engineRunning && gpu.totalBytes - gpu.freeBytes > 1.5e9) {
    reasons.push(`Other programs hold ${gigabytes(gpu.totalBytes - gpu.freeBytes)} of the card; that is left to them.`)
  }
  if (!bandwidth) reasons.push('The speed of this card is not known here, so the estimate is wide.')
  for (const other of others) {
    reasons.push(
      `The ${other.name} stays free: one card holds the whole model, and shared between two it would run at the ` +
        "slower one's pace.",
    )
  }
  return reasons
}

function quantizationReason(model: ModelFacts, usable: number, bandwidth: number | undefined): string {
  if (model.size !== '8B') {
    return `The 8B model is better, but needs ${gigabytes(smallest('8B'))}, and ${gigabytes(usable)} of the card can be used.`
  }
  if (model.quantization === 'Q5_K_S') {
    return 'The card is fast enough to afford Q5_K_S, which is a little more exact than the usual Q4_K_M.'
  }
  return bandwidth
    ? 'Q4_K_M is the usual choice: Q5_K_S is hardly more exact and would take about a tenth longer on this card.'
    : 'Q4_K_M is the usual choice.'
}

/** What more memory would give. */
export function cardNextStep(model: ModelFacts, usable: number, gpu: Gpu): string {
  if (model.size === '4B' || model.size === '2B') {
    const next = model.size === '4B' ? '8B' : '4B'
    return `With ${gigabytes(smallest(next) - usable)} more on the ${gpu.name}, the ${next} model would fit, which sees more.`
  }
  const large = knownModel('30B-A3B', 'Q4_K_M')
  const missing = smallest('30B-A3B') - usable
  const kind = gpu.variant === 'default' ? 'memory for the graphics' : 'graphics memory'
  if (missing <= 0) {
    return (
      `${large.name} would fit too (${gigabytes(smallest('30B-A3B'))}): it knows more and computes with only 3B of its ` +
      `30B at a time. Try it with \`albumen models pull ${large.name}\`.`
    )
  }
  return (
    `With ${gigabytes(missing)} more ${kind}, ${large.name} would fit, which knows more and computes with only ` +
    '3B of its 30B at a time. Faster memory would make this model faster in proportion.'
  )
}

/** Bytes that the usual quantization of a size needs at least, with one slot. */
function smallest(size: string): number {
  const contextPerSlot = contextFor(FULL_IMAGE_TOKENS)
  return bytesNeeded(knownModel(size, 'Q4_K_M'), { slots: 1, contextPerSlot, cacheType: 'f16' })
}
