import type { ModelFacts } from './model-facts.js'

/** Seconds for one photo, as a range: nobody knows better before it has been measured. */
export interface Seconds {
  from: number
  to: number
}

/** What computes, in operations and bytes a second. */
export interface Power {
  flops: number
  bytesPerSecond: number
  /** the estimate is multiplied by these two */
  range: [low: number, high: number]
}

/** An answer of the schema is 100 to 200 tokens in English. */
const ANSWER_TOKENS = 150
/** A photo of 4:3 with a short side of 768 px; more only for wide ones. */
const USUAL_IMAGE_TOKENS = 768
/** Tokens behind the photo, read anew each time; those before it come from the cache. */
const TAIL_TOKENS = 32
/** Each image token covers 2 × 2 patches. */
const PATCHES = 4

/**
 * Operations to read one photo: two for each weight and token in the language model, two for each weight and patch in
 * the projector, and the projector's attention of every patch to every other.
 */
function readingFlops(model: ModelFacts, imageMaxTokens: number): number {
  const tokens = Math.min(imageMaxTokens, USUAL_IMAGE_TOKENS)
  const patches = tokens * PATCHES
  const { parameters, layers, width } = model.vision
  return (
    2 * (tokens + TAIL_TOKENS) * model.activeParameters + 2 * patches * parameters + 4 * patches ** 2 * width * layers
  )
}

/**
 * Seconds for one photo alone: reading it takes as long as computing does; writing the answer takes for each token as
 * long as reading the weights from memory does, or computing with them where that is slower.
 */
export function secondsAlone(model: ModelFacts, imageMaxTokens: number, power: Power): number {
  const reading = readingFlops(model, imageMaxTokens) / power.flops
  const perToken = Math.max(
    (model.bytes * model.activeShare) / power.bytesPerSecond,
    (2 * model.activeParameters) / power.flops,
  )
  return reading + ANSWER_TOKENS * perToken
}

/**
 * Seconds for a photo when several are looked at together: at best the passes over the weights are shared, at worst
 * nothing is gained.
 */
export function secondsTogether(model: ModelFacts, imageMaxTokens: number, power: Power, slots: number): Seconds {
  const alone = secondsAlone(model, imageMaxTokens, power)
  const reading = readingFlops(model, imageMaxTokens) / power.flops
  return { from: power.range[0] * (reading + (alone - reading) / slots), to: power.range[1] * alone }
}

/**
 * A card from its memory bandwidth in GB/s. 60 % of it is reached when reading weights. Computing is taken as 30
 * operations a byte of bandwidth: with these two, every published figure for Qwen3-VL lies within 0.7 to 1.5 times the
 * estimate (T4 8B 5.98 s and 4B 3.55 s, M4 Pro 5.2 s, RTX 3090 about 3 s, RTX 3060 about 6 s).
 */
export function cardPower(bandwidth: [from: number, to: number]): Power {
  const middle = Math.sqrt(bandwidth[0] * bandwidth[1])
  const bytesPerSecond = 0.6 * middle * 1e9
  const range: Power['range'] = [(0.7 * middle) / bandwidth[1], (1.5 * middle) / bandwidth[0]]
  return { flops: 30 * middle * 1e9, bytesPerSecond, range }
}

export interface Processor {
  cores: number
  architecture: string
  apple: boolean
  avx: boolean
  avx2: boolean
  /** GB/s where it is known */
  bandwidth: number | undefined
}

/**
 * A processor with a llama.cpp that was built for it, such as llama.cpp's own server. Operations a second and core are
 * derived from published runs of llama-bench: Ryzen 7950X (AVX2 and more) 123 tokens/s with an 8B on 16 cores of two
 * threads, i5-6500 (AVX2) 14 with a 7B on 4 cores, M2 Max 73 with an 8B on 8, an 8-core Arm board 72 with a 3B.
 * Those without AVX are an estimate.
 */
export function processorPower(processor: Processor): Power {
  const { cores, architecture, apple, avx, avx2 } = processor
  const perCore = apple ? 150e9 : architecture === 'arm64' ? 40e9 : avx2 ? 60e9 : avx ? 25e9 : 8e9
  const likely = cores >= 8 ? 45 : cores >= 4 && avx2 ? 30 : 15
  return {
    flops: cores * perCore,
    bytesPerSecond: 0.6 * (processor.bandwidth ?? likely) * 1e9,
    range: [0.6, 2],
  }
}

/**
 * One process of llama.node as it is published for Linux: it computes on one thread without AVX (measured on the x64
 * build; assumed for others).
 */
export function oneThreadPower(): Power {
  return { flops: 8e9, bytesPerSecond: 6e9, range: [0.5, 2] }
}
