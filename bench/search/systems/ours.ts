import type { Connection } from '#core/database/connect'
import { searchPhotos } from '#core/search/query'
import type { Examination } from '../truth/examination.js'
import type { System } from './system.js'

export const FULL_TEXT = 'full text'

/** The product's own search. */
export async function withOurs<T>(
  { db }: Connection,
  _: Examination,
  use: (systems: System[]) => Promise<T>,
): Promise<T> {
  const fullText: System = {
    name: FULL_TEXT,
    async search({ text, sensitive }, limit) {
      const { hits } = await searchPhotos(db, { text, sensitive, limit, offset: 0 })
      return hits.map((hit) => hit.photoId)
    },
  }
  return await use([fullText])
}
