import { say } from '#core/sentences/say'
import { bandwidthOf, likelyBandwidth } from './bandwidth.js'
import { cardNextStep, cardReasons } from './card-reasons.js'
import type { Gpu } from './gpus.js'
import type { Hardware } from './hardware.js'
import {
  bytesNeeded,
  type CacheType,
  cacheBytes,
  cacheTypesOf,
  contextFor,
  FULL_IMAGE_TOKENS,
  WORKING_BYTES,
} from './memory-need.js'
import { knownModel, type ModelFacts } from './model-facts.js'
import type { Plan, Settings, Wishes } from './plan-types.js'
import { gigabytes } from './sentences.js'
import { cardPower, oneThreadPower, type Power, processorPower, secondsAlone, secondsTogether } from './speed.js'

/** More gain little: the reading of the photos, which takes turns, becomes what counts. */
const MOST_SLOTS = 4
/** Where a photo takes no longer than this anyway, the more exact quantization is worth its time. */
const SWIFT_SECONDS = 3
/** macOS and everything else on a machine whose memory the graphics share. */
const UNIFIED_RESERVE_BYTES = 4e9

/**
 * The best plan with all layers of a model on one card, or undefined where no card can hold any. A model is not divided
 * between card and processor unless it was wished for, because the processor's part would run on one slow thread.
 */
export function planCard(hardware: Hardware, wishes: Wishes): Plan | undefined {
  const plans = cardsOf(hardware).flatMap((gpu) => planOn(gpu, hardware, wishes) ?? [])
  return plans
    .sort(
      (a, b) => rank(a) - rank(b) || a.settings.expectedSecondsPerPhoto.to - b.settings.expectedSecondsPerPhoto.to,
    )[0]
    ?.finish()
}

/** Integrated graphics only where they are known to be worth it. */
function cardsOf({ gpus, unifiedMemory }: Hardware): Gpu[] {
  return gpus.filter((gpu) => !gpu.integrated || unifiedMemory || bandwidthOf(gpu.name) !== undefined)
}

/** Bytes that may be used of a card: the desktop keeps a twentieth, half a gigabyte at least; others what they hold. */
function usableBytes(gpu: Gpu, hardware: Hardware, wishes: Wishes): number {
  const own = gpu.totalBytes - Math.max(0.5e9, 0.05 * gpu.totalBytes)
  const free = wishes.engineRunning || gpu.freeBytes === undefined ? own : gpu.freeBytes - 0.2e9
  const shared = hardware.unifiedMemory ? hardware.memory.totalBytes - UNIFIED_RESERVE_BYTES : own
  return Math.max(0, Math.min(own, free, shared))
}

const others = (gpu: Gpu, hardware: Hardware) => cardsOf(hardware).filter((each) => each !== gpu)

interface Draft {
  settings: Settings
  model: ModelFacts
  finish(): Plan
}

const SIZES = ['8B', '4B', '2B']
const rank = ({ model }: Draft) => SIZES.indexOf(model.size)

function planOn(gpu: Gpu, hardware: Hardware, wishes: Wishes): Draft | undefined {
  const usable = usableBytes(gpu, hardware, wishes)
  const bandwidth = bandwidthOf(gpu.name) ?? (hardware.unifiedMemory ? bandwidthOf(hardware.cpuName) : undefined)
  const power = cardPower(bandwidth ? [bandwidth, bandwidth] : likelyBandwidth(gpu.totalBytes))
  const swift = (model: ModelFacts) => secondsAlone(model, FULL_IMAGE_TOKENS, power) < SWIFT_SECONDS
  const candidates = wishes.model
    ? [wishes.model]
    : SIZES.flatMap((size) => [knownModel(size, 'Q5_K_S'), knownModel(size, 'Q4_K_M')]).filter(
        (model) => model.quantization === 'Q4_K_M' || (bandwidth !== undefined && swift(model)),
      )
  for (const model of candidates) {
    for (const cacheType of cacheTypesOf(model)) {
      const slots = slotsThatFit(model, usable, cacheType)
      if (slots === 0) continue
      const settings = onCard(model, gpu, hardware, { slots, cacheType, power, gpuLayers: model.layers + 1 })
      return {
        settings,
        model,
        finish: () => ({
          engine: 'embedded',
          ...settings,
          reasons: cardReasons(settings, model, gpu, { wishes, usable, bandwidth, others: others(gpu, hardware) }),
          nextStep: cardNextStep(model, usable, gpu),
        }),
      }
    }
  }
  return wishes.model && partly(wishes.model, gpu, hardware, usable, power)
}

function slotsThatFit(model: ModelFacts, usable: number, cacheType: CacheType): number {
  const contextPerSlot = contextFor(FULL_IMAGE_TOKENS)
  for (let slots = MOST_SLOTS; slots > 0; slots--) {
    if (bytesNeeded(model, { slots, contextPerSlot, cacheType }) <= usable) return slots
  }
  return 0
}

function onCard(
  model: ModelFacts,
  gpu: Gpu,
  hardware: Hardware,
  found: { slots: number; cacheType: CacheType; power: Power; gpuLayers: number },
): Settings {
  const { slots, cacheType, power, gpuLayers } = found
  const contextPerSlot = contextFor(FULL_IMAGE_TOKENS)
  return {
    model: model.name,
    quantization: model.quantization,
    on: gpu.name,
    variant: gpu.variant,
    device: hardware.gpus.length > 1 ? gpu.device : undefined,
    gpuLayers,
    contextPerSlot,
    slots,
    imageMaxTokens: FULL_IMAGE_TOKENS,
    // llama.cpp keeps values in q8_0 only with flash attention; elsewhere it knows best whether the card can.
    flashAttention: cacheType === 'q8_0' ? 'on' : 'auto',
    cacheType,
    expectedSecondsPerPhoto: secondsTogether(model, FULL_IMAGE_TOKENS, power, slots),
    memoryBytes: bytesNeeded(model, { slots, contextPerSlot, cacheType }),
  }
}

/** A model that was wished for and is too large for the card: as many layers as fit there. */
function partly(model: ModelFacts, gpu: Gpu, hardware: Hardware, usable: number, power: Power): Draft | undefined {
  const cache = cacheBytes(model, contextFor(FULL_IMAGE_TOKENS), 'f16')
  const perLayer = (model.bytes + cache) / (model.layers + 1)
  const gpuLayers = Math.floor((usable - model.mmprojBytes - WORKING_BYTES) / perLayer)
  const rest = 1 - gpuLayers / (model.layers + 1)
  if (gpuLayers < 1 || rest * model.bytes > hardware.memory.totalBytes - 1.5e9) return undefined
  const apple = hardware.unifiedMemory
  const slow = apple ? processorPower({ ...hardware, ...hardware.cpu, apple, bandwidth: undefined }) : oneThreadPower()
  const seconds =
    (1 - rest) * secondsAlone(model, FULL_IMAGE_TOKENS, power) + rest * secondsAlone(model, FULL_IMAGE_TOKENS, slow)
  const settings: Settings = {
    ...onCard(model, gpu, hardware, { slots: 1, cacheType: 'f16', power, gpuLayers }),
    expectedSecondsPerPhoto: { from: 0.5 * seconds, to: 2 * seconds },
  }
  const reasons = [
    say('plan_partly', {
      ...{ model: model.name, card: gpu.name, needed: gigabytes(settings.memoryBytes), usable: gigabytes(usable) },
      ...{ layers: gpuLayers, all: model.layers + 1 },
    }),
  ]
  if (!apple) {
    reasons.push(say('plan_partly_slow'))
  }
  const nextStep = say('plan_all_would_fit', { more: gigabytes(settings.memoryBytes - usable) })
  return { settings, model, finish: () => ({ engine: 'embedded', ...settings, reasons, nextStep }) }
}
