import { statSync } from 'node:fs'
import { planSlots } from '../engines/plan-slots.js'
import type { EngineChoice } from '../models/resolve.js'
import type { Hardware } from './hardware.js'
import type { PlannedOptions } from './plan.js'

export async function settingsFor(
  choice: Extract<EngineChoice, { kind: 'embedded' }>,
  hardware: Hardware,
): Promise<{ settings: PlannedOptions } | { refusal: string; hint: string }> {
  const slots = planSlots(
    { cores: hardware.cores, memoryBytes: hardware.memory.availableBytes, gpuLayers: 0 },
    { bytes: statSync(choice.modelPath).size, mmprojBytes: statSync(choice.mmprojPath).size },
  )
  return {
    settings: {
      slots,
      gpuLayers: 0,
      variant: 'default',
      devices: undefined,
      contextPerSlot: choice.contextPerSlot,
      imageMaxTokens: choice.imageMaxTokens,
      flashAttention: 'auto',
      cacheType: 'f16',
    },
  }
}
