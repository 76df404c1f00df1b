import { parseArgs } from 'node:util'
import type { LibVariant } from '@fugood/llama.node'
import { SHAPES, type Size } from './shapes.js'

export interface EngineBenchOptions {
  variant: LibVariant
  gpuLayers: number
  /** the full-size model with random weights */
  size: Size | 'none'
  /** photos for each figure, where they take seconds */
  photos: number
  slots: number[]
  /** rounds of the comparison with the bare binding */
  rounds: number
}

/** @throws Error naming the flag, what it expects and what it got */
export function engineBenchOptions(args: string[]): EngineBenchOptions {
  const text = { type: 'string' as const }
  const { values } = parseArgs({
    args,
    options: { variant: text, 'gpu-layers': text, size: text, photos: text, slots: text, rounds: text },
  })
  const gpuLayers = whole('gpu-layers', values['gpu-layers'] ?? '0', 0)
  const variant = values.variant ?? (gpuLayers > 0 ? 'vulkan' : 'default')
  if (variant !== 'default' && variant !== 'vulkan' && variant !== 'cuda')
    throw new Error(`--variant: expected default, vulkan or cuda, got ${variant}`)
  const size = values.size ?? (gpuLayers > 0 ? '8b' : '2b')
  if (size !== 'none' && !(size in SHAPES))
    throw new Error(`--size: expected none, ${Object.keys(SHAPES).join(', ')}, got ${size}`)
  return {
    variant,
    gpuLayers,
    size: size as Size | 'none',
    photos: whole('photos', values.photos ?? '8', 1),
    slots: (values.slots ?? '1,2,4').split(',').map((each) => whole('slots', each, 1)),
    rounds: whole('rounds', values.rounds ?? '3', 1),
  }
}

function whole(flag: string, text: string, least: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < least)
    throw new Error(`--${flag}: expected a number from ${least}, got ${text}`)
  return value
}
