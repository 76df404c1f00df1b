import type { Queryable } from '../database/connect.js'
import { matches } from './matches.js'
import type { Planned } from './plan.js'
import { looser } from './text-query.js'

/** How many of the words a photo must have. */
export interface Level {
  /** -1 for all, else the step of `looser` */
  level: number
  /** words, by their number, that no photo has and that are not asked for */
  without: number[]
}

export const EVERY_WORD: Level = { level: -1, without: [] }

/** The words as parts of a tsquery. */
export function levelQuery({ text }: Planned, { level, without }: Level): string[] {
  if (!text) return []
  const asked = text.each.filter((_, i) => !without.includes(i))
  return level < 0 ? asked : looser(asked).slice(level, level + 1)
}

/** The strictest level at which anything is found; undefined when no photo has any of the words. */
export async function findLevel(tx: Queryable, plan: Planned): Promise<Level | undefined> {
  if (!plan.text || (await anything(tx, plan, EVERY_WORD))) return EVERY_WORD
  return await findLooserLevel(tx, plan)
}

/** The same when it is known that no photo has every word. */
export async function findLooserLevel(tx: Queryable, plan: Planned): Promise<Level | undefined> {
  const { each } = plan.text ?? { each: [] }
  const without: number[] = []
  for (const [i] of each.entries()) {
    const others = each.map((_, other) => other).filter((other) => other !== i)
    if (!(await anything(tx, plan, { level: -1, without: others }))) without.push(i)
  }
  if (without.length === each.length) return undefined
  const strict = without.length > 0 ? [{ level: -1, without }] : []
  const loose = looser(each.filter((_, i) => !without.includes(i))).map((_, level) => ({ level, without }))
  for (const level of [...strict, ...loose]) if (await anything(tx, plan, level)) return level
  return undefined
}

async function anything(tx: Queryable, plan: Planned, level: Level): Promise<boolean> {
  const marks = [...plan.conditions.marks, ...levelQuery(plan, level)]
  return (await matches(tx, { ...plan.conditions, marks }, { order: 'newest', limit: 1 })).length > 0
}
