import { dotProducts } from './scan-code.js'

/** A question's vector in 16 bits a dimension, rows in 8: no product of the two can leave 32 bits. */
const QUESTION = 32_767
const ROW = 127

/** Dimensions of a row in memory are a multiple of this: what one instruction takes. */
export const LANES = 16

/** The score of two equal vectors of length 1. */
export const SCORE_OF_ONE = QUESTION * ROW

export interface Scanner {
  /** Compares the rows with the question that {@link ask} set. @returns their scores, good until the next call */
  scan(firstRow: number, rows: number): Int32Array
  ask(question: Float32Array): void
  readonly kind: 'simd' | 'plain'
}

/** Where things lie in the memory: the question, then the results of one scan, then the rows. */
export const SCAN_ROWS = 16_384
const RESULTS_AT = 65_536
export const ROWS_AT = RESULTS_AT + SCAN_ROWS * 4

/**
 * Compares with every row. WebAssembly takes 16 dimensions with one instruction, thirty times as fast as JavaScript; a
 * processor that cannot (V8 refuses the code there) gets the JavaScript.
 * @param stride bytes from one row to the next, a multiple of {@link LANES}
 */
export function createScanner(memory: WebAssembly.Memory, stride: number, kind?: Scanner['kind']): Scanner {
  const dot = kind === 'plain' ? undefined : compiled(memory)
  const products = dot ?? ((row, rows, dimensions) => plainProducts(memory, row, rows, dimensions))
  return {
    kind: dot ? 'simd' : 'plain',
    ask(question) {
      const target = new Int16Array(memory.buffer, 0, stride)
      target.fill(0)
      for (let i = 0; i < question.length; i++) target[i] = Math.round((question[i] as number) * QUESTION)
    },
    scan(firstRow, rows) {
      products(ROWS_AT + firstRow * stride, rows, stride, 0, RESULTS_AT)
      return new Int32Array(memory.buffer, RESULTS_AT, rows)
    },
  }
}

type Products = (rowAt: number, rows: number, dimensions: number, questionAt: number, resultsAt: number) => void

function compiled(memory: WebAssembly.Memory): Products | undefined {
  if (!WebAssembly.validate(dotProducts)) return undefined
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(dotProducts), { scan: { memory } })
  return exports.dotProducts as Products
}

function plainProducts(memory: WebAssembly.Memory, rowAt: number, rows: number, dimensions: number): void {
  const bytes = new Int8Array(memory.buffer, rowAt, rows * dimensions)
  const question = new Int16Array(memory.buffer, 0, dimensions)
  const results = new Int32Array(memory.buffer, RESULTS_AT, rows)
  for (let row = 0, at = 0; row < rows; row++) {
    let sum = 0
    for (let i = 0; i < dimensions; i++, at++) sum += (bytes[at] as number) * (question[i] as number)
    results[row] = sum
  }
}
