import type { Transaction } from '../database/connect.js'
import { byDate } from './by-date.js'
import { firstWindow } from './by-rank.js'
import type { Cursor } from './cursor.js'
import { fuse } from './fuse.js'
import { keepWanted } from './keep.js'
import { EVERY_WORD, isComplete, type Level } from './levels.js'
import { estimate } from './matches.js'
import { type Page, upToCounted } from './page.js'
import type { Planned } from './plan.js'
import type { Hit } from './search-photos.js'
import type { MeaningOfQuestion } from './semantic/semantic.js'
import { leastNear } from './semantic/usual.js'
import { isLarge } from './shape.js'
import { showsFew } from './shown.js'

/** Photos in a joined list; nobody reads further in a ranking. */
const LONGEST = 1_000
/** Photos nearest in meaning that are joined to those with the words. */
const NEAREST = 300
/** Photos with the words by which the meanings are tried. */
const COMPARED_WITH = 50
/** When so few photos fulfil the conditions, only they are compared. */
const COMPARED = 2_000

interface Joined {
  hits: Hit[]
  level: Level | undefined
  total: number | null
}

interface Asked {
  plan: Planned
  limit: number
  cursor: Cursor | undefined
  meaning: MeaningOfQuestion
  /** what the list is kept by */
  name: string
}

/** Lists kept between pages, the last used last: begin with an empty one. */
export type JoinedLists = Map<string, Joined>

/** Some megabytes at most. */
const KEPT = 32

/**
 * Photos that have the words and photos that mean the same, joined as `fuse` says. The list is made once and kept, so that pages never repeat or skip a photo; when it is no longer kept,
 * it is made anew and goes on at the same place.
 */
export async function pageJoined(tx: Transaction, asked: Asked, lists: JoinedLists | undefined): Promise<Page> {
  const { plan, limit, cursor, name } = asked
  const kept = cursor ? lists?.get(name) : undefined
  const list = kept ?? (await join(tx, asked))
  keep(lists, name, list)
  const from = cursor?.joined ?? 0
  const page = list.hits.slice(from, from + limit)
  // A photo may have become private or hidden since the list was made.
  const shown = kept ? await stillWanted(tx, plan, page) : page
  const level = list.level ?? EVERY_WORD
  return {
    hits: shown,
    complete: list.level !== undefined && isComplete(plan, list.level),
    ...(cursor ? {} : { total: list.total }),
    next: from + limit < list.hits.length ? { ...level, joined: from + limit } : null,
  }
}

async function join(tx: Transaction, { plan, meaning }: Asked): Promise<Joined> {
  // Vectors are compared in another thread, while the database looks for the words.
  const compared = meaning.usual()
  compared.catch(() => {}) // told below
  const words = await firstWindow(tx, plan)
  const ranked = (words?.window.ranked ?? []).slice(0, LONGEST).map((match) => match.id)
  const complete = words !== undefined && isComplete(plan, words.level)
  const usual = await compared
  const near = await meaning.nearest({
    ...{ limit: NEAREST, least: leastNear(usual, NEAREST) },
    ...(await wantedOnly(tx, plan)),
  })
  const alike = await meaning.nearest({ limit: COMPARED_WITH, only: ranked.slice(0, COMPARED_WITH) })
  const hits = fuse({ words: ranked, complete, near, alike, usual })
  return { hits: hits.slice(0, LONGEST), level: words?.level, total: words ? upToCounted(words.window.total) : 0 }
}

async function stillWanted(tx: Transaction, { conditions }: Planned, hits: Hit[]): Promise<Hit[]> {
  const wanted = await keepWanted(
    tx,
    conditions,
    hits.map((hit) => hit.photoId),
  )
  return hits.filter((hit) => wanted.has(hit.photoId))
}

/** Which photos are compared by meaning: those that fulfil the conditions. */
async function wantedOnly(tx: Transaction, { conditions }: Planned) {
  const { marks, times, favourite } = conditions
  const few = marks.length > 0 || times !== undefined || favourite === true || showsFew(conditions)
  if (few && (!isLarge(conditions.shape) || (await estimate(tx, conditions, 2 * COMPARED)) < 2 * COMPARED)) {
    const { found } = await byDate(tx, conditions, { order: 'newest', limit: COMPARED + 1 })
    if (found.length <= COMPARED) return { only: found.map((moment) => moment.id) }
  }
  return { keep: (photoIds: string[]) => keepWanted(tx, conditions, photoIds) }
}

function keep(lists: JoinedLists | undefined, name: string, list: Joined): void {
  if (!lists) return
  lists.delete(name)
  lists.set(name, list)
  const oldest = lists.keys().next().value
  if (lists.size > KEPT && oldest !== undefined) lists.delete(oldest)
}
