import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/connect.js'
import { anyMark, mark } from './marks.js'
import { rowsWanted, timeMark } from './matches.js'
import type { Planned } from './plan.js'
import { looser } from './text-query.js'

/** How many of the words a photo must have. */
export interface Level {
  /** -1 for all, else the step of `looser` */
  level: number
  /** words, by their number, that no photo has and that are not asked for */
  without: number[]
  /** words, by their number, that are taken for mistyped ones, since no photo has them */
  mended: number[]
}

export const EVERY_WORD: Level = { level: -1, without: [], mended: [] }

/** Whether photos have every word; the last one may be a longer one. */
export function isComplete({ text }: Planned, { level, without, mended }: Level): boolean {
  return level < 0 && without.length === 0 && mended.every((word) => word === text?.typed)
}

/** The words as parts of a tsquery. */
export function levelQuery({ text }: Planned, { level, without, mended }: Level): string[] {
  if (!text) return []
  const asked = text.each
    .map((query, i) => (mended.includes(i) ? (text.meantToBe[i] ?? query) : query))
    .filter((_, i) => !without.includes(i))
  return level < 0 ? asked : looser(asked).slice(level, level + 1)
}

/** What a search finds at the strictest level at which it finds anything; undefined when no photo has any of the words. */
export async function atStrictest<Found>(
  tx: Queryable,
  plan: Planned,
  find: (level: Level) => Promise<Found | undefined>,
): Promise<{ level: Level; found: Found } | undefined> {
  const found = await find(EVERY_WORD)
  if (found !== undefined) return { level: EVERY_WORD, found }
  for (const level of plan.text ? await looserLevels(tx, plan) : []) {
    const found = await find(level)
    if (found !== undefined) return { level, found }
  }
  return undefined
}

/** What to try, the strictest first, when no photo has every word; nothing when no photo has any of them. */
async function looserLevels(tx: Queryable, plan: Planned): Promise<Level[]> {
  const { each, meantToBe } = plan.text ?? { each: [], meantToBe: [] }
  const found = await whichMatch(tx, plan, each)
  const missing = each.map((_, i) => i).filter((i) => !found.has(i))
  const near = await whichMatch(
    tx,
    plan,
    meantToBe.map((query, i) => (found.has(i) ? undefined : query)),
  )
  const without = missing.filter((i) => !near.has(i))
  if (without.length === each.length) return []
  const part = { without, mended: [...near] }
  const left = each.filter((_, i) => !without.includes(i))
  const strict = missing.length > 0 ? [{ level: -1, ...part }] : []
  return [...strict, ...looser(left).map((_, level) => ({ level, ...part }))]
}

/** The numbers of the queries that some photo fulfils which fulfils the conditions. */
async function whichMatch(
  tx: Queryable,
  { conditions }: Planned,
  queries: (string | undefined)[],
): Promise<Set<number>> {
  const found = new Set<number>()
  // Common words are found in a small sample, without reading the whole of their list.
  for (const part of [anyMark([mark.sample('00')]), await timeMark(tx, conditions)]) {
    const tried = queries.flatMap((query, i) =>
      query === undefined || found.has(i)
        ? []
        : [
            sql`select ${i}::int as word where exists (
              select 1 from photo_search s where ${rowsWanted(conditions, query, part)})`,
          ],
    )
    if (tried.length === 0) break
    const { rows } = await tx.execute<{ word: number }>(sql.join(tried, sql` union all `))
    for (const { word } of rows) found.add(word)
  }
  return found
}
