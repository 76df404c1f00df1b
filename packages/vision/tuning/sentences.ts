import { say } from '#core/sentences/say'
import type { Seconds } from './speed.js'

/** `7.4 GB`; cards and memory are spoken of in 2^30, as they are sold. */
export function gigabytes(bytes: number): string {
  const value = bytes / 2 ** 30
  return `${value >= 10 ? Math.round(value) : value.toFixed(1).replace(/\.0$/, '')} GB`
}

/** `3 to 8 seconds`, `2 to 9 minutes`, in figures that do not pretend to be exact. */
export function duration({ from, to }: Seconds): string {
  if (to <= 120) return range(from, to, 'seconds')
  if (from >= 5400) return range(from / 3600, to / 3600, 'hours')
  if (from >= 60) return range(from / 60, to / 60, 'minutes')
  return say('seconds_to_minutes', { from: rounded(from), to: rounded(to / 60) })
}

/** Photos in a day, rounded down to one figure: `4,000 to 9,000`. */
export function photosADay({ from, to }: Seconds): string {
  const few = oneFigure(86_400 / to)
  const many = oneFigure(86_400 / from)
  return few === many ? few.toLocaleString('en') : `${few.toLocaleString('en')} to ${many.toLocaleString('en')}`
}

function range(from: number, to: number, unit: 'seconds' | 'minutes' | 'hours'): string {
  const [low, high] = [rounded(from), rounded(to)]
  if (low !== high) return say(`${unit}_range`, { from: low, to: high })
  return say(low === '1' ? `${unit}_one` : unit, { n: low })
}

function rounded(value: number): string {
  if (value < 1.95) return String(Math.max(0.5, Math.round(value * 2) / 2))
  return String(value < 20 ? Math.round(value) : Math.round(value / 5) * 5)
}

function oneFigure(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))))
  return Math.floor(value / unit) * unit
}
