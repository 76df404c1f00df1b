/**
 * Milliseconds to wait before the next start after so many failures in a row: none after the first, then doubling from
 * `first` up to `most`, a quarter more or less, so that several engines do not return in step.
 */
export function backOff(failures: number, { first, most }: { first: number; most: number }): number {
  if (failures <= 1) return 0
  return Math.min(most, first * 2 ** (failures - 2)) * (0.75 + Math.random() / 2)
}
