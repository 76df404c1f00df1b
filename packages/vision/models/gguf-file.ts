import { open } from 'node:fs/promises'

export type GgufKind = 'model' | 'mmproj'

const EXPECTED: Record<GgufKind, string> = {
  model: 'a vision model in GGUF format, such as Qwen3VL-8B-Instruct-Q4_K_M.gguf',
  mmproj: 'the image projector that belongs to the model, such as mmproj-Qwen3VL-8B-Instruct-F16.gguf',
}

/**
 * What speaks against loading a file, as a sentence for its owner, or undefined. Only the first bytes are read: the
 * magic, and the architecture where it stands first, which tells a projector (`clip`) from a language model.
 */
export async function ggufProblem(file: string, kind: GgufKind): Promise<string | undefined> {
  const expected = `expected ${EXPECTED[kind]}`
  let head: Buffer
  try {
    head = await firstBytes(file, 512)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return `${file} does not exist; ${expected}`
    return `${file} cannot be read (${code ?? String(error)}); ${expected}`
  }
  if (head.length === 0) return `${file} is empty; ${expected}`
  if (head.toString('latin1', 0, 4) !== 'GGUF') {
    return `${file} is not a GGUF file (it begins with ${JSON.stringify(head.toString('latin1', 0, 4))}); ${expected}`
  }
  const projector = architecture(head) === 'clip'
  if (kind === 'model' && projector) return `${file} is an image projector (mmproj), not a model; ${expected}`
  if (kind === 'mmproj' && !projector && architecture(head)) return `${file} is a model, not a projector; ${expected}`
  return undefined
}

async function firstBytes(file: string, length: number): Promise<Buffer> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** general.architecture, when it is the first key: magic, version u32, tensors u64, keys u64, key, type u32 (8), value. */
function architecture(head: Buffer): string | undefined {
  const key = stringAt(head, 24)
  if (key?.text !== 'general.architecture' || head.length < key.end + 4 || head.readUInt32LE(key.end) !== 8)
    return undefined
  return stringAt(head, key.end + 4)?.text
}

function stringAt(head: Buffer, offset: number): { text: string; end: number } | undefined {
  if (head.length < offset + 8) return undefined
  const length = Number(head.readBigUInt64LE(offset))
  if (offset + 8 + length > head.length) return undefined
  return { text: head.toString('utf8', offset + 8, offset + 8 + length), end: offset + 8 + length }
}
