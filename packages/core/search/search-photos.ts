import type { Database } from '../database/connect.js'
import { pageByDate } from './by-date.js'
import { pageByRank } from './by-rank.js'
import { decodeCursor, encodeCursor, nameOfSearch } from './cursor.js'
import type { SearchParameters } from './filter.js'
import { type JoinedLists, pageJoined } from './joined.js'
import { type Planned, planSearch } from './plan.js'
import { inSearchTransaction } from './search-transaction.js'
import type { SemanticSearch } from './semantic/semantic.js'
import type { Shown } from './shown.js'
import type { Term } from './terms.js'
import type { KnownNames, Understood } from './understand/understood.js'

export type SearchOrder = 'relevance' | 'newest' | 'oldest'

export interface SearchRequest extends Shown {
  question: string
  /** conditions beside the question */
  parameters?: SearchParameters
  /** relevance, unless said; without words it is newest */
  order?: SearchOrder
  limit: number
  /** the `next` of the page before */
  cursor?: string | undefined
}

export interface SearchDeps {
  semantic?: SemanticSearch
  /** what the library knows by name; read anew when absent */
  known?: () => Promise<KnownNames>
  now?: Date
  /** IANA; that of this machine when absent */
  timeZone?: string
  /** where joined lists are kept between pages; without, each page makes its list anew */
  lists?: JoinedLists
}

export interface Hit {
  photoId: string
  /** comparable within one answer only; 0 in the order of date */
  score: number
  by: ('words' | 'meaning')[]
}

export interface SearchAnswer {
  hits: Hit[]
  understood: Understood
  /** the words that were looked for */
  terms: Term[]
  /** false when no photo has every word, and these have some */
  complete: boolean
  next: string | null
  /** photos with the words that fulfil the conditions, on the first page, unless counting takes long; null for more than {@link COUNTED} */
  total?: number | null
  meaning: { state: 'used' | 'unneeded' } | { state: 'unavailable'; reason: string }
}

/** Photos that a question asks for, a page at a time. */
export async function searchPhotos(db: Database, request: SearchRequest, deps: SearchDeps = {}): Promise<SearchAnswer> {
  const { question, parameters = {}, order = 'relevance', sensitive = 'exclude', hidden = 'exclude', limit } = request
  const name = nameOfSearch([question, parameters, order, sensitive, hidden])
  const cursor = request.cursor === undefined ? undefined : decodeCursor(request.cursor, name)
  const now = cursor ? new Date(cursor.now) : (deps.now ?? new Date())
  const plan = await planSearch(db, { question, parameters, sensitive, hidden }, { ...deps, now })
  const meaning = order === 'relevance' ? await meaningOf(plan, deps.semantic) : UNNEEDED

  const page = await inSearchTransaction(db, (tx) => {
    const asked = { plan, limit, cursor }
    if (plan.empty) return NOTHING
    if (!plan.text || order !== 'relevance')
      return pageByDate(tx, { ...asked, order: order === 'oldest' ? order : 'newest' })
    if (meaning.state === 'used')
      return pageJoined(tx, { ...asked, meaning: meaning.meaning, name: `${name}-${+now}` }, deps.lists)
    return pageByRank(tx, asked)
  })
  return {
    ...page,
    understood: plan.understood,
    terms: plan.text?.terms ?? [],
    next: page.next && encodeCursor({ of: name, now: +now, ...page.next }),
    meaning: meaning.state === 'used' ? { state: 'used' } : meaning,
  }
}

const UNNEEDED = { state: 'unneeded' } as const
const NOTHING = { hits: [], complete: true, total: 0, next: null }

async function meaningOf(plan: Planned, semantic: SemanticSearch | undefined) {
  if (!plan.understood.text) return UNNEEDED
  if (!semantic) return { state: 'unavailable', reason: 'There is no embedding model.' } as const
  const found = await semantic.meaningOf(plan.understood.text)
  if ('unavailable' in found) return { state: 'unavailable', reason: found.unavailable } as const
  return { state: 'used', meaning: found } as const
}
