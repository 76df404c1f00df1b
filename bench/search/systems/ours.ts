import type { Connection } from '#core/database/connect'
import { knownNames, readLibraryNames } from '#core/search/names'
import { type SearchDeps, searchPhotos } from '#core/search/search-photos'
import type { SemanticSearch } from '#core/search/semantic/semantic'
import type { ChosenModel } from '#text/models/choose'
import type { Examination } from '../truth/examination.js'
import type { Question } from '../truth/question.js'
import { withMeanings } from './meanings.js'
import { STAND_INS, type StandIn, standInMeanings } from './stand-ins.js'
import type { System } from './system.js'

export const FULL_TEXT = 'full text'

/** The product's own search: words, filters and vocabulary; with an embedding model also meaning alone, and both. */
export async function withOurs<T>(
  connection: Connection,
  { now, library }: Examination,
  chosen: ChosenModel | undefined,
  standIns: boolean,
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
  const open = new Set(library.flatMap((photo) => (photo.scene.sensitive === 'none' ? [photo.id] : [])))
  const withStandIn = (kind: StandIn): System[] => {
    let asked: Question | undefined
    const semantic = standInMeanings(kind, library, () => asked as Question)
    const hybrid = product(`hybrid, meanings by ${kind}`, semantic)
    const alone: System = {
      name: `meanings by ${kind} alone`,
      async search(question, limit) {
        asked = question
        const found = await semantic.meaningOf(question.text)
        if ('unavailable' in found) throw new Error(found.unavailable)
        const keep = async (ids: string[]) =>
          new Set(ids.filter((id) => question.sensitive === 'include' || open.has(id)))
        return (await found.nearest({ limit, keep })).map(({ photoId }) => photoId)
      },
    }
    return [
      alone,
      {
        name: hybrid.name,
        async search(question, limit) {
          asked = question
          return await hybrid.search(question, limit)
        },
      },
    ]
  }
  const madeUp = standIns ? STAND_INS.flatMap((kind) => withStandIn(kind)) : []
  if (!chosen) return await use([product(FULL_TEXT), ...madeUp])
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
    return await use([product(FULL_TEXT), meaning, product('hybrid', semantic), ...madeUp])
  })
}
