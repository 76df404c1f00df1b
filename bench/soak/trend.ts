/** A straight line through samples, by least squares. */
export interface Trend {
  mean: number
  /** Change in an hour. */
  perHour: number
  /** Standard error of perHour. */
  error: number
  /** Change over the time that was observed. */
  growth: number
}

/** @param samples at hours since the start */
export function trendOf(samples: { hours: number; value: number }[]): Trend {
  const n = samples.length
  const meanX = samples.reduce((sum, each) => sum + each.hours, 0) / n
  const mean = samples.reduce((sum, each) => sum + each.value, 0) / n
  const squares = samples.reduce((sum, each) => sum + (each.hours - meanX) ** 2, 0)
  const perHour = samples.reduce((sum, each) => sum + (each.hours - meanX) * (each.value - mean), 0) / squares
  const residual = samples.reduce((sum, each) => sum + (each.value - mean - perHour * (each.hours - meanX)) ** 2, 0)
  const span = (samples.at(-1)?.hours ?? 0) - (samples[0]?.hours ?? 0)
  return { mean, perHour, error: Math.sqrt(residual / (n - 2) / squares), growth: perHour * span }
}

/** Growth that is more than noise: three standard errors, 5 % of the mean in an hour, and `least`. */
export function isGrowing(trend: Trend, least: number): boolean {
  return trend.perHour > Math.max(3 * trend.error, 0.05 * trend.mean, least)
}
