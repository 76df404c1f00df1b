import type { Database } from '#core/database/connect'
import { savedSearches } from '#core/database/schema'
import { type Facets, searchFacets } from '#core/search/facets'
import { knownNames, readLibraryNames } from '#core/search/names'
import type { Planned, SearchAsked } from '#core/search/plan'
import { type SearchAnswer, type SearchRequest, searchPhotos } from '#core/search/search-photos'
import type { SemanticSearch } from '#core/search/semantic/semantic'
import { readLabels, type Suggestion, suggest, suggestable } from '#core/search/suggest'
import { CATEGORIES } from '#vision/schema'
import { asksForSensitive } from '../saved-searches/store.js'
import { cached } from '../status/cached.js'

/** How old the names and the words of the library may be, ms. */
const NAMES_MS = 10_000
const LABELS_MS = 60_000

/** Searches with what is worth remembering between them. */
export interface Searcher {
  search(request: SearchRequest): Promise<SearchAnswer>
  facets(asked: SearchAsked): Promise<Facets & { plan: Planned }>
  suggest(question: string, limit: number): Promise<Suggestion[]>
}

export function createSearcher(db: Database, semantic: SemanticSearch | undefined): Searcher {
  const names = cached(() => readLibraryNames(db), NAMES_MS)
  const labels = cached(() => readLabels(db), LABELS_MS)
  // The same object for a while: what is derived from it is remembered by it.
  const known = cached(() => names().then(knownNames), NAMES_MS)
  const lists = new Map()
  return {
    search: (request) => searchPhotos(db, request, { known, lists, ...(semantic ? { semantic } : {}) }),
    facets: (asked) => searchFacets(db, asked, { known, now: new Date() }),
    async suggest(question, limit) {
      const saved = await db.select({ name: savedSearches.name, query: savedSearches.query }).from(savedSearches)
      const words = suggestable(
        await labels(),
        await names(),
        saved.flatMap((row) => (asksForSensitive(row.query) ? [] : [row.name])),
        CATEGORIES,
      )
      return await suggest(db, question, words, limit)
    },
  }
}
