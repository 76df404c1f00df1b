const BINS = 4_096

/**
 * The rows with the highest scores, best first; of equals the lower row. Scores are counted into bins first, so that only
 * the best few are sorted, however many are wanted next time.
 */
export function topRows(scores: Int32Array, limit: number): Uint32Array {
  const wanted = Math.max(0, Math.min(limit, scores.length))
  if (wanted === 0) return new Uint32Array()
  const { binOf, bar } = binOfRank(scores, wanted)
  const candidates: number[] = []
  for (let row = 0; row < scores.length; row++) {
    if (binOf(scores[row] as number) >= bar) candidates.push(row)
  }
  const better = (a: number, b: number) => (scores[b] as number) - (scores[a] as number) || a - b
  return Uint32Array.from(candidates).sort(better).subarray(0, wanted)
}

/** In which bin the score lies that `rank` others reach. */
function binOfRank(scores: Int32Array, rank: number): { binOf(score: number): number; bar: number } {
  let low = scores[0] as number
  let high = low
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row] as number
    if (score < low) low = score
    if (score > high) high = score
  }
  const scale = BINS / (high - low + 1)
  const binOf = (score: number) => Math.trunc((score - low) * scale)
  const counts = new Uint32Array(BINS)
  for (let row = 0; row < scores.length; row++) {
    const bin = binOf(scores[row] as number)
    counts[bin] = (counts[bin] as number) + 1
  }
  let bar = BINS - 1
  for (let above = counts[bar] as number; above < rank; above += counts[bar] as number) bar--
  return { binOf, bar }
}
