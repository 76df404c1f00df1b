import { ID_BYTES, RowTable } from './row-table.js'
import { createScanner, LANES, ROWS_AT, SCAN_ROWS, SCORE_OF_ONE, type Scanner } from './scan.js'
import type { Usual } from './semantic.js'
import { topRows } from './top.js'
import { usualOf } from './usual.js'
import { fromBytes } from './vector.js'

const PAGE = 65_536
/** Photos by which the usual similarity is known well enough. */
const SAMPLED = 4_096
/** Memory grows by a quarter, at least by this. */
const LEAST_GROWTH = 16 * 1024 * 1024

/** Photos by nearness, best first, packed: a list of objects would keep the thread that receives it busy. */
export interface Nearest {
  ids: Uint8Array<ArrayBuffer>
  /** cosines, -1 to 1 */
  similarities: Float32Array<ArrayBuffer>
}

export interface Near {
  photoId: string
  similarity: number
}

export function unpack({ ids, similarities }: Nearest, from = 0, to = similarities.length): Near[] {
  const hex = Buffer.from(ids.buffer, ids.byteOffset, ids.length).toString('hex', from * ID_BYTES, to * ID_BYTES)
  return Array.from(similarities.subarray(from, to), (similarity, i) => ({
    photoId: hex.slice(i * 2 * ID_BYTES, (i + 1) * 2 * ID_BYTES),
    similarity,
  }))
}

/** Vectors of photos in one piece of memory, and the exact nearest of them. Not for the thread that answers people. */
export class Matrix {
  readonly #memory = new WebAssembly.Memory({ initial: ROWS_AT / PAGE + 16 })
  readonly #stride: number
  readonly #scanner: Scanner
  readonly #table = new RowTable()
  #scores = new Int32Array()
  /** as long as nothing has changed since */
  #last: { question: Float32Array; scores: Int32Array } | undefined
  /** rows that the sweep under way has met; undefined while there is none */
  #met: Uint8Array | undefined

  constructor(
    readonly dimensions: number,
    kind?: Scanner['kind'],
  ) {
    this.#stride = Math.ceil(dimensions / LANES) * LANES
    this.#scanner = createScanner(this.#memory, this.#stride, kind)
  }

  get rows(): number {
    return this.#table.rows
  }

  get kind(): Scanner['kind'] {
    return this.#scanner.kind
  }

  bytes(): number {
    return this.#memory.buffer.byteLength + this.#table.bytes() + this.#scores.byteLength
  }

  /** Adds a photo, or changes its vector. @param photoId in hex @param vector signed bytes */
  put(photoId: string, vector: Uint8Array): void {
    if (vector.length !== this.dimensions) {
      throw new RangeError(`expected a vector of ${this.dimensions} dimensions, got ${vector.length}`)
    }
    const row = this.#table.add(Buffer.from(photoId, 'hex'))
    this.#reserve(row + 1)
    new Uint8Array(this.#memory.buffer, this.#at(row), this.dimensions).set(vector)
    this.#last = undefined
    if (!this.#met) return
    if (row >= this.#met.length) {
      const larger = new Uint8Array(row * 2 + 1024)
      larger.set(this.#met)
      this.#met = larger
    }
    this.#met[row] = 1
  }

  vectorOf(photoId: string): Float32Array | undefined {
    const row = this.#table.find(Buffer.from(photoId, 'hex'))
    if (row === undefined) return undefined
    return fromBytes(new Uint8Array(this.#memory.buffer, this.#at(row), this.dimensions))
  }

  /** From now until {@link endSweep} every photo that exists is put again. */
  beginSweep(): void {
    this.#met = new Uint8Array(this.rows)
  }

  /** Forgets the photos that were not put since the beginning. @returns how many */
  endSweep(): number {
    const [met, before] = [this.#met, this.rows]
    this.#met = undefined
    if (!met) return 0
    let missing = 0
    for (let row = 0; row < before; row++) if (met[row] !== 1) missing++
    if (missing === 0) return 0
    this.#last = undefined
    const memory = new Uint8Array(this.#memory.buffer)
    this.#table.retain(
      (row) => met[row] === 1,
      (from, to) => memory.copyWithin(this.#at(to), this.#at(from), this.#at(from + 1)),
    )
    return missing
  }

  /** The nearest by exact comparison with all of them (or with `only` these), best first. @param question of length 1 */
  nearest(question: Float32Array, limit: number, only?: string[]): Nearest {
    if (question.length !== this.dimensions) {
      throw new RangeError(`expected a question of ${this.dimensions} dimensions, got ${question.length}`)
    }
    const rows = only ? this.#rowsOf(only) : undefined
    const scores = rows ? this.#scoresOf(question, rows) : this.#scoresOfAll(question)
    const best = topRows(scores, limit)
    const ids = new Uint8Array(best.length * ID_BYTES)
    for (const [i, at] of best.entries()) ids.set(this.#table.idOf(rows?.[at] ?? at), i * ID_BYTES)
    return { ids, similarities: Float32Array.from(best, (at) => (scores[at] as number) / SCORE_OF_ONE) }
  }

  /**
   * How the question stands to the library, from every so many-th row: what is stored has no order of meaning. The nearest
   * of the same question are then known without comparing again.
   */
  usual(question: Float32Array): Usual {
    const step = Math.max(1, Math.floor(this.rows / SAMPLED))
    const sample = this.#scoresOfAll(question).filter((_, row) => row % step === 0)
    return usualOf(sample, SCORE_OF_ONE, this.rows)
  }

  #rowsOf(photoIds: string[]): number[] {
    return photoIds.flatMap((photoId) => this.#table.find(Buffer.from(photoId, 'hex')) ?? [])
  }

  #scoresOf(question: Float32Array, rows: number[]): Int32Array {
    this.#scanner.ask(question)
    return Int32Array.from(rows, (row) => this.#scanner.scan(row, 1)[0] as number)
  }

  /** Asked for more of the same question, the scores are still there. */
  #scoresOfAll(question: Float32Array): Int32Array {
    const last = this.#last
    if (last?.question.every((value, i) => value === question[i])) return last.scores
    if (this.#scores.length < this.rows) this.#scores = new Int32Array(Math.ceil(this.rows * 1.25))
    this.#scanner.ask(question)
    for (let first = 0; first < this.rows; first += SCAN_ROWS) {
      this.#scores.set(this.#scanner.scan(first, Math.min(SCAN_ROWS, this.rows - first)), first)
    }
    this.#last = { question: question.slice(), scores: this.#scores.subarray(0, this.rows) }
    return this.#last.scores
  }

  #at(row: number): number {
    return ROWS_AT + row * this.#stride
  }

  #reserve(rows: number): void {
    const missing = this.#at(rows) - this.#memory.buffer.byteLength
    if (missing <= 0) return
    const growth = Math.max(missing, LEAST_GROWTH, this.#memory.buffer.byteLength / 4)
    this.#memory.grow(Math.ceil(growth / PAGE))
  }
}
