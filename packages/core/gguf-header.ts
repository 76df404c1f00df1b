import { open } from 'node:fs/promises'

/** What is read of a file: the plain settings, which stand before megabytes of vocabulary. */
const HEAD_BYTES = 64 * 1024

/** Settings of a GGUF file by name, such as `general.architecture`, as far as its first 64 kB have them. */
export type GgufHeader = ReadonlyMap<string, string | number>

/**
 * @returns no header for what is no GGUF file, and what it begins with instead
 * @throws the system's error when the file cannot be read
 */
export async function readGgufHeader(file: string): Promise<{ header: GgufHeader | undefined; beginning: string }> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    const head = buffer.subarray(0, bytesRead)
    return { header: ggufHeader(head), beginning: head.toString('latin1', 0, 4) }
  } finally {
    await handle.close()
  }
}

/** From a file's first bytes: magic, version u32, tensors u64, keys u64; then key, type u32, value. */
function ggufHeader(head: Buffer): GgufHeader | undefined {
  if (head.toString('latin1', 0, 4) !== 'GGUF') return undefined
  if (head.length < 24) return new Map()
  const found = new Map<string, string | number>()
  const keys = head.readBigUInt64LE(16)
  let at = 24
  for (let n = 0n; n < keys; n++) {
    const key = stringAt(head, at)
    if (!key || head.length < key.end + 4) break
    const type = head.readUInt32LE(key.end)
    const value = type === ARRAY ? afterArray(head, key.end + 4) : valueAt(head, key.end + 4, type)
    if (!value) break // beyond what was read
    if (value.value !== undefined) found.set(key.value, value.value)
    at = value.end
  }
  return found
}

/** True of a model that was made to turn text into one vector: an encoder, or one with a pooling of its own. */
export function isEmbeddingModel(header: GgufHeader): boolean {
  const architecture = architectureOf(header)
  const pooling = header.get(`${architecture}.pooling_type`)
  // 1 mean, 2 first token, 3 last token; 4 rates pairs of texts instead
  if (typeof pooling === 'number') return pooling >= 1 && pooling <= 3
  return /(^|-)bert(-|$)|^gemma-embedding$|^t5encoder$/.test(architecture)
}

export function architectureOf(header: GgufHeader): string {
  return String(header.get('general.architecture') ?? '')
}

interface Read<T> {
  value: T
  end: number
}

function stringAt(head: Buffer, at: number): Read<string> | undefined {
  if (head.length < at + 8) return undefined
  const end = at + 8 + Number(head.readBigUInt64LE(at))
  return end <= head.length ? { value: head.toString('utf8', at + 8, end), end } : undefined
}

const FIXED: Record<number, { bytes: number; read: (head: Buffer, at: number) => number }> = {
  0: { bytes: 1, read: (head, at) => head.readUInt8(at) },
  1: { bytes: 1, read: (head, at) => head.readInt8(at) },
  2: { bytes: 2, read: (head, at) => head.readUInt16LE(at) },
  3: { bytes: 2, read: (head, at) => head.readInt16LE(at) },
  4: { bytes: 4, read: (head, at) => head.readUInt32LE(at) },
  5: { bytes: 4, read: (head, at) => head.readInt32LE(at) },
  6: { bytes: 4, read: (head, at) => head.readFloatLE(at) },
  7: { bytes: 1, read: (head, at) => head.readUInt8(at) },
  10: { bytes: 8, read: (head, at) => Number(head.readBigUInt64LE(at)) },
  11: { bytes: 8, read: (head, at) => Number(head.readBigInt64LE(at)) },
  12: { bytes: 8, read: (head, at) => head.readDoubleLE(at) },
}
const STRING = 8
const ARRAY = 9

/** Arrays are passed over: the type and the number of their values, then the values. */
function afterArray(head: Buffer, at: number): Read<undefined> | undefined {
  if (head.length < at + 12) return undefined
  const [type, count] = [head.readUInt32LE(at), Number(head.readBigUInt64LE(at + 4))]
  let end = at + 12
  const fixed = FIXED[type]
  if (fixed) end += fixed.bytes * count
  else if (type !== STRING) return undefined
  else for (let n = 0; n < count && end <= head.length; n++) end = stringAt(head, end)?.end ?? head.length + 1
  return end <= head.length ? { value: undefined, end } : undefined
}

function valueAt(head: Buffer, at: number, type: number): Read<string | number> | undefined {
  if (type === STRING) return stringAt(head, at)
  const fixed = FIXED[type]
  return fixed && head.length >= at + fixed.bytes ? { value: fixed.read(head, at), end: at + fixed.bytes } : undefined
}
