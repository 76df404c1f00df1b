/** What a Qwen3-VL model is made of, as far as its speed goes. */
export interface Shape {
  text: {
    layers: number
    width: number
    heads: number
    kvHeads: number
    /** width of the feed-forward part */
    inner: number
    /** the output layer shares the embedding's numbers */
    tied: boolean
  }
  vision: {
    layers: number
    width: number
    heads: number
    inner: number
    /** layers whose features are also given to the first layers of the language model */
    deepstack: number[]
  }
}

/** Numbers of an attention head in the language model, of every size. */
export const HEAD_LENGTH = 128
/** Tokens that Qwen3-VL knows. */
export const VOCABULARY = 151_936

const SMALL_EYE: Shape['vision'] = { layers: 24, width: 1024, heads: 16, inner: 4096, deepstack: [5, 11, 17] }

/**
 * `config.json` of Qwen/Qwen3-VL-{2B,4B,8B}-Instruct; 0.6b is no published model but Qwen3-0.6B with half of the small
 * eye, for machines that would need an hour for the others.
 */
export const SHAPES = {
  '0.6b': {
    text: { layers: 28, width: 1024, heads: 16, kvHeads: 8, inner: 3072, tied: true },
    vision: { layers: 12, width: 768, heads: 12, inner: 3072, deepstack: [2, 5, 8] },
  },
  '2b': {
    text: { layers: 28, width: 2048, heads: 16, kvHeads: 8, inner: 6144, tied: true },
    vision: SMALL_EYE,
  },
  '4b': {
    text: { layers: 36, width: 2560, heads: 32, kvHeads: 8, inner: 9728, tied: true },
    vision: SMALL_EYE,
  },
  '8b': {
    text: { layers: 36, width: 4096, heads: 32, kvHeads: 8, inner: 12_288, tied: false },
    vision: { layers: 27, width: 1152, heads: 16, inner: 4304, deepstack: [8, 16, 24] },
  },
} satisfies Record<string, Shape>

export type Size = keyof typeof SHAPES
