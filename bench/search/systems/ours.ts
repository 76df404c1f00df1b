import type { Database } from '#core/database/connect'
import { searchPhotos } from '#core/search/query'
import type { System } from './system.js'

/** The product's own search, without embeddings. */
export function fullText(db: Database): System {
  return {
    name: 'full text',
    async search({ text, sensitive }, limit) {
      const { hits } = await searchPhotos(db, { text, sensitive, limit, offset: 0 })
      return hits.map((hit) => hit.photoId)
    },
  }
}
