import { ID_BYTES, RowTable } from './row-table.js'
import { createScanner, LANES, ROWS_AT, SCAN_ROWS, type Scanner } from './scan.js'
import { topOf } from './top.js'
import { fromBytes } from './vector.js'

const PAGE = 65_536
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
    return this.#memory.buffer.byteLength + this.#table.bytes()
  }

  /** Adds a photo, or changes its vector. @param photoId in hex @param vector signed bytes */
  put(photoId: string, vector: Uint8Array): void {
    if (vector.length !== this.dimensions) {
      throw new RangeError(`expected a vector of ${this.dimensions} dimensions, got ${vector.length}`)
    }
    const row = this.#table.add(Buffer.from(photoId, 'hex'))
    this.#reserve(row + 1)
    new Uint8Array(this.#memory.buffer, this.#at(row), this.dimensions).set(vector)
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
    this.#scanner.ask(question)
    const top = topOf(limit)
    if (only) {
      for (const photoId of only) {
        const row = this.#table.find(Buffer.from(photoId, 'hex'))
        if (row !== undefined) top.offer(row, this.#scanner.scan(row, 1)[0] as number)
      }
    } else {
      for (let first = 0; first < this.rows; first += SCAN_ROWS) {
        top.offerAll(first, this.#scanner.scan(first, Math.min(SCAN_ROWS, this.rows - first)))
      }
    }
    const best = top.best()
    const ids = new Uint8Array(best.length * ID_BYTES)
    for (const [i, { row }] of best.entries()) ids.set(this.#table.idOf(row), i * ID_BYTES)
    return { ids, similarities: Float32Array.from(best, ({ value }) => value) }
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
