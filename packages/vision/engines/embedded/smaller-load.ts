import { say } from '#core/sentences/say'
import { contextFor } from '../../tuning/memory-need.js'
import type { LoadOptions } from './protocol.js'

/** Below this a photo is hardly recognised. */
const FEWEST_IMAGE_TOKENS = 256
/** With fewer layers than this the card is no longer worth the trouble. */
const FEWEST_LAYERS = 8

/**
 * The next smaller way to load a model after memory has run out, or undefined at the end. What costs least comes first:
 *
 * 1. half the slots: each answer is as good, only fewer at a time;
 * 2. context that no photo needs;
 * 3. a cache of 8 bits: nearly the same answers, a little slower, half the cache;
 * 4. smaller pictures, and with them less context: small print may be missed;
 * 5. a quarter of the layers moves to the processor, again and again: an estimated 3 seconds a photo for each layer of an 8B on
 *    the one thread of the Linux library, for 135 MB. The projector stays on the card to the last: it is as large as
 *    nine such layers, but on that one thread it takes minutes;
 * 6. the processor alone, with the build for it, so that the card's driver takes nothing either. Only where a photo is
 *    still done in minutes: else it would run out of time, and waiting for the card to be free loses no photo.
 */
export function smallerLoad(load: LoadOptions): LoadOptions | undefined {
  const { slots, contextPerSlot, cacheType, imageMaxTokens, gpuLayers, rescue } = load
  if (slots > 1) return { ...load, slots: Math.ceil(slots / 2) }
  if (contextPerSlot > contextFor(imageMaxTokens)) return { ...load, contextPerSlot: contextFor(imageMaxTokens) }
  if (cacheType === 'f16' && rescue?.eightBitCache) return { ...load, cacheType: 'q8_0', flashAttention: 'on' }
  if (imageMaxTokens > FEWEST_IMAGE_TOKENS) return withPictures(load, imageMaxTokens / 2)
  if (gpuLayers > FEWEST_LAYERS) return { ...load, gpuLayers: Math.floor(0.75 * gpuLayers) }
  if (gpuLayers > 0 && rescue?.processorAlone) return { ...load, gpuLayers: 0, variant: 'default', devices: undefined }
  return undefined
}

function withPictures(load: LoadOptions, tokens: number): LoadOptions {
  const imageMaxTokens = Math.max(FEWEST_IMAGE_TOKENS, Math.floor(tokens))
  return { ...load, imageMaxTokens, contextPerSlot: Math.min(load.contextPerSlot, contextFor(imageMaxTokens)) }
}

/** What was given up, for people: `1 photo at a time instead of 4, pictures of 512 tokens instead of 1024`. */
export function whatWasGivenUp(planned: LoadOptions, now: LoadOptions): string {
  const given: string[] = []
  if (now.slots < planned.slots) {
    const { slots } = now
    given.push(
      slots === 1
        ? say('given_photo', { planned: planned.slots })
        : say('given_photos', { slots, planned: planned.slots }),
    )
  }
  if (now.cacheType !== planned.cacheType) given.push(say('given_cache'))
  if (now.imageMaxTokens < planned.imageMaxTokens) {
    given.push(say('given_pictures', { tokens: now.imageMaxTokens, planned: planned.imageMaxTokens }))
  } else if (now.contextPerSlot < planned.contextPerSlot) given.push(say('given_context'))
  if (now.gpuLayers === 0 && planned.gpuLayers > 0) given.push(say('given_card'))
  else if (now.gpuLayers < planned.gpuLayers) {
    given.push(say('given_layers', { layers: now.gpuLayers, planned: planned.gpuLayers }))
  }
  return given.join(', ')
}
