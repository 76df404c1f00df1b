import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { projectRoot } from '#core/project-root'
import { text, u32 } from '#core/testing/gguf-bytes'
import { lengthened, type RawValue, rawKeys, value } from './gguf-keys.js'
import { type Tensor, writeRandomGguf } from './gguf-writer.js'
import { HEAD_LENGTH, type Shape, VOCABULARY } from './shapes.js'
import type { TypeName } from './tensor-types.js'

export interface RandomModel {
  modelPath: string
  mmprojPath: string
}

/**
 * Writes a model of the Qwen3-VL architecture with random weights, and its projector: it computes exactly as much as a
 * trained one of the same shape, and says nothing. Weights are mixed as in Q4_K_M, the projector is F16.
 *
 * @param folder for the two files, which are as large as a real model's
 */
export async function writeRandomModel(folder: string, name: string, shape: Shape): Promise<RandomModel> {
  const modelPath = path.join(folder, `${name}.gguf`)
  const mmprojPath = path.join(folder, `mmproj-${name}.gguf`)
  await writeRandomGguf(modelPath, await textKeys(name, shape), textTensors(shape))
  await writeRandomGguf(mmprojPath, visionKeys(name, shape), visionTensors(shape))
  return { modelPath, mmprojPath }
}

/** The bundled model's tokenizer, with as many tokens as the real one: choosing among them is part of the work. */
async function textKeys(name: string, shape: Shape): Promise<Map<string, RawValue>> {
  const nano = rawKeys(await readFile(path.join(projectRoot, 'models', 'nano-vl', 'nano-vl.gguf')))
  const { layers, width, heads, kvHeads, inner } = shape.text
  const keys = new Map<string, RawValue>([
    ['general.architecture', value.text('qwen3vl')],
    ['general.name', value.text(name)],
    ['general.file_type', value.u32(15)],
    ['qwen3vl.block_count', value.u32(layers)],
    ['qwen3vl.context_length', value.u32(262_144)],
    ['qwen3vl.embedding_length', value.u32(width)],
    ['qwen3vl.feed_forward_length', value.u32(inner)],
    ['qwen3vl.attention.head_count', value.u32(heads)],
    ['qwen3vl.attention.head_count_kv', value.u32(kvHeads)],
    ['qwen3vl.attention.key_length', value.u32(HEAD_LENGTH)],
    ['qwen3vl.attention.value_length', value.u32(HEAD_LENGTH)],
    ['qwen3vl.attention.layer_norm_rms_epsilon', value.f32(1e-6)],
    ['qwen3vl.rope.freq_base', value.f32(5e6)],
    ['qwen3vl.rope.dimension_sections', value.u32s([24, 20, 20, 0])],
    ['qwen3vl.n_deepstack_layers', value.u32(shape.vision.deepstack.length)],
  ])
  for (const [key, raw] of nano) if (key.startsWith('tokenizer.')) keys.set(key, raw)
  const tokens = keyOf(nano, 'tokenizer.ggml.tokens')
  const missing = VOCABULARY - Number(tokens.bytes.readBigUInt64LE(4))
  // Twelve letters, so that an answer at the bounds of the schema has about as many tokens as a real one.
  const words = Array.from({ length: missing }, (_, i) => text(`word${String(i).padStart(8, 'x')}`))
  keys.set('tokenizer.ggml.tokens', lengthened(tokens, words))
  keys.set(
    'tokenizer.ggml.token_type',
    lengthened(
      keyOf(nano, 'tokenizer.ggml.token_type'),
      words.map(() => u32(1)),
    ),
  )
  return keys
}

function keyOf(keys: Map<string, RawValue>, key: string): RawValue {
  const found = keys.get(key)
  if (!found) throw new Error(`expected the key ${key} in nano-vl.gguf, found none`)
  return found
}

function textTensors({ text }: Shape): Tensor[] {
  const { layers, width, heads, kvHeads, inner, tied } = text
  const weight = (name: string, dimensions: number[], type: TypeName): Tensor => ({
    name: `${name}.weight`,
    dimensions,
    type,
  })
  const tensors = [weight('token_embd', [width, VOCABULARY], tied ? 'Q6_K' : 'Q4_K')]
  if (!tied) tensors.push(weight('output', [width, VOCABULARY], 'Q6_K'))
  tensors.push(weight('output_norm', [width], 'F32'))
  for (let layer = 0; layer < layers; layer++) {
    const at = `blk.${layer}`
    const finer = isFiner(layer, layers) ? 'Q6_K' : 'Q4_K'
    tensors.push(
      weight(`${at}.attn_norm`, [width], 'F32'),
      weight(`${at}.attn_q`, [width, heads * HEAD_LENGTH], 'Q4_K'),
      weight(`${at}.attn_k`, [width, kvHeads * HEAD_LENGTH], 'Q4_K'),
      weight(`${at}.attn_v`, [width, kvHeads * HEAD_LENGTH], finer),
      weight(`${at}.attn_output`, [heads * HEAD_LENGTH, width], 'Q4_K'),
      weight(`${at}.attn_q_norm`, [HEAD_LENGTH], 'F32'),
      weight(`${at}.attn_k_norm`, [HEAD_LENGTH], 'F32'),
      weight(`${at}.ffn_norm`, [width], 'F32'),
      weight(`${at}.ffn_gate`, [width, inner], 'Q4_K'),
      weight(`${at}.ffn_up`, [width, inner], 'Q4_K'),
      weight(`${at}.ffn_down`, [inner, width], finer),
    )
  }
  return tensors
}

/** llama.cpp's Q4_K_M keeps the first and last eighth of the layers, and every third between, in six bits. */
function isFiner(layer: number, layers: number): boolean {
  const eighth = Math.floor(layers / 8)
  return layer < eighth || layer >= layers - eighth || (layer - eighth) % 3 === 2
}

/** Pixels of a patch's side; 2 × 2 patches become one token. */
const PATCH = 16
const MERGED = 4
/** Positions that the projector learned: 48 × 48 patches. */
const GRID = 48

function visionKeys(name: string, { text, vision }: Shape): Map<string, RawValue> {
  const { layers, width, heads, inner, deepstack } = vision
  return new Map<string, RawValue>([
    ['general.architecture', value.text('clip')],
    ['general.name', value.text(name)],
    ['general.file_type', value.u32(1)],
    ['clip.has_vision_encoder', value.bool(true)],
    ['clip.projector_type', value.text('qwen3vl_merger')],
    ['clip.use_gelu', value.bool(true)],
    ['clip.vision.image_size', value.u32(GRID * PATCH)],
    ['clip.vision.patch_size', value.u32(PATCH)],
    ['clip.vision.embedding_length', value.u32(width)],
    ['clip.vision.feed_forward_length', value.u32(inner)],
    ['clip.vision.projection_dim', value.u32(text.width)],
    ['clip.vision.block_count', value.u32(layers)],
    ['clip.vision.attention.head_count', value.u32(heads)],
    ['clip.vision.attention.layer_norm_epsilon', value.f32(1e-6)],
    ['clip.vision.spatial_merge_size', value.u32(2)],
    ['clip.vision.image_mean', value.f32s([0.5, 0.5, 0.5])],
    ['clip.vision.image_std', value.f32s([0.5, 0.5, 0.5])],
    [
      'clip.vision.is_deepstack_layers',
      value.bools(Array.from({ length: layers }, (_, layer) => deepstack.includes(layer))),
    ],
  ])
}

function visionTensors({ text, vision }: Shape): Tensor[] {
  const { layers, width, inner, deepstack } = vision
  const linear = (name: string, from: number, to: number): Tensor[] => [
    { name: `${name}.weight`, dimensions: [from, to], type: 'F16' },
    { name: `${name}.bias`, dimensions: [to], type: 'F32' },
  ]
  const norm = (name: string, size: number): Tensor[] => [
    { name: `${name}.weight`, dimensions: [size], type: 'F32' },
    { name: `${name}.bias`, dimensions: [size], type: 'F32' },
  ]
  const patch: Tensor = { name: 'v.patch_embd.weight', dimensions: [PATCH, PATCH, 3, width], type: 'F16' }
  const merged = MERGED * width
  return [
    patch,
    { ...patch, name: 'v.patch_embd.weight.1' },
    { name: 'v.patch_embd.bias', dimensions: [width], type: 'F32' },
    { name: 'v.position_embd.weight', dimensions: [width, GRID * GRID], type: 'F32' },
    ...Array.from({ length: layers }, (_, layer) => `v.blk.${layer}`).flatMap((at) => [
      ...norm(`${at}.ln1`, width),
      ...linear(`${at}.attn_qkv`, width, 3 * width),
      ...linear(`${at}.attn_out`, width, width),
      ...norm(`${at}.ln2`, width),
      ...linear(`${at}.ffn_up`, width, inner),
      ...linear(`${at}.ffn_down`, inner, width),
    ]),
    ...deepstack.flatMap((layer) => [
      ...norm(`v.deepstack.${layer}.norm`, merged),
      ...linear(`v.deepstack.${layer}.fc1`, merged, merged),
      ...linear(`v.deepstack.${layer}.fc2`, merged, text.width),
    ]),
    ...norm('v.post_ln', width),
    ...linear('mm.0', merged, merged),
    ...linear('mm.2', merged, text.width),
  ]
}
