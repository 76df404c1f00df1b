import { randomFillSync } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { text, u32, u64 } from '#core/testing/gguf-bytes'
import type { RawValue } from './gguf-keys.js'
import { TYPES, type TypeName } from './tensor-types.js'

export interface Tensor {
  name: string
  /** the fastest-running one first, as ggml counts them */
  dimensions: number[]
  type: TypeName
}

const ALIGNMENT = 32
/** One piece of this many blocks is made and written again and again: how fast weights are read does not depend on them. */
const PIECE_BLOCKS = 65_536

/** Writes a GGUF file of version 3 whose weights are random; its layout is told in packages/vision/tuning/gguf-facts.ts. */
export async function writeRandomGguf(file: string, keys: Map<string, RawValue>, tensors: Tensor[]): Promise<void> {
  const handle = await open(file, 'w')
  try {
    const parts = [Buffer.from('GGUF'), u32(3), u64(tensors.length), u64(keys.size)]
    for (const [key, { type, bytes }] of keys) parts.push(text(key), u32(type), bytes)
    let offset = 0
    for (const tensor of tensors) {
      const { name, dimensions, type } = tensor
      parts.push(text(name), u32(dimensions.length), ...dimensions.map(u64), u32(TYPES[type].id), u64(offset))
      offset += aligned(bytesOf(tensor))
    }
    const head = Buffer.concat(parts)
    await handle.write(Buffer.concat([head, Buffer.alloc(aligned(head.length) - head.length)]))
    const pieces = new Map<TypeName, Buffer>()
    for (const tensor of tensors) await writeTensor(handle, tensor, pieces)
  } finally {
    await handle.close()
  }
}

async function writeTensor(handle: FileHandle, tensor: Tensor, pieces: Map<TypeName, Buffer>): Promise<void> {
  const { type } = tensor
  const piece = pieces.get(type) ?? randomBlocks(type)
  pieces.set(type, piece)
  const bytes = bytesOf(tensor)
  for (let left = bytes; left > 0; left -= piece.length) await handle.write(piece.subarray(0, left))
  await handle.write(Buffer.alloc(aligned(bytes) - bytes))
}

function randomBlocks(type: TypeName): Buffer {
  const { bytes, fill } = TYPES[type]
  const piece = randomFillSync(Buffer.alloc(PIECE_BLOCKS * bytes))
  for (let at = 0; at < piece.length; at += bytes) fill(piece.subarray(at, at + bytes))
  return piece
}

/** @throws Error when a row is no whole number of blocks */
function bytesOf({ name, dimensions, type }: Tensor): number {
  const { block, bytes } = TYPES[type]
  const [row = 0] = dimensions
  if (row % block !== 0) throw new Error(`${name}: expected rows of whole blocks of ${block}, got ${row}`)
  return (dimensions.reduce((product, each) => product * each, 1) / block) * bytes
}

const aligned = (bytes: number) => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT
