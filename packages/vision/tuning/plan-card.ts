import { bandwidthOf, likelyBandwidth } from './bandwidth.js'
import type { Gpu } from './gpus.js'
import type { Hardware } from './hardware.js'
import { bytesNeeded, type CacheType, cacheBytes, contextFor, WORKING_BYTES } from './memory-need.js'
import { knownModel, type ModelFacts } from './model-facts.js'
import type { Plan, Settings, Wishes } from './plan-types.js'
import { gigabytes } from './sentences.js'
import { cardPower, oneThreadPower, type Power, processorPower, secondsAlone, secondsTogether } from './speed.js'

/** More gain little: the reading of the photos, which takes turns, becomes what counts. */
const MOST_SLOTS = 4
const IMAGE_TOKENS = 1024
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
export function cardsOf({ gpus, unifiedMemory }: Hardware): Gpu[] {
  return gpus.filter((gpu) => !gpu.integrated || unifiedMemory || bandwidthOf(gpu.name) !== undefined)
}

/** Bytes that may be used of a card: the desktop keeps a twentieth, half a gigabyte at least; others what they hold. */
export function usableBytes(gpu: Gpu, hardware: Hardware, wishes: Wishes): number {
  const own = gpu.totalBytes - Math.max(0.5e9, 0.05 * gpu.totalBytes)
  const free = wishes.engineRunning || gpu.freeBytes === undefined ? own : gpu.freeBytes - 0.2e9
  const shared = hardware.unifiedMemory ? hardware.memory.totalBytes - UNIFIED_RESERVE_BYTES : own
  return Math.max(0, Math.min(own, free, shared))
}

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
  const swift = (model: ModelFacts) => secondsAlone(model, IMAGE_TOKENS, power) < SWIFT_SECONDS
  const candidates = wishes.model
    ? [wishes.model]
    : SIZES.flatMap((size) => [knownModel(size, 'Q5_K_S'), knownModel(size, 'Q4_K_M')]).filter(
        (model) => model.quantization === 'Q4_K_M' || (bandwidth !== undefined && swift(model)),
      )
  for (const model of candidates) {
    for (const cacheType of ['f16', 'q8_0'] as const) {
      const slots = slotsThatFit(model, usable, cacheType)
      if (slots === 0) continue
      const settings = onCard(model, gpu, hardware, { slots, cacheType, power, gpuLayers: model.layers + 1 })
      return { settings, model, finish: () => whole(settings, model, gpu, { hardware, wishes, usable, bandwidth }) }
    }
  }
  return wishes.model && partly(wishes.model, gpu, hardware, usable, power)
}

function slotsThatFit(model: ModelFacts, usable: number, cacheType: CacheType): number {
  const contextPerSlot = contextFor(IMAGE_TOKENS)
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
  const contextPerSlot = contextFor(IMAGE_TOKENS)
  return {
    model: model.name,
    quantization: model.quantization,
    on: gpu.name,
    variant: gpu.variant,
    device: hardware.gpus.length > 1 ? gpu.device : undefined,
    gpuLayers,
    contextPerSlot,
    slots,
    imageMaxTokens: IMAGE_TOKENS,
    // llama.cpp keeps values in q8_0 only with flash attention; elsewhere it knows best whether the card can.
    flashAttention: cacheType === 'q8_0' ? 'on' : 'auto',
    cacheType,
    expectedSecondsPerPhoto: secondsTogether(model, IMAGE_TOKENS, power, slots),
    memoryBytes: bytesNeeded(model, { slots, contextPerSlot, cacheType }),
  }
}

interface Circumstances {
  hardware: Hardware
  wishes: Wishes
  usable: number
  bandwidth: number | undefined
}

function whole(settings: Settings, model: ModelFacts, gpu: Gpu, circumstances: Circumstances): Plan {
  const { hardware, wishes, usable, bandwidth } = circumstances
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
  const rest = cardsOf(hardware).filter((each) => each !== gpu)
  for (const other of rest) {
    reasons.push(
      `The ${other.name} stays free: one card holds the whole model, and shared between two it would run at the ` +
        "slower one's pace.",
    )
  }
  return { engine: 'embedded', ...settings, reasons, nextStep: nextStepFor(model, usable, gpu) }
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

function nextStepFor(model: ModelFacts, usable: number, gpu: Gpu): string {
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
  const contextPerSlot = contextFor(IMAGE_TOKENS)
  return bytesNeeded(knownModel(size, 'Q4_K_M'), { slots: 1, contextPerSlot, cacheType: 'f16' })
}

/** A model that was wished for and is too large for the card: as many layers as fit there. */
function partly(model: ModelFacts, gpu: Gpu, hardware: Hardware, usable: number, power: Power): Draft | undefined {
  const cache = cacheBytes(model, contextFor(IMAGE_TOKENS), 'f16')
  const perLayer = (model.bytes + cache) / (model.layers + 1)
  const gpuLayers = Math.floor((usable - model.mmprojBytes - WORKING_BYTES) / perLayer)
  const rest = 1 - gpuLayers / (model.layers + 1)
  if (gpuLayers < 1 || rest * model.bytes > hardware.memory.totalBytes - 1.5e9) return undefined
  const apple = hardware.unifiedMemory
  const slow = apple ? processorPower({ ...hardware, ...hardware.cpu, apple, bandwidth: undefined }) : oneThreadPower()
  const seconds = (1 - rest) * secondsAlone(model, IMAGE_TOKENS, power) + rest * secondsAlone(model, IMAGE_TOKENS, slow)
  const settings: Settings = {
    ...onCard(model, gpu, hardware, { slots: 1, cacheType: 'f16', power, gpuLayers }),
    expectedSecondsPerPhoto: { from: 0.5 * seconds, to: 2 * seconds },
  }
  const reasons = [
    `${model.name} does not fit on the ${gpu.name}: ${gigabytes(settings.memoryBytes)} are needed, ` +
      `${gigabytes(usable)} can be used. ${gpuLayers} of its ${model.layers + 1} layers are computed there.`,
  ]
  if (!apple) {
    reasons.push(
      'The other layers run on one thread of the processor, many times slower: a smaller model that fits wholly is ' +
        "far faster, and llama.cpp's own server (ALBUMEN_SERVER_URL) uses all cores.",
    )
  }
  const nextStep = `With ${gigabytes(settings.memoryBytes - usable)} more graphics memory, all of it would fit.`
  return { settings, model, finish: () => ({ engine: 'embedded', ...settings, reasons, nextStep }) }
}
