/** Bytes of a photo's id. */
export const ID_BYTES = 32

/**
 * Finds a photo's row: ids as bytes and an open table of row numbers, 40 bytes a photo, where a Map of strings takes
 * 200. Ids are hashes, so that any part of them is a good place to begin looking.
 */
export class RowTable {
  rows = 0
  #ids = new Uint8Array(1024 * ID_BYTES)
  /** row + 1, 0 for a free place; at most half full */
  #places = new Uint32Array(4096)

  find(id: Uint8Array): number | undefined {
    const taken = this.#places[this.#placeOf(id)] as number
    return taken === 0 ? undefined : taken - 1
  }

  /** The row of this id, which may be a new one at the end. */
  add(id: Uint8Array): number {
    const known = this.find(id)
    if (known !== undefined) return known
    if ((this.rows + 1) * ID_BYTES > this.#ids.length) {
      const larger = new Uint8Array(this.#ids.length * 2)
      larger.set(this.#ids)
      this.#ids = larger
    }
    if ((this.rows + 1) * 2 > this.#places.length) this.#rebuild(this.#places.length * 2)
    this.#ids.set(id, this.rows * ID_BYTES)
    this.#places[this.#placeOf(id)] = ++this.rows
    return this.rows - 1
  }

  idOf(row: number): Uint8Array {
    return this.#ids.subarray(row * ID_BYTES, (row + 1) * ID_BYTES)
  }

  /** Keeps the rows that `keep` says, which move together; `moved` is told of each. */
  retain(keep: (row: number) => boolean, moved: (from: number, to: number) => void): void {
    let to = 0
    for (let from = 0; from < this.rows; from++) {
      if (!keep(from)) continue
      if (from !== to) {
        this.#ids.copyWithin(to * ID_BYTES, from * ID_BYTES, (from + 1) * ID_BYTES)
        moved(from, to)
      }
      to++
    }
    this.rows = to
    this.#rebuild(this.#places.length)
  }

  bytes(): number {
    return this.#ids.length + this.#places.byteLength
  }

  /** Where this id is, or the free place where it belongs. */
  #placeOf(id: Uint8Array): number {
    const mask = this.#places.length - 1
    let place =
      ((id[0] as number) | ((id[1] as number) << 8) | ((id[2] as number) << 16) | ((id[3] as number) << 24)) & mask
    for (;;) {
      const taken = this.#places[place] as number
      if (taken === 0 || this.#has(taken - 1, id)) return place
      place = (place + 1) & mask
    }
  }

  #has(row: number, id: Uint8Array): boolean {
    const at = row * ID_BYTES
    for (let i = 0; i < ID_BYTES; i++) if (this.#ids[at + i] !== id[i]) return false
    return true
  }

  #rebuild(places: number): void {
    this.#places = new Uint32Array(places)
    for (let row = 0; row < this.rows; row++) this.#places[this.#placeOf(this.idOf(row))] = row + 1
  }
}
