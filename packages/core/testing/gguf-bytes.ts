/** The pieces that GGUF files are made of, little endian. */

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

export function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}

export const f32 = (value: number): Buffer => Buffer.from(Float32Array.of(value).buffer)

/** Its length, then its bytes. */
export function text(value: string): Buffer {
  const content = Buffer.from(value)
  return Buffer.concat([u64(content.length), content])
}
