import type { ModelFacts } from './model-facts.js'

/** In what the attention's keys and values are kept. */
export type CacheType = 'f16' | 'q8_0'

/** q8_0 keeps so many numbers together. */
const CACHE_BLOCK = 32
/** Bytes of one number in the cache. */
const CACHE_BYTES: Record<CacheType, number> = { f16: 2, q8_0: 34 / CACHE_BLOCK }

/** What a model's cache may be kept in: in 8 bits only where a head's numbers fill whole blocks. */
export function cacheTypesOf({ headLength }: ModelFacts): CacheType[] {
  return headLength % CACHE_BLOCK === 0 ? ['f16', 'q8_0'] : ['f16']
}

/**
 * Bytes of a model's keys and values: layers × 2 (key and value) × heads × numbers of a head × bytes of a number, for
 * each token. Source: llama.cpp, src/llama-kv-cache.cpp (a tensor of n_embd_k_gqa × cells and one of n_embd_v_gqa ×
 * cells for every layer); its log of Qwen3-VL-8B with 16,384 cells in q8_0 says 1224 MiB, as this does.
 */
export function cacheBytes(model: ModelFacts, tokens: number, type: CacheType): number {
  return model.layers * 2 * model.kvHeads * model.headLength * tokens * CACHE_BYTES[type]
}

/**
 * Working memory beside weights and cache, in bytes: 0.4 GB for the language model (llama.cpp logs 353 MiB for the 8B at
 * 512 tokens a batch, most of it for the vocabulary of 151,936), 0.5 GB for the projector (223 MiB logged for 2,116
 * image tokens with flash attention; more where the backend has none), 0.3 GB for the driver.
 */
export const WORKING_BYTES = 1.2e9

/** Tokens for a picture of a megapixel, as large as it is given to a model where time allows. */
export const FULL_IMAGE_TOKENS = 1024
/** Tokens of the instructions in front of the photo; the longer of the two languages, rounded up. */
const INSTRUCTION_TOKENS = 1100
/** The longest answer that is asked for; room for two, because a bad answer is shown to the model once more. */
const ANSWER_TOKENS = 768

/** Tokens of context that one photo needs, in steps of 512. */
export function contextFor(imageMaxTokens: number): number {
  return Math.ceil((INSTRUCTION_TOKENS + imageMaxTokens + 2 * ANSWER_TOKENS) / 512) * 512
}

/** Bytes in use with everything in one place: the weights, the projector, the cache of each slot, and working memory. */
export function bytesNeeded(
  model: ModelFacts,
  { slots, contextPerSlot, cacheType }: { slots: number; contextPerSlot: number; cacheType: CacheType },
): number {
  return model.bytes + model.mmprojBytes + cacheBytes(model, slots * contextPerSlot, cacheType) + WORKING_BYTES
}
