import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readGgufFacts } from './gguf-facts.js'
import { gguf } from './testing.js'

const { array, int, str, text, u32, u64 } = gguf

const nano = fileURLToPath(new URL('../../../models/nano-vl/', import.meta.url))
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'albumen-gguf-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function header(keys: Buffer[], more: Parameters<typeof gguf.file>[1] = {}): Promise<string> {
  const file = path.join(folder, `${Math.random()}.gguf`)
  await writeFile(file, gguf.file(keys, more))
  return file
}

/** Keys of Qwen3-VL-8B-Instruct with a vocabulary before the ones that are wanted. */
const QWEN = [
  str('general.architecture', 'qwen3vl'),
  str('general.name', 'Qwen3Vl 8b Instruct'),
  array(
    'tokenizer.ggml.tokens',
    8,
    Array.from({ length: 20_000 }, (_, index) => text(`词${index}`)),
  ),
  array('tokenizer.ggml.token_type', 5, Array.from({ length: 20_000 }, u32)),
  array('nested', 9, [Buffer.concat([u32(4), u64(2), u32(1), u32(2)])]),
  int('general.file_type', 15),
  int('qwen3vl.block_count', 36),
  int('qwen3vl.embedding_length', 4096),
  int('qwen3vl.attention.head_count', 32),
  int('qwen3vl.attention.head_count_kv', 8),
  int('qwen3vl.attention.key_length', 128),
  int('qwen3vl.context_length', 262_144),
]

describe('the header of a model', () => {
  it('tells what nano-vl is', async () => {
    expect(await readGgufFacts(path.join(nano, 'nano-vl.gguf'))).toMatchObject({
      architecture: 'qwen3vl',
      version: 3,
      fileBytes: expect.any(Number),
      blockCount: expect.any(Number),
      embeddingLength: expect.any(Number),
      headCountKv: expect.any(Number),
      headLength: expect.any(Number),
      contextLength: expect.any(Number),
    })
    expect(await readGgufFacts(path.join(nano, 'nano-vl-mmproj.gguf'))).toMatchObject({
      architecture: 'clip',
      blockCount: expect.any(Number),
      embeddingLength: expect.any(Number),
    })
  })

  it.each([2, 3])('is read in version %i, past a vocabulary', async (version) => {
    expect(await readGgufFacts(await header(QWEN, { version }))).toMatchObject({
      ...{ architecture: 'qwen3vl', name: 'Qwen3Vl 8b Instruct', version, fileType: 'Q4_K_M', blockCount: 36 },
      ...{ embeddingLength: 4096, headCount: 32, headCountKv: 8, headLength: 128, contextLength: 262_144 },
    })
  })

  it('leaves open what it does not say', async () => {
    const facts = await readGgufFacts(
      await header([str('general.architecture', 'other'), int('general.file_type', 99)]),
    )
    expect(facts).toMatchObject({ architecture: 'other', fileType: 'type 99', blockCount: undefined, name: undefined })
  })
})

describe('a bad file', () => {
  it.each([
    ['another format', { magic: 'GGML' }, /expected it to begin with "GGUF", got "GGML"/],
    ['a version of long ago', { version: 1 }, /expected GGUF version 2 or 3, got 1/],
    ['a big-endian file', { version: 0x03000000 }, /expected GGUF version 2 or 3/],
    ['a wild count', { count: 2 ** 50 }, /expected at most 100000 keys/],
    ['fewer keys than it claims', { count: 13 }, /cut off or damaged/],
  ])('is named: %s', async (_, options, message) => {
    await expect(readGgufFacts(await header(QWEN, options))).rejects.toThrow(message)
  })

  it('is named: an unknown type, no architecture, nothing at all, not there', async () => {
    await expect(readGgufFacts(await header([Buffer.concat([text('x'), u32(77)])]))).rejects.toThrow(
      /from 0 to 12, got 77/,
    )
    await expect(readGgufFacts(await header([int('x', 1)]))).rejects.toThrow(/general.architecture/)
    await expect(readGgufFacts(await header([], { magic: '' }))).rejects.toThrow(/no usable GGUF file/)
    await expect(readGgufFacts(path.join(folder, 'none.gguf'))).rejects.toThrow(/none.gguf cannot be read \(ENOENT\)/)
    await expect(readGgufFacts(folder)).rejects.toThrow(folder)
  })

  it('never hangs or gives facts that are cut short, wherever it is cut', async () => {
    const keys = QWEN.filter((key) => key.length < 1000)
    const length = 24 + Buffer.concat(keys).length
    for (let cut = 0; cut < length; cut += 7) {
      const file = await header(keys)
      await truncate(file, cut)
      await expect(readGgufFacts(file)).rejects.toThrow(/cut off or damaged/)
    }
  })
})
