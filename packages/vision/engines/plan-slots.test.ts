import { describe, expect, it } from 'vitest'
import { planSlots } from './plan-slots.js'

const GIB = 2 ** 30
const nano = { bytes: 4e6, mmprojBytes: 4e6 }
const qwen8b = { bytes: 5.03e9, mmprojBytes: 1.16e9 }

describe('planSlots', () => {
  it.each([
    ['a small model on two cores', { cores: 2, memoryBytes: 4 * GIB }, nano, 2],
    ['a small model on eight cores, one of them left free', { cores: 8, memoryBytes: 16 * GIB }, nano, 7],
    ['a small model on very many cores', { cores: 64, memoryBytes: 64 * GIB }, nano, 8],
    ['an 8B model in 8 GiB', { cores: 4, memoryBytes: 8 * GIB }, qwen8b, 1],
    ['an 8B model in 24 GiB', { cores: 8, memoryBytes: 24 * GIB }, qwen8b, 4],
    ['no memory at all', { cores: 8, memoryBytes: 0 }, qwen8b, 1],
  ])('for %s', (_, hardware, model, slots) => {
    expect(planSlots(hardware, model)).toBe(slots)
  })
})
