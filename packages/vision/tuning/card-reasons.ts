import { say } from '#core/sentences/say'
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
    say('plan_fits_card', {
      ...{ layers: gpuLayers, model: model.name, card: gpu.name },
      ...{ used: gigabytes(memoryBytes), total: gigabytes(gpu.totalBytes) },
    }),
  ]
  if (!wishes.model) reasons.push(quantizationReason(model, usable, bandwidth))
  reasons.push(slots > 1 ? say('plan_together', { slots }) : say('plan_alone'))
  if (cacheType === 'q8_0') {
    reasons.push(say('plan_cache'))
  }
  if (gpu.variant === 'vulkan' && /nvidia/i.test(gpu.name)) {
    reasons.push(say('plan_vulkan'))
  }
  if (gpu.freeBytes !== undefined && !wishes.engineRunning && gpu.totalBytes - gpu.freeBytes > 1.5e9) {
    reasons.push(say('plan_card_shared', { used: gigabytes(gpu.totalBytes - gpu.freeBytes) }))
  }
  if (!bandwidth) reasons.push(say('plan_speed_unknown'))
  for (const other of others) {
    reasons.push(say('plan_other_card', { card: other.name }))
  }
  return reasons
}

function quantizationReason(model: ModelFacts, usable: number, bandwidth: number | undefined): string {
  if (model.size !== '8B') {
    return say('plan_8b_too_large', { needed: gigabytes(smallest('8B')), usable: gigabytes(usable) })
  }
  if (model.quantization === 'Q5_K_S') {
    return say('plan_q5')
  }
  return bandwidth ? say('plan_q4_card') : say('plan_q4')
}

/** What more memory would give. */
export function cardNextStep(model: ModelFacts, usable: number, gpu: Gpu): string {
  if (model.size === '4B' || model.size === '2B') {
    const next = model.size === '4B' ? '8B' : '4B'
    return say('plan_next_size', { more: gigabytes(smallest(next) - usable), card: gpu.name, size: next })
  }
  const large = knownModel('30B-A3B', 'Q4_K_M')
  const missing = smallest('30B-A3B') - usable
  if (missing <= 0) return say('plan_large_fits', { model: large.name, needed: gigabytes(smallest('30B-A3B')) })
  return say(gpu.variant === 'default' ? 'plan_large_more_shared' : 'plan_large_more_card', {
    more: gigabytes(missing),
    model: large.name,
  })
}

/** Bytes that the usual quantization of a size needs at least, with one slot. */
function smallest(size: string): number {
  const contextPerSlot = contextFor(FULL_IMAGE_TOKENS)
  return bytesNeeded(knownModel(size, 'Q4_K_M'), { slots: 1, contextPerSlot, cacheType: 'f16' })
}
