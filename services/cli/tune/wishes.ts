import { FatalError } from '#core/errors'
import type { Grid } from '#vision/tuning/measure-grid'

export interface TuneOptions {
  explain?: boolean
  json?: boolean
  minutes?: string
  slots?: string
  imageTokens?: string
  dryRun?: boolean
}

/** What the owner wants measured; undefined leaves it to the machine. */
export interface TuneWishes {
  minutes: number
  slots: number[] | undefined
  imageTokens: number[] | undefined
}

const MINUTES = 10

/** @throws FatalError naming the option, what it expects and what it got */
export function wishesFrom({ minutes, slots, imageTokens }: TuneOptions): TuneWishes {
  const time = minutes === undefined ? MINUTES : Number(minutes)
  if (!(time > 0 && time <= 24 * 60)) {
    throw new FatalError(`--minutes: expected a number from above 0 to ${24 * 60}, got ${minutes}.`)
  }
  return {
    minutes: time,
    slots: counts('--slots', slots, 64),
    imageTokens: counts('--image-tokens', imageTokens, 4096),
  }
}

/** @throws FatalError when the server decides about image tokens, or the model takes fewer */
export function narrowed(grid: Grid, { slots, imageTokens }: TuneWishes): Grid {
  if (!imageTokens) return { ...grid, slots: slots ?? grid.slots }
  const most = Math.max(...grid.imageTokens.map((tokens) => tokens ?? 0))
  if (most === 0) throw new FatalError('--image-tokens: a server has its own setting; set it there.')
  const large = imageTokens.find((tokens) => tokens > most)
  if (large) throw new FatalError(`--image-tokens: expected at most ${most} for this model, got ${large}.`)
  return { slots: slots ?? grid.slots, imageTokens }
}

function counts(option: string, text: string | undefined, most: number): number[] | undefined {
  if (text === undefined) return undefined
  const list = text.split(',').map((part) => (/^\s*\d+\s*$/.test(part) ? Number(part) : Number.NaN))
  if (!list.every((count) => count >= 1 && count <= most)) {
    throw new FatalError(`${option}: expected numbers from 1 to ${most} such as 1,2,4, got ${text}.`)
  }
  return [...new Set(list)].sort((a, b) => a - b)
}
