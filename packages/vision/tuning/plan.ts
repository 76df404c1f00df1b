import type { LibVariant } from '@fugood/llama.node'
import type { Hardware } from './hardware.js'
import { type CacheType, contextFor } from './memory-need.js'
import { planCard } from './plan-card.js'
import { planProcessor } from './plan-processor.js'
import type { Plan, Rescue, Wishes } from './plan-types.js'

/**
 * Model and settings for a machine, from its facts alone: nothing is measured or read. A model wholly on a graphics
 * card comes first; without one, a server that computes better than the embedded engine can.
 */
export function plan(hardware: Hardware, wishes: Wishes = {}): Plan {
  return planCard(hardware, wishes) ?? planProcessor(hardware, wishes)
}

/** What a plan says about the embedded engine. */
export interface PlannedOptions {
  slots: number
  gpuLayers: number
  variant: LibVariant
  /** llama.cpp's names of the devices to use; undefined leaves it the choice */
  devices: string[] | undefined
  contextPerSlot: number
  imageMaxTokens: number
  flashAttention: 'auto' | 'on'
  cacheType: CacheType
  /** undefined where the model is not known well enough */
  rescue?: Rescue | undefined
}

/**
 * The embedded engine's options: the plan itself, or where it advises a server, what does until there is one. Undefined
 * where no model fits on this machine.
 */
export function engineOptionsFrom(plan: Plan): PlannedOptions | undefined {
  const settings = plan.engine === 'embedded' ? plan : plan.meanwhile
  if (!settings) return undefined
  const { slots, gpuLayers, variant, device, contextPerSlot, imageMaxTokens, flashAttention, cacheType } = settings
  const devices = device ? [device] : undefined
  return { slots, gpuLayers, variant, devices, contextPerSlot, imageMaxTokens, flashAttention, cacheType }
}

/** The plainest options, without a card and without a plan. */
export function onProcessor(imageMaxTokens: number): Omit<PlannedOptions, 'slots'> {
  return {
    gpuLayers: 0,
    variant: 'default',
    devices: undefined,
    contextPerSlot: contextFor(imageMaxTokens),
    imageMaxTokens,
    flashAttention: 'auto',
    cacheType: 'f16',
  }
}
