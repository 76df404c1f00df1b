/**
 * A WebAssembly module, written by hand because it is one loop and a compiler would be a dependency:
 *
 *   dotProducts(row, rows, dimensions, question, results)    all i32; the first and the last two are addresses
 *
 * For each row of `dimensions` signed bytes its product with the question's 16-bit numbers goes to the results as i32.
 */
const I32 = 0x7f
const V128 = 0x7b
const NOTHING = 0x40

const get = (local: number) => [0x20, local]
const set = (local: number) => [0x21, local]
const tee = (local: number) => [0x22, local]
const number = (value: number) => [0x41, value]
const add = [0x6a]
const subtract = [0x6b]
const isZero = [0x45]
const isLess = [0x49]
const block = (body: number[]) => [0x02, NOTHING, ...body, 0x0b]
const loop = (body: number[]) => [0x03, NOTHING, ...body, 0x0b]
const jump = (depth: number) => [0x0c, depth]
const jumpIf = (depth: number) => [0x0d, depth]
const storeNumber = [0x36, 2, 0]

const load16Bytes = (offset: number) => [0xfd, 0x00, 0, offset]
const zeros = [0xfd, 0x0c, ...new Array(16).fill(0)]
const lowHalfTo16Bits = [0xfd, 0x87, 0x01]
const highHalfTo16Bits = [0xfd, 0x88, 0x01]
const dot = [0xfd, 0xba, 0x01]
const addLanes = [0xfd, 0xae, 0x01]
const lane = (index: number) => [0xfd, 0x1b, index]

const [row, rows, dimensions, question, results, at, end, low, high, bytes] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const

const sixteenDimensions = [
  ...[...get(row), ...load16Bytes(0), ...tee(bytes), ...lowHalfTo16Bits],
  ...[...get(at), ...load16Bytes(0), ...dot, ...get(low), ...addLanes, ...set(low)],
  ...[...get(bytes), ...highHalfTo16Bits],
  ...[...get(at), ...load16Bytes(16), ...dot, ...get(high), ...addLanes, ...set(high)],
  ...[...get(at), ...number(32), ...add, ...set(at)],
  ...[...get(row), ...number(16), ...add, ...tee(row), ...get(end), ...isLess, ...jumpIf(0)],
]
const sumOfLanes = [0, 1, 2, 3].flatMap((index) => [...get(low), ...lane(index), ...(index > 0 ? add : [])])
const oneRow = [
  ...[...get(rows), ...isZero, ...jumpIf(1)],
  ...[...zeros, ...set(low), ...zeros, ...set(high)],
  ...[...get(question), ...set(at), ...get(row), ...get(dimensions), ...add, ...set(end)],
  ...loop(sixteenDimensions),
  ...[...get(low), ...get(high), ...addLanes, ...set(low)],
  ...[...get(results), ...sumOfLanes, ...storeNumber],
  ...[...get(results), ...number(4), ...add, ...set(results)],
  ...[...get(rows), ...number(1), ...subtract, ...set(rows)],
  ...jump(0),
]

const locals = [2, 2, I32, 3, V128]
const body = [...locals, ...block(loop(oneRow)), 0x0b]

/** Lengths below 16,384 in the variable-length form that the format wants. */
const length = (count: number) => (count < 128 ? [count] : [(count & 0x7f) | 0x80, count >> 7])
const sized = (content: number[]) => [...length(content.length), ...content]
const section = (id: number, content: number[]) => [id, ...sized(content)]
const name = (text: string) => sized([...Buffer.from(text)])

export const dotProducts = new Uint8Array([
  ...[...Buffer.from('\0asm'), 1, 0, 0, 0],
  ...section(1, [1, 0x60, 5, I32, I32, I32, I32, I32, 0]),
  ...section(2, [1, ...name('scan'), ...name('memory'), 2, 0, 1]),
  ...section(3, [1, 0]),
  ...section(7, [1, ...name('dotProducts'), 0, 0]),
  ...section(10, [1, ...sized(body)]),
])
