import type { Seconds } from './speed.js'

/** `7.4 GB`; cards and memory are spoken of in 2^30, as they are sold. */
export function gigabytes(bytes: number): string {
  const value = bytes / 2 ** 30
  return `${value >= 10 ? Math.round(value) : value.toFixed(1).replace(/\.0$/, '')} GB`
}

/** `3 to 8 seconds`, `2 to 9 minutes`, in figures that do not pretend to be exact. */
export function duration({ from, to }: Seconds): string {
  if (to <= 120) return range(from, to, 'second')
  if (from >= 5400) return range(from / 3600, to / 3600, 'hour')
  if (from >= 60) return range(from / 60, to / 60, 'minute')
  return `${rounded(from)} seconds to ${rounded(to / 60)} minutes`
}

/** Photos in a day, rounded down to one figure: `4,000 to 9,000`. */
export function photosADay({ from, to }: Seconds): string {
  const few = oneFigure(86_400 / to)
  const many = oneFigure(86_400 / from)
  return few === many ? few.toLocaleString('en') : `${few.toLocaleString('en')} to ${many.toLocaleString('en')}`
}

function range(from: number, to: number, unit: string): string {
  const [low, high] = [rounded(from), rounded(to)]
  return low === high ? `${low} ${unit}${low === '1' ? '' : 's'}` : `${low} to ${high} ${unit}s`
}

function rounded(value: number): string {
  if (value < 1.95) return String(Math.max(0.5, Math.round(value * 2) / 2))
  return String(value < 20 ? Math.round(value) : Math.round(value / 5) * 5)
}

function oneFigure(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))))
  return Math.floor(value / unit) * unit
}
