import { isMeasured, type Row, type Setting } from './measure-rows.js'
import { topRate } from './measure-rule.js'

/** All settings that are worth asking about on this machine. */
export interface Grid {
  /** ascending */
  slots: readonly number[]
  /** ascending; `[undefined]` where a server decides */
  imageTokens: readonly (number | undefined)[]
}

export interface Skipped extends Setting {
  /** a clause, such as `2 at a time were no faster than 1` */
  because: string
}

/** More at a time must gain at least this much to be followed further. */
const WORTH_MORE = 1.03
/** A number of slots this far behind the best with small pictures will not be the best with larger ones. */
const FAR_BEHIND = 0.9
/** The rule's own limit: see {@link bestRow}. */
const WORTH_RATE = 0.7

/** Settings that may still win and were not measured yet, cheapest first. */
export function openSettings(grid: Grid, rows: readonly Row[]): Setting[] {
  return cells(grid).filter((cell) => !isAsked(cell, rows) && whyNot(cell, rows) === undefined)
}

/** Settings that need not be measured, as far as the rows tell. */
export function skippedSettings(grid: Grid, rows: readonly Row[]): Skipped[] {
  return cells(grid)
    .filter((cell) => !isAsked(cell, rows))
    .flatMap((cell) => {
      const because = whyNot(cell, rows)
      return because === undefined ? [] : [{ ...cell, because }]
    })
}

function cells({ slots, imageTokens }: Grid): Setting[] {
  return imageTokens.flatMap((tokens) =>
    slots.map((each) => (tokens === undefined ? { slots: each } : { slots: each, imageTokens: tokens })),
  )
}

function isAsked(cell: Setting, rows: readonly Row[]): boolean {
  return rows.some((row) => row.slots === cell.slots && row.imageTokens === cell.imageTokens)
}

function whyNot(cell: Setting, rows: readonly Row[]): string | undefined {
  return afterFailure(cell, rows) ?? withoutGain(cell, rows) ?? tooSlow(cell, rows) ?? farBehind(cell, rows)
}

/** What needs more memory and more time than a setting that failed would fail too. */
function afterFailure(cell: Setting, rows: readonly Row[]): string | undefined {
  const failed = rows.find(
    (row) => !isMeasured(row) && row.slots <= cell.slots && (row.imageTokens ?? 0) <= (cell.imageTokens ?? 0),
  )
  return failed && `${atATime(failed.slots)} ${seeing(failed)}failed already`
}

/** The gain of more slots only ever falls. */
function withoutGain(cell: Setting, rows: readonly Row[]): string | undefined {
  const fewer = rows
    .filter(isMeasured)
    .filter((row) => row.imageTokens === cell.imageTokens && row.slots < cell.slots)
    .sort((a, b) => a.slots - b.slots)
  const [before, last] = fewer.slice(-2)
  if (!before || !last || last.photosPerMinute >= WORTH_MORE * before.photosPerMinute) return undefined
  return `${atATime(last.slots)} gained nothing over ${before.slots}`
}

/** Larger pictures are never faster. */
function tooSlow(cell: Setting, rows: readonly Row[]): string | undefined {
  const measured = rows.filter(isMeasured)
  const best = topRate(measured)
  const smaller = budgetsBelow(cell, rows).find(
    (tokens) => topRate(measured.filter((row) => row.imageTokens === tokens)) < WORTH_RATE * best,
  )
  return smaller === undefined ? undefined : `${smaller} image tokens are too slow already`
}

function farBehind(cell: Setting, rows: readonly Row[]): string | undefined {
  const before = budgetsBelow(cell, rows).at(-1)
  if (before === undefined) return undefined
  const measured = rows.filter(isMeasured).filter((row) => row.imageTokens === before)
  const same = measured.find((row) => row.slots === cell.slots)
  if (same && same.photosPerMinute >= FAR_BEHIND * topRate(measured)) return undefined
  return `not among the fastest with ${before} image tokens`
}

/** Smaller budgets of which something is known, ascending. */
function budgetsBelow(cell: Setting, rows: readonly Row[]): number[] {
  const known = rows.filter(isMeasured).flatMap((row) => row.imageTokens ?? [])
  return [...new Set(known)].filter((tokens) => tokens < (cell.imageTokens ?? 0)).sort((a, b) => a - b)
}

const atATime = (slots: number) => `${slots} at a time`
const seeing = ({ imageTokens }: Setting) => (imageTokens === undefined ? '' : `with ${imageTokens} image tokens `)
