/** Seeded random numbers (mulberry32): the same seed draws the same library on every machine. */
export interface Random {
  /** 0 up to 1 */
  next(): number
  /** both ends included */
  int(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** the first is the usual one: it comes about half the time */
  usually<T>(list: readonly T[]): T
  /** different ones, in random order */
  some<T>(list: readonly T[], count: number): T[]
  weighted<T>(list: readonly (readonly [T, number])[]): T
}

export function random(seed: number): Random {
  let state = Math.imul(seed + 1, 2654435761)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const chance = (probability: number) => next() < probability
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new Error('Expected a list to pick from, got an empty one.')
    return list[int(0, list.length - 1)] as T
  }
  const some = <T>(list: readonly T[], count: number) => {
    const left = [...list]
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(int(0, left.length - 1), 1)[0] as T)
  }
  return {
    ...{ next, int, chance, pick, some },
    usually: (list) => (list.length > 1 && !chance(0.5) ? pick(list.slice(1)) : pick(list.slice(0, 1))),
    weighted(list) {
      let at = next() * list.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of list) {
        at -= weight
        if (at < 0) return value
      }
      return pick(list)[0]
    },
  }
}
