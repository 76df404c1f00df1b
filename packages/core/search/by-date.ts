import type { Database, Transaction } from '../database/connect.js'
import type { Cursor } from './cursor.js'
import { parameterConditions, type SearchParameters } from './filter.js'
import { findLevel, type Level, levelQuery } from './levels.js'
import { countMatches, hasMarks, type Moment, matches, type Stretch, type Wanted } from './matches.js'
import type { Page } from './page.js'
import { COUNTED } from './page.js'
import { type Planned, readShareIds } from './plan.js'
import { inSearchTransaction } from './search-transaction.js'
import { libraryShape } from './shape.js'
import type { SensitiveChoice } from './shown.js'
import type { DateOrder } from './slices.js'
import { walkTimeline } from './timeline.js'

interface Asked {
  plan: Planned
  limit: number
  cursor: Cursor | undefined
  order: DateOrder
}

/** Photos by date. New ones never move another from its page to the next. */
export async function pageByDate(tx: Transaction, { plan, limit, cursor, order }: Asked): Promise<Page> {
  const level: Level | undefined = cursor ?? (await findLevel(tx, plan))
  if (!level) return { hits: [], complete: false, total: 0, next: null }
  const query = levelQuery(plan, level)
  const wanted: Wanted = { ...plan.conditions, marks: [...plan.conditions.marks, ...query] }
  const found = await byDate(tx, wanted, { order, limit: limit + 1, after: cursor?.after })
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return {
    hits: shown.map(({ id }) => ({ photoId: id, score: 0, by: plan.text ? ['words'] : [] })),
    complete: level.level < 0 && level.without.length === 0,
    ...(cursor ? {} : { total: await total(tx, wanted, found.length > limit ? undefined : found.length) }),
    next: found.length > limit && last ? { ...level, after: { at: last.at, id: last.id } } : null,
  }
}

/** Photos that fulfil the parameters of a list. */
export async function photosByDate(
  db: Database,
  parameters: SearchParameters,
  { sensitive, ...stretch }: Stretch & { sensitive: SensitiveChoice },
): Promise<Moment[]> {
  const conditions = parameterConditions(parameters, await readShareIds(db))
  const wanted: Wanted = { ...conditions, sensitive, shape: await libraryShape(db) }
  return await inSearchTransaction(db, (tx) => byDate(tx, wanted, stretch))
}

/** By the index of documents where it can find them, else along the timeline. */
export async function byDate(tx: Transaction, wanted: Wanted, stretch: Stretch): Promise<Moment[]> {
  return hasMarks(wanted) ? await matches(tx, wanted, stretch) : await walkTimeline(tx, wanted, stretch)
}

async function total(tx: Transaction, wanted: Wanted, known: number | undefined): Promise<number | null> {
  if (known !== undefined) return known
  const most = COUNTED + 1
  const count = hasMarks(wanted)
    ? await countMatches(tx, wanted, most)
    : (await walkTimeline(tx, wanted, { order: 'newest', limit: most })).length
  return count > COUNTED ? null : count
}
