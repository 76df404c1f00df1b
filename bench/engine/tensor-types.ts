/** Kinds of numbers in a GGUF file, by ggml's number for them (`ggml_type` in ggml.h). */
export interface TensorType {
  id: number
  /** numbers in a block, and its bytes */
  block: number
  bytes: number
  /** a block of plausible weights: any bits, with a scale that keeps them small */
  fill(block: Buffer): void
}

/** Weights of a trained model deviate by about this much; norms then keep every activation finite. */
const DEVIATION = 0.02

/** The bits of a small positive number in half precision. */
function half(value: number): number {
  if (value < 2 ** -14) return Math.round(value * 2 ** 24)
  const exponent = Math.floor(Math.log2(value))
  return ((exponent + 15) << 10) | Math.round((value / 2 ** exponent - 1) * 1023)
}

export const TYPES = {
  F32: { id: 0, block: 1, bytes: 4, fill: (block) => void block.writeFloatLE(1) },
  F16: {
    id: 1,
    block: 1,
    bytes: 2,
    // any sign and fraction; the exponent is one of four around the wanted size
    fill: (block) => {
      const bits = block.readUInt16LE()
      block.writeUInt16LE((bits & 0x83ff) | ((7 + ((bits >> 10) & 3)) << 10))
    },
  },
  /** a scale, 32 numbers of 8 bits */
  Q8_0: { id: 8, block: 32, bytes: 34, fill: (block) => void block.writeUInt16LE(half(DEVIATION / 74)) },
  /** a scale, 32 numbers of 4 bits */
  Q4_0: { id: 2, block: 32, bytes: 18, fill: (block) => void block.writeUInt16LE(half(DEVIATION / 4.6)) },
  /** scale and minimum, each for 8 groups in 6 bits, then 256 numbers of 4 bits; the minimum centres them */
  Q4_K: {
    id: 12,
    block: 256,
    bytes: 144,
    fill: (block) => {
      block.writeUInt16LE(half(DEVIATION / 4.6 / 32), 0)
      block.writeUInt16LE(half((DEVIATION / 4.6 / 32) * 7.5), 2)
    },
  },
  /** 256 numbers of 6 bits, 16 scales of 8 bits, and a scale of those */
  Q6_K: { id: 14, block: 256, bytes: 210, fill: (block) => void block.writeUInt16LE(half(DEVIATION / 18 / 74), 208) },
} satisfies Record<string, TensorType>

export type TypeName = keyof typeof TYPES
