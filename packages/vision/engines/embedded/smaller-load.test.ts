import { describe, expect, it } from 'vitest'
import { contextFor } from '../../tuning/memory-need.js'
import type { LoadOptions } from './protocol.js'
import { smallerLoad, whatWasGivenUp } from './smaller-load.js'

const onCard: LoadOptions = {
  modelPath: 'model.gguf',
  mmprojPath: 'mmproj.gguf',
  slots: 4,
  contextPerSlot: contextFor(1024),
  gpuLayers: 37,
  variant: 'vulkan',
  devices: ['Vulkan1'],
  imageMaxTokens: 1024,
  flashAttention: 'auto',
  cacheType: 'f16',
  rescue: { eightBitCache: true, processorAlone: false },
}
const onProcessor: LoadOptions = { ...onCard, slots: 1, gpuLayers: 0, variant: 'default', devices: undefined }

/** All plans from the first to the smallest. */
function descent(load: LoadOptions): LoadOptions[] {
  const smaller = smallerLoad(load)
  return smaller ? [load, ...descent(smaller)] : [load]
}

/** What each step changes. */
function steps(load: LoadOptions): Partial<LoadOptions>[] {
  const all = descent(load)
  return all.slice(1).map((after, index) => {
    const before = all[index]
    return Object.fromEntries(
      Object.entries(after).filter(([key, value]) => before?.[key as keyof LoadOptions] !== value),
    )
  })
}

describe('the next smaller load', () => {
  it('gives up first what costs least', () => {
    expect(steps(onCard)).toEqual([
      { slots: 2 },
      { slots: 1 },
      { cacheType: 'q8_0', flashAttention: 'on' },
      { imageMaxTokens: 512, contextPerSlot: contextFor(512) },
      { imageMaxTokens: 256, contextPerSlot: contextFor(256) },
      ...[27, 20, 15, 11, 8].map((gpuLayers) => ({ gpuLayers })),
    ])
  })

  it('leaves the card only where the processor alone is bearable, with the build for it', () => {
    const bearable = descent({ ...onCard, rescue: { eightBitCache: true, processorAlone: true } })
    expect(bearable.at(-1)).toMatchObject({ gpuLayers: 0, variant: 'default', devices: undefined, cacheType: 'q8_0' })
    expect(descent(onCard).at(-1)).toMatchObject({ gpuLayers: 8, variant: 'vulkan', devices: ['Vulkan1'] })
  })

  it('keeps the cache as it is where the model allows no other', () => {
    for (const rescue of [undefined, { eightBitCache: false, processorAlone: true }]) {
      expect(descent({ ...onCard, rescue }).every(({ cacheType }) => cacheType === 'f16')).toBe(true)
    }
  })

  it('gives up context that no photo needs before anything that one does', () => {
    expect(steps({ ...onProcessor, contextPerSlot: 32_768, imageMaxTokens: 256 })).toEqual([
      { contextPerSlot: contextFor(256) },
      { cacheType: 'q8_0', flashAttention: 'on' },
    ])
  })

  it('ends, and always with one slot', () => {
    for (let slots = 1; slots <= 16; slots++) {
      for (const gpuLayers of [0, 1, 9, 65]) {
        const all = descent({ ...onCard, slots, gpuLayers })
        expect(all.length).toBeLessThan(20)
        expect(all.at(-1)?.slots).toBe(1)
      }
    }
  })

  it('says what was given up', () => {
    const all = descent({ ...onCard, rescue: { eightBitCache: true, processorAlone: true } })
    expect(all.slice(1).map((now) => whatWasGivenUp(onCard, now))).toEqual([
      '2 photos at a time instead of 4',
      '1 photo at a time instead of 4',
      '1 photo at a time instead of 4, a cache of 8 bits',
      '1 photo at a time instead of 4, a cache of 8 bits, pictures of 512 tokens instead of 1024',
      ...[37, 27, 20, 15, 11, 8].map(
        (layers) =>
          '1 photo at a time instead of 4, a cache of 8 bits, pictures of 256 tokens instead of 1024' +
          (layers < 37 ? `, ${layers} layers on the card instead of 37` : ''),
      ),
      '1 photo at a time instead of 4, a cache of 8 bits, pictures of 256 tokens instead of 1024, ' +
        'the processor instead of the card',
    ])
  })
})
