import type { Transaction } from '../database/connect.js'
import type { Cursor } from './cursor.js'
import { atStrictest, isComplete, type Level, levelQuery } from './levels.js'
import { type Match, type Moment, matches, type Wanted } from './matches.js'
import { type Page, upToCounted } from './page.js'
import type { Planned } from './plan.js'
import { isLarge } from './shape.js'

/**
 * Matches that are ranked against each other: the newest ones. When somebody turns pages beyond them, the next ones are
 * ranked after them.
 */
export const WINDOW = 1_000
/** Fewer in a large library where no photo has every word: asking for some of them takes the index long. */
const LOOSE_WINDOW = 500

export interface Window {
  /** the best first */
  ranked: Match[]
  /** the last one by date, when there may be more beyond it */
  end: Moment | undefined
  /** matches in the whole library; null when they are too many to count */
  total: number | null
}

/** Photos by how well they have the words. New ones never move another from its page to the next. */
export async function pageByRank(
  tx: Transaction,
  { plan, limit, cursor }: { plan: Planned; limit: number; cursor: Cursor | undefined },
): Promise<Page> {
  const first = cursor ? undefined : await firstWindow(tx, plan)
  const level = cursor ?? first?.level
  if (!level) return { hits: [], complete: false, total: 0, next: null }

  let after = cursor?.after
  let window = first?.window ?? (await readWindow(tx, plan, level, { after, until: cursor?.until }))
  const left = window.ranked.filter((match) => !cursor?.shown || byRank(cursor.shown, match) < 0)
  const shown = left.splice(0, limit)
  while (shown.length < limit && window.end) {
    after = window.end
    window = await readWindow(tx, plan, level, { after })
    left.push(...window.ranked)
    shown.push(...left.splice(0, limit - shown.length))
  }
  const here = { level: level.level, without: level.without, mended: level.mended }
  const last = shown.at(-1)
  const until = window.end && { until: window.end }
  return {
    hits: shown.map(({ id, score }) => ({ photoId: id, score: score / 1e6, by: ['words'] })),
    complete: isComplete(plan, level),
    ...(first ? { total: upToCounted(first.window.total) } : {}),
    next:
      left.length > 0 && last
        ? { ...here, ...(after && { after }), ...until, shown: last }
        : window.end
          ? { ...here, after: window.end }
          : null,
  }
}

/** The best matches of the newest ones, with as many of the words as any photo has; undefined when there are none. */
export async function firstWindow(
  tx: Transaction,
  plan: Planned,
): Promise<{ level: Level; window: Window } | undefined> {
  const first = await atStrictest(tx, plan, async (level) => {
    const window = await readWindow(tx, plan, level, {})
    return window.ranked.length > 0 ? window : undefined
  })
  return first && { level: first.level, window: first.found }
}

/** A window that was pinned may have grown by photos that arrived since. */
async function readWindow(
  tx: Transaction,
  plan: Planned,
  level: Level,
  { after, until }: { after?: Moment | undefined; until?: Moment | undefined },
): Promise<Window> {
  const full = level.level >= 0 && isLarge(plan.conditions.shape) ? LOOSE_WINDOW : WINDOW
  const limit = until ? 2 * full : full
  const { found, total } = await matches(tx, wantedAt(plan, level), { order: 'newest', limit, after, until })
  const last = found.at(-1)
  const end = until ?? (last && found.length === limit ? { at: last.at, id: last.id } : undefined)
  return { ranked: found.toSorted(byRank), end, total }
}

function wantedAt(plan: Planned, level: Level): Wanted {
  const { conditions, text } = plan
  const wanted = { ...conditions, marks: [...conditions.marks, ...levelQuery(plan, level)] }
  if (!text) return wanted
  const mended = level.mended.flatMap((word) => text.meantToBe[word] ?? [])
  return { ...wanted, rank: { ...text.rank, forms: [text.rank.forms, ...mended].join(' | ') } }
}

/** The best first, then the newest. */
function byRank(a: Match, b: Match): number {
  if (a.score !== b.score) return b.score - a.score
  if (a.at !== b.at) return (a.at ?? '') > (b.at ?? '') ? -1 : 1
  return a.id > b.id ? -1 : a.id < b.id ? 1 : 0
}
