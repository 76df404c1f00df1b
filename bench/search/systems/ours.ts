import type { Connection } from '#core/database/connect'
import { knownNames, readLibraryNames } from '#core/search/names'
import { type SearchDeps, searchPhotos } from '#core/search/search-photos'
import type { SemanticSearch } from '#core/search/semantic/semantic'
import type { ChosenModel } from '#text/models/choose'
import type { Examination } from '../truth/examination.js'
import { withMeanings } from './meanings.js'
import type { System } from './system.js'

export const FULL_TEXT = 'full text'

/** The product's own search: words, filters and vocabulary; with an embedding model also meaning alone, and both. */
export async function withOurs<T>(
  connection: Connection,
  { now, library }: Examination,
  chosen: ChosenModel | undefined,
  use: (systems: System[]) => Promise<T>,
): Promise<T> {
  const { db } = connection
  const known = knownNames(await readLibraryNames(db))
  const deps: SearchDeps = { known: async () => known, now: new Date(now.instant), timeZone: now.zone }
  const product = (name: string, semantic?: SemanticSearch): System => ({
    name,
    async search({ text, sensitive }, limit) {
      const request = { question: text, sensitive, limit }
      const { hits } = await searchPhotos(db, request, { ...deps, ...(semantic && { semantic }) })
      return hits.map((hit) => hit.photoId)
    },
  })
  if (!chosen) return await use([product(FULL_TEXT)])
  const open = new Set(library.flatMap((photo) => (photo.scene.sensitive === 'none' ? [photo.id] : [])))
  return await withMeanings(connection, chosen, async (semantic) => {
    const meaning: System = {
      name: 'semantic alone',
      async search({ text, sensitive }, limit) {
        const found = await semantic.meaningOf(text)
        if ('unavailable' in found) throw new Error(found.unavailable)
        const keep = async (ids: string[]) => new Set(ids.filter((id) => sensitive === 'include' || open.has(id)))
        return (await found.nearest({ limit, keep })).map(({ photoId }) => photoId)
      },
    }
    return await use([product(FULL_TEXT), meaning, product('hybrid', semantic)])
  })
}
