/** How a meaning is stored: a unit vector in 8 bits a dimension, each signed byte divided by 127. */
const BYTE = 127

/**
 * The first so many dimensions at length 1. Models trained for it (Matryoshka) keep most of their meaning in these.
 * @throws RangeError for a vector that is too short, or has no direction
 */
export function toUnit(vector: ArrayLike<number>, dimensions: number): Float32Array {
  if (vector.length < dimensions) throw new RangeError(`expected ${dimensions} dimensions, got ${vector.length}`)
  const unit = new Float32Array(dimensions)
  let squares = 0
  for (let i = 0; i < dimensions; i++) squares += (vector[i] as number) ** 2
  const length = Math.sqrt(squares)
  if (!(length > 0) || !Number.isFinite(length)) throw new RangeError(`expected a direction, got a length of ${length}`)
  for (let i = 0; i < dimensions; i++) unit[i] = (vector[i] as number) / length
  return unit
}

/** A unit vector as the database has it. */
export function toBytes(unit: Float32Array): Buffer {
  const bytes = Buffer.alloc(unit.length)
  for (let i = 0; i < unit.length; i++) bytes.writeInt8(Math.round((unit[i] as number) * BYTE), i)
  return bytes
}

export function fromBytes(bytes: Uint8Array): Float32Array {
  const signed = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)
  return Float32Array.from(signed, (value) => value / BYTE)
}
