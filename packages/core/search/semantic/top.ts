interface Rated {
  row: number
  value: number
}

/** Gathers the rows with the largest values; of equals, the lower row wins. */
export function topOf(limit: number) {
  let kept: Rated[] = []
  /** what a value must exceed to be looked at */
  let bar = Number.NEGATIVE_INFINITY
  const better = (a: Rated, b: Rated) => b.value - a.value || a.row - b.row

  /** Sorting now and then is cheaper than keeping order: most values fail at the bar. */
  function shrink(): void {
    kept = kept.sort(better).slice(0, limit)
    if (kept.length === limit) bar = kept.at(-1)?.value ?? bar
  }

  function offer(row: number, value: number): void {
    if (value <= bar || limit <= 0) return
    kept.push({ row, value })
    if (kept.length >= limit * 2 + 64) shrink()
  }

  return {
    offer,
    /** Values of successive rows. */
    offerAll(firstRow: number, values: Float32Array): void {
      for (let i = 0; i < values.length; i++) if ((values[i] as number) > bar) offer(firstRow + i, values[i] as number)
    },
    best(): Rated[] {
      shrink()
      return kept
    },
  }
}
