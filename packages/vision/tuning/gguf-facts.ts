import { open } from 'node:fs/promises'
import { type ForwardReader, forwardReader, GgufTruncatedError } from './gguf-reader.js'

/** What the header of a GGUF file says about a model; a field is undefined where the header does not say it. */
export interface GgufFacts {
  /** such as `qwen3vl`, or `clip` for an image projector */
  architecture: string
  name: string | undefined
  fileBytes: number
  version: number
  /** such as `Q4_K_M`; `type 99` for a number that is not known here */
  fileType: string | undefined
  blockCount: number | undefined
  embeddingLength: number | undefined
  headCount: number | undefined
  /** attention heads that keep keys and values */
  headCountKv: number | undefined
  /** numbers that each of those heads keeps for a token, as key and again as value */
  headLength: number | undefined
  /** tokens it was trained for */
  contextLength: number | undefined
  expertCount: number | undefined
  expertUsedCount: number | undefined
}

/** Bytes of the value types 0–7 and 10–12; strings (8) and arrays (9) tell their length themselves. */
const FIXED_SIZE = [1, 1, 2, 2, 4, 4, 4, 1, undefined, undefined, 8, 8, 8]
const STRING = 8
const ARRAY = 9

/** `llama_ftype` of llama.cpp's include/llama.h, the ones that are published. */
const FILE_TYPES: Record<number, string> = {
  ...{ 0: 'F32', 1: 'F16', 2: 'Q4_0', 3: 'Q4_1', 7: 'Q8_0', 8: 'Q5_0', 9: 'Q5_1', 10: 'Q2_K', 11: 'Q3_K_S' },
  ...{ 12: 'Q3_K_M', 13: 'Q3_K_L', 14: 'Q4_K_S', 15: 'Q4_K_M', 16: 'Q5_K_S', 17: 'Q5_K_M', 18: 'Q6_K' },
  ...{ 19: 'IQ2_XXS', 20: 'IQ2_XS', 21: 'Q2_K_S', 22: 'IQ3_XS', 23: 'IQ3_XXS', 24: 'IQ1_S', 25: 'IQ4_NL' },
  ...{ 26: 'IQ3_S', 27: 'IQ3_M', 28: 'IQ2_S', 29: 'IQ2_M', 30: 'IQ4_XS', 31: 'IQ1_M', 32: 'BF16' },
}

/** Far above any real header; a file that claims more is damaged, and shall not be walked through. */
const MOST_KEYS = 100_000
const LONGEST_TEXT = 16 * 1024 * 1024

/**
 * Reads the header of a GGUF file, version 2 or 3, without loading the model.
 *
 * Layout: magic `GGUF`, version u32, tensor count u64, key count u64, then for each key its name (length u64, bytes), its
 * type u32 and its value; an array has an element type u32 and a count u64 before its elements; all little-endian.
 * Source: docs/gguf.md of github.com/ggml-org/ggml.
 *
 * @throws Error a sentence that names the file, what was expected and what was found
 */
export async function readGgufFacts(file: string): Promise<GgufFacts> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${file} cannot be read (${error.code ?? error.message}); expected a GGUF file`, { cause: error })
  })
  try {
    const { size } = await handle.stat()
    return factsFrom(await readKeys(forwardReader(handle, size)), size)
  } catch (error) {
    const why = error instanceof GgufTruncatedError ? `it is cut off or damaged: ${error.message}` : String(error)
    throw new Error(`${file} is no usable GGUF file: ${why.replace(/^Error: /, '')}`, { cause: error })
  } finally {
    await handle.close()
  }
}

interface Header {
  version: number
  values: Map<string, string | number>
}

async function readKeys(reader: ForwardReader): Promise<Header> {
  const magic = (await reader.bytes(4)).toString('latin1')
  if (magic !== 'GGUF') throw new Error(`expected it to begin with "GGUF", got ${JSON.stringify(magic)}`)
  const version = await reader.u32()
  if (version !== 2 && version !== 3) throw new Error(`expected GGUF version 2 or 3, got ${version}`)
  await reader.u64() // tensors
  const count = await reader.u64()
  if (count > MOST_KEYS) throw new Error(`expected at most ${MOST_KEYS} keys, got ${count}`)
  const values = new Map<string, string | number>()
  for (let index = 0; index < count; index++) {
    const key = await text(reader)
    const value = await readValue(reader, await reader.u32())
    if (value !== undefined) values.set(key, value)
  }
  return { version, values }
}

async function text(reader: ForwardReader): Promise<string> {
  const length = await reader.u64()
  if (length > LONGEST_TEXT) throw new Error(`expected a text of at most ${LONGEST_TEXT} bytes, got ${length}`)
  return (await reader.bytes(length)).toString('utf8')
}

/** A number or text; undefined for an array, which is passed over. */
async function readValue(reader: ForwardReader, type: number): Promise<string | number | undefined> {
  if (type === STRING) return text(reader)
  if (type === ARRAY) return skipArray(reader)
  const size = FIXED_SIZE[type]
  if (size === undefined) throw new Error(`expected a value type from 0 to 12, got ${type}`)
  const bytes = await reader.bytes(size)
  switch (type) {
    case 6:
      return bytes.readFloatLE(0)
    case 12:
      return bytes.readDoubleLE(0)
    case 10:
      return Number(bytes.readBigUInt64LE(0))
    case 11:
      return Number(bytes.readBigInt64LE(0))
    default:
      return type % 2 === 1 && type < 6 ? bytes.readIntLE(0, size) : bytes.readUIntLE(0, size)
  }
}

/** Arrays of numbers are jumped over; texts, such as a vocabulary, must be walked because each has its own length. */
async function skipArray(reader: ForwardReader, depth = 0): Promise<undefined> {
  const type = await reader.u32()
  const count = await reader.u64()
  if (type !== STRING && type !== ARRAY) {
    const size = FIXED_SIZE[type]
    if (size === undefined) throw new Error(`expected an array of types 0 to 12, got ${type}`)
    await reader.skip(size * count)
    return undefined
  }
  if (depth > 3) throw new Error('expected arrays nested at most four deep')
  for (let index = 0; index < count; index++) {
    if (type === STRING) await reader.skip(await reader.u64())
    else await skipArray(reader, depth + 1)
  }
  return undefined
}

function factsFrom({ version, values }: Header, fileBytes: number): GgufFacts {
  const architecture = values.get('general.architecture')
  if (typeof architecture !== 'string') throw new Error('expected the key general.architecture, found none')
  const prefix = architecture === 'clip' ? 'clip.vision' : architecture
  const number = (key: string) => {
    const value = values.get(`${prefix}.${key}`)
    return typeof value === 'number' ? value : undefined
  }
  const name = values.get('general.name')
  const fileType = values.get('general.file_type')
  const embeddingLength = number('embedding_length')
  const headCount = number('attention.head_count')
  return {
    architecture,
    name: typeof name === 'string' ? name : undefined,
    fileBytes,
    version,
    fileType: typeof fileType === 'number' ? (FILE_TYPES[fileType & 1023] ?? `type ${fileType}`) : undefined,
    blockCount: number('block_count'),
    embeddingLength,
    headCount,
    headCountKv: number('attention.head_count_kv') ?? headCount,
    headLength:
      number('attention.key_length') ?? (embeddingLength && headCount ? embeddingLength / headCount : undefined),
    contextLength: number('context_length'),
    expertCount: number('expert_count'),
    expertUsedCount: number('expert_used_count'),
  }
}
