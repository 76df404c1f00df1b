import { writeFile } from 'node:fs/promises'
import { f32, text, u32, u64 } from '#core/testing/gguf-bytes'

/** A GGUF file piece by piece. */
type Setting = string | number | boolean | { f32: number } | string[] | { ints: number[] }
export interface Tensor {
  name: string
  shape: number[]
  values: Float32Array
}

const ALIGNMENT = 32
const TYPES = { u32: 4, i32: 5, f32: 6, bool: 7, string: 8, array: 9 }

export function gguf(settings: Record<string, Setting>, tensors: Tensor[]): Buffer {
  const setting = (value: Setting): Buffer[] => {
    if (typeof value === 'string') return [u32(TYPES.string), text(value)]
    if (typeof value === 'number') return [u32(TYPES.u32), u32(value)]
    if (typeof value === 'boolean') return [u32(TYPES.bool), Buffer.from([Number(value)])]
    if (Array.isArray(value)) return [u32(TYPES.array), u32(TYPES.string), u64(value.length), ...value.map(text)]
    if ('f32' in value) return [u32(TYPES.f32), f32(value.f32)]
    return [u32(TYPES.array), u32(TYPES.i32), u64(value.ints.length), ...value.ints.map(u32)]
  }
  let offset = 0
  const infos = tensors.flatMap(({ name, shape, values }) => {
    const info = [text(name), u32(shape.length), ...shape.map(u64), u32(0), u64(offset)]
    offset += Math.ceil((values.length * 4) / ALIGNMENT) * ALIGNMENT
    return info
  })
  const entries = Object.entries(settings)
  const head = Buffer.concat([
    ...[Buffer.from('GGUF'), u32(3), u64(tensors.length), u64(entries.length)],
    ...entries.flatMap(([key, value]) => [text(key), ...setting(value)]),
    ...infos,
  ])
  const padded = (buffer: Buffer) => Buffer.concat([buffer, Buffer.alloc(-buffer.length & (ALIGNMENT - 1))])
  return Buffer.concat([
    padded(head),
    ...tensors.map(({ values }) => padded(Buffer.from(values.buffer, values.byteOffset, values.byteLength))),
  ])
}

const SPECIAL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]']

/**
 * A real, tiny model of the BERT kind with weights from a dice and one token for each word: texts that share words have
 * similar embeddings, as far as meaning goes nothing.
 */
export async function writeTinyBert(file: string, words: string[], seed = 1): Promise<void> {
  const [width, wide, context, heads] = [64, 128, 128, 4]
  let state = seed
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 31 - 1
  }
  const tokens = [...SPECIAL, ...words.map((word) => `▁${word}`)]
  const noise = (name: string, shape: number[], scale: number): Tensor => {
    const length = shape.reduce((product, each) => product * each, 1)
    return { name, shape, values: Float32Array.from({ length }, () => random() * scale) }
  }
  const norm = (name: string): Tensor[] => [
    { name: `${name}.weight`, shape: [width], values: new Float32Array(width).fill(1) },
    { name: `${name}.bias`, shape: [width], values: new Float32Array(width) },
  ]
  const linear = (name: string, from: number, to: number) => [
    noise(`${name}.weight`, [from, to], 0.05),
    noise(`${name}.bias`, [to], 0.01),
  ]
  const tensors = [
    noise('token_embd.weight', [width, tokens.length], 1),
    noise('position_embd.weight', [width, context], 0.05),
    noise('token_types.weight', [width, 2], 0.05),
    ...norm('token_embd_norm'),
    ...['attn_q', 'attn_k', 'attn_v', 'attn_output'].flatMap((name) => linear(`blk.0.${name}`, width, width)),
    ...norm('blk.0.attn_output_norm'),
    ...linear('blk.0.ffn_up', width, wide),
    ...linear('blk.0.ffn_down', wide, width),
    ...norm('blk.0.layer_output_norm'),
  ]
  const settings: Record<string, Setting> = {
    'general.architecture': 'bert',
    'general.name': 'tiny',
    'general.tags': ['sentence-similarity', 'test'],
    'bert.block_count': 1,
    'bert.context_length': context,
    'bert.embedding_length': width,
    'bert.feed_forward_length': wide,
    'bert.attention.head_count': heads,
    'bert.attention.layer_norm_epsilon': { f32: 1e-12 },
    'bert.attention.causal': false,
    'bert.pooling_type': 1,
    'tokenizer.ggml.model': 'bert',
    'tokenizer.ggml.pre': 'default',
    'tokenizer.ggml.tokens': tokens,
    'tokenizer.ggml.token_type': { ints: tokens.map((_, i) => (i < SPECIAL.length ? 3 : 1)) },
    'tokenizer.ggml.token_type_count': 2,
    'tokenizer.ggml.padding_token_id': 0,
    'tokenizer.ggml.unknown_token_id': 1,
    'tokenizer.ggml.cls_token_id': 2,
    'tokenizer.ggml.bos_token_id': 2,
    'tokenizer.ggml.seperator_token_id': 3,
    'tokenizer.ggml.eos_token_id': 3,
    'tokenizer.ggml.mask_token_id': 4,
  }
  await writeFile(file, gguf(settings, tensors))
}
