import { messageOf } from '#core/errors'
import type { VisionEngine } from '../engines/engine.js'
import type { Language } from '../prompt.js'
import { measureEngine, OutOfTimeError } from './measure-engine.js'
import { type Grid, openSettings, type Skipped, skippedSettings } from './measure-grid.js'
import type { NextPicture } from './measure-pictures.js'
import type { Figures, MeasuredRow, Row, Setting } from './measure-rows.js'
import { bestRow } from './measure-rule.js'

export interface Measuring {
  grid: Grid
  /** makes an engine for one setting; it is closed again before the next */
  engineFor(setting: Setting): VisionEngine
  nextPicture: NextPicture
  language: Language
  /** photos for each setting, where time allows */
  photos: number
  /** shortest time for each setting */
  secondsEach: number
  /** time for all of it */
  minutes: number
  signal: AbortSignal
  onProgress?: ((progress: Progress) => void) | undefined
  /** called with each line of the table when it is known */
  onRow?: ((row: Row) => void) | undefined
}

export interface Progress extends Setting {
  /** settings that were measured or failed before this one, and how many this one and those after it are at most */
  done: number
  left: number
  /** photos that counted so far; undefined while it loads and warms up */
  photos: number | undefined
  photosPerMinute: number | undefined
}

export interface Measured {
  rows: Row[]
  /** settings that cannot win */
  skipped: Skipped[]
  /** settings that time did not suffice for; while there are any, nobody knows the best */
  untried: Setting[]
  best: MeasuredRow | undefined
}

/**
 * Measures one setting after the other, the cheapest first, and leaves out what cannot win. One that fails is a row that
 * says so.
 * @throws the signal's reason when the owner stops it
 */
export async function measure(measuring: Measuring): Promise<Measured> {
  const { grid, minutes, signal } = measuring
  const end = Date.now() + 60_000 * minutes
  const deadline = AbortSignal.timeout(60_000 * minutes)
  const rows: Row[] = []
  const add = (row: Row) => {
    rows.push(row)
    measuring.onRow?.(row)
  }
  for (;;) {
    signal.throwIfAborted()
    const open = openSettings(grid, rows)
    const [setting] = open
    if (!setting || deadline.aborted) {
      return { rows, skipped: skippedSettings(grid, rows), untried: open, best: bestRow(rows) }
    }
    const until = Date.now() + (end - Date.now()) / open.length
    try {
      const figures = await measureOne(setting, measuring, { done: rows.length, left: open.length, deadline, until })
      add({ ...setting, ...figures })
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof OutOfTimeError)) add({ ...setting, failed: messageOf(error) })
    }
  }
}

async function measureOne(
  setting: Setting,
  measuring: Measuring,
  { done, left, deadline, until }: { done: number; left: number; deadline: AbortSignal; until: number },
): Promise<Figures> {
  const { secondsEach, onProgress } = measuring
  const engine = measuring.engineFor(setting)
  try {
    return await measureEngine(engine, {
      ...measuring,
      ...{ slots: setting.slots, seconds: secondsEach, until, deadline },
      onProgress: (photos, seconds) => {
        const photosPerMinute = photos && seconds > 0 ? (60 * photos) / seconds : undefined
        onProgress?.({ ...setting, done, left, photos, photosPerMinute })
      },
    })
  } finally {
    await engine.close()
  }
}
