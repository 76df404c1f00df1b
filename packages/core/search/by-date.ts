import type { Database, Transaction } from '../database/connect.js'
import type { Cursor } from './cursor.js'
import { parameterConditions, type SearchParameters } from './filter.js'
import { atStrictest, isComplete, type Level, levelQuery } from './levels.js'
import { estimate, hasMarks, type Moment, matches, type Stretch, type Wanted } from './matches.js'
import { COUNTED, type Page, upToCounted } from './page.js'
import { type Planned, readShareIds } from './plan.js'
import { inSearchTransaction } from './search-transaction.js'
import { isLarge, libraryShape } from './shape.js'
import type { Shown } from './shown.js'
import type { DateOrder } from './slices.js'
import { countTimeline, walkTimeline } from './timeline.js'

/** As estimated from a sample. */
const CERTAINLY_MORE = 16_000

interface Asked {
  plan: Planned
  limit: number
  cursor: Cursor | undefined
  order: DateOrder
}

/** Photos by date. New ones never move another from its page to the next. */
export async function pageByDate(tx: Transaction, { plan, limit, cursor, order }: Asked): Promise<Page> {
  const read = async (level: Level) => {
    const wanted: Wanted = { ...plan.conditions, marks: [...plan.conditions.marks, ...levelQuery(plan, level)] }
    return { wanted, ...(await byDate(tx, wanted, { order, limit: limit + 1, after: cursor?.after })) }
  }
  const first = cursor
    ? { level: cursor, found: await read(cursor) }
    : await atStrictest(tx, plan, async (level) => {
        const page = await read(level)
        return page.found.length > 0 ? page : undefined
      })
  if (!first) return { hits: [], complete: false, total: 0, next: null }
  const { level } = first
  const { wanted, found, total } = first.found
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  const known = found.length > limit ? total : found.length
  const counted = cursor ? undefined : known === undefined ? await countByDate(tx, wanted) : upToCounted(known)
  return {
    hits: shown.map(({ id }) => ({ photoId: id, score: 0, by: plan.text ? ['words'] : [] })),
    complete: isComplete(plan, level),
    ...(counted === undefined ? {} : { total: counted }),
    next:
      found.length > limit && last
        ? { level: level.level, without: level.without, mended: level.mended, after: { at: last.at, id: last.id } }
        : null,
  }
}

/** Photos that fulfil the parameters of a list. */
export async function photosByDate(
  db: Database,
  parameters: SearchParameters,
  { sensitive, hidden, ...stretch }: Stretch & Shown,
): Promise<Moment[]> {
  const conditions = parameterConditions(parameters, await readShareIds(db))
  const wanted: Wanted = { ...conditions, sensitive, hidden, shape: await libraryShape(db) }
  return (await inSearchTransaction(db, (tx) => byDate(tx, wanted, stretch))).found
}

/** By the index of documents where it can find them, else along the timeline. The total is undefined while it is not known. */
export async function byDate(
  tx: Transaction,
  wanted: Wanted,
  stretch: Stretch,
): Promise<{ found: Moment[]; total?: number | null }> {
  return hasMarks(wanted) ? await matches(tx, wanted, stretch) : { found: await walkTimeline(tx, wanted, stretch) }
}

async function countByDate(tx: Transaction, wanted: Wanted): Promise<number | null | undefined> {
  if (isLarge(wanted.shape)) {
    if ((await estimate(tx, wanted, CERTAINLY_MORE)) >= CERTAINLY_MORE) return null
    // What neither an index nor a mark says would be looked for in the whole library.
    if (wanted.where.length + wanted.refused.length > 0) return undefined
  }
  return upToCounted(await countTimeline(tx, wanted, COUNTED + 1))
}
