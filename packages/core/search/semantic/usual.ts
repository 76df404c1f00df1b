import type { Spread, Usual } from './semantic.js'

/** Below the middle of a bell curve lie, at one, two and three deviations, these parts of all. */
const TAIL = [
  [1, 0.158_66],
  [2, 0.022_75],
  [3, 0.001_35],
] as const

/**
 * The middle and the deviation of similarities, by what lies below the middle alone: photos that are meant may be a third of the
 * library, and would make the deviation theirs. Of a curve with a long tail the deviation is that of its tail.
 * @param scores of some photos @param one the score that is a similarity of 1 @param photos of the whole library
 */
export function usualOf(scores: ArrayLike<number>, one: number, photos: number): Usual {
  const sorted = Float64Array.from(scores, (score) => score / one).sort()
  const nearest = (part: number) => spreadOf(sorted.subarray(Math.floor(sorted.length * (1 - part))), photos * part)
  return { all: nearest(1), nearer: [nearest(1 / 2), nearest(1 / 4)] }
}

/** @param sorted similarities, the least first */
function spreadOf(sorted: Float64Array, photos: number): Spread {
  if (sorted.length === 0) return { middle: 0, deviation: 1, photos }
  const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))] as number
  const middle = at(0.5)
  const known = TAIL.filter(([, part]) => part * sorted.length >= 3)
  const deviation = Math.max(0, ...known.map(([times, part]) => (middle - at(part)) / times))
  return { middle, deviation: deviation || 1, photos }
}

/** How far above the middle, in deviations. */
export function standing(similarity: number, { middle, deviation }: Spread): number {
  return (similarity - middle) / deviation
}

/** At most so many of those that are taken for near may be so by chance. */
const BY_CHANCE = 0.1

/**
 * How many of the nearest are clearly nearer than by chance: of so many photos that mean something else, fewer than a
 * tenth of them would be as near (Benjamini and Hochberg, 1995). That must hold among the nearer ones as well: half of the
 * library stands out where a model knows languages and nothing else.
 * @param similarities best first
 */
export function clearlyNear(similarities: number[], usual: Usual): number {
  const counts = [usual.all, ...usual.nearer].map(
    (spread) =>
      similarities.findLastIndex(
        (similarity, i) => spread.photos * partAbove(standing(similarity, spread)) <= BY_CHANCE * (i + 1),
      ) + 1,
  )
  return Math.min(...counts)
}

/** How similar a photo has to be at the least to be clearly near, as one of so many. */
export function leastNear(usual: Usual, count: number): number {
  return Math.max(
    ...[usual.all, ...usual.nearer].map(
      ({ middle, deviation, photos }) => middle + deviation * deviationsWith((BY_CHANCE * count) / Math.max(1, photos)),
    ),
  )
}

/** Above how many deviations no larger part than this lies. */
function deviationsWith(part: number): number {
  let [low, high] = [-10, 10]
  while (high - low > 1e-3) {
    const between = (low + high) / 2
    if (partAbove(between) > part) low = between
    else high = between
  }
  return low
}

/** The part of a bell curve that lies above so many deviations (Abramowitz and Stegun, 26.2.17). */
function partAbove(deviations: number): number {
  if (deviations < 0) return 1 - partAbove(-deviations)
  const t = 1 / (1 + 0.231_641_9 * deviations)
  const sum = t * (0.319_381_53 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))))
  return (Math.exp((-deviations * deviations) / 2) / Math.sqrt(2 * Math.PI)) * sum
}
