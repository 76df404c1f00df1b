import { f32, text as textBytes, u32, u64 } from '#core/testing/gguf-bytes'

/** One key of a GGUF header: its type, and its value as it stands in the file. */
export interface RawValue {
  type: number
  bytes: Buffer
}

const FIXED_SIZE = [1, 1, 2, 2, 4, 4, 4, 1, undefined, undefined, 8, 8, 8]
const STRING = 8
const ARRAY = 9

/** The keys of a whole small GGUF file that is known to be sound, so that some can be written into another. */
export function rawKeys(file: Buffer): Map<string, RawValue> {
  let at = 24
  const count = Number(file.readBigUInt64LE(16))
  const text = () => {
    const length = Number(file.readBigUInt64LE(at))
    at += 8 + length
    return file.toString('utf8', at - length, at)
  }
  const skip = (type: number): void => {
    if (type === STRING) return void text()
    if (type !== ARRAY) {
      at += FIXED_SIZE[type] ?? Number.NaN
      return
    }
    const element = file.readUInt32LE(at)
    const length = Number(file.readBigUInt64LE(at + 4))
    at += 12
    for (let i = 0; i < length; i++) skip(element)
  }
  const found = new Map<string, RawValue>()
  for (let i = 0; i < count; i++) {
    const key = text()
    const type = file.readUInt32LE(at)
    at += 4
    const start = at
    skip(type)
    found.set(key, { type, bytes: file.subarray(start, at) })
  }
  return found
}

/** An array with more elements behind its own. */
export function lengthened({ type, bytes }: RawValue, more: Buffer[]): RawValue {
  const head = Buffer.from(bytes.subarray(0, 12))
  head.writeBigUInt64LE(head.readBigUInt64LE(4) + BigInt(more.length), 4)
  return { type, bytes: Buffer.concat([head, bytes.subarray(12), ...more]) }
}

/** Values by their GGUF type. */
export const value = {
  u32: (number: number): RawValue => ({ type: 4, bytes: u32(number) }),
  f32: (number: number): RawValue => ({ type: 6, bytes: f32(number) }),
  bool: (is: boolean): RawValue => ({ type: 7, bytes: Buffer.from([Number(is)]) }),
  text: (text: string): RawValue => ({ type: STRING, bytes: textBytes(text) }),
  u32s: (list: number[]): RawValue => array(5, list.map(u32)),
  f32s: (list: number[]): RawValue => array(6, list.map(f32)),
  bools: (list: boolean[]): RawValue => array(7, [Buffer.from(list.map(Number))], list.length),
}

function array(element: number, parts: Buffer[], length = parts.length): RawValue {
  return { type: ARRAY, bytes: Buffer.concat([u32(element), u64(length), ...parts]) }
}
