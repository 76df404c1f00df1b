import { isMeasured, type MeasuredRow, type Row } from './measure-rows.js'

/** Larger pictures are worth their time down to this share of the best speed. */
const WORTH_RATE = 0.7
/** Fewer photos at a time need less memory; they are preferred when they cost no more speed than this. */
const SAME_RATE = 0.97

/**
 * The setting to keep: of the image budgets, the largest that still reaches 70 % of the best rate, because small print
 * and small faces need tokens; at that budget the slots with the most photos a minute, fewer where they are within 3 %.
 *
 * @returns undefined when nothing could be measured
 */
export function bestRow(rows: readonly Row[]): MeasuredRow | undefined {
  const measured = rows.filter(isMeasured)
  const worthy = measured.filter((row) => row.photosPerMinute >= WORTH_RATE * topRate(measured))
  const budget = Math.max(...worthy.map(budgetOf))
  const rivals = measured.filter((row) => budgetOf(row) === budget)
  return rivals.filter((row) => row.photosPerMinute >= SAME_RATE * topRate(rivals)).sort((a, b) => a.slots - b.slots)[0]
}

export function topRate(rows: readonly MeasuredRow[]): number {
  return Math.max(0, ...rows.map((row) => row.photosPerMinute))
}

const budgetOf = (row: MeasuredRow) => row.imageTokens ?? 0
