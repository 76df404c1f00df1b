import type { Connection } from '#core/database/connect'
import { knownNames, readLibraryNames } from '#core/search/names'
import { type SearchDeps, searchPhotos } from '#core/search/search-photos'
import type { Examination } from '../truth/examination.js'
import type { System } from './system.js'

export const FULL_TEXT = 'full text'

/** The product's own search: words, filters and vocabulary, without embeddings. */
export async function withOurs<T>(
  { db }: Connection,
  { now }: Examination,
  use: (systems: System[]) => Promise<T>,
): Promise<T> {
  const known = knownNames(await readLibraryNames(db))
  const deps: SearchDeps = { known: async () => known, now: new Date(now.instant), timeZone: now.zone }
  const fullText: System = {
    name: FULL_TEXT,
    async search({ text, sensitive }, limit) {
      const { hits } = await searchPhotos(db, { question: text, sensitive, limit }, deps)
      return hits.map((hit) => hit.photoId)
    },
  }
  return await use([fullText])
}
