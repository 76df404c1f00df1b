import { z } from 'zod'
import type { Queryable } from '#core/database/connect'
import type { SearchAnswer } from '#core/search/search-photos'
import { photoSummaries } from '../photo-views.js'
import { photoSummary } from '../schemas.js'
import { understoodView, viewOf } from './understood-view.js'
import { why } from './why.js'

const reason = z.object({
  field: z.string().describe('objects, tags, description, place, files …, or meaning'),
  terms: z.array(z.string()),
})

export const searchAnswer = z
  .object({
    items: z.array(
      z.object({
        photo: photoSummary,
        score: z.number().describe('comparable within one answer only; 0 in the order of date'),
        why: z.array(reason),
      }),
    ),
    next: z.string().nullable(),
    understood: understoodView,
    complete: z.boolean().describe('false when no photo has every word, and these have some'),
    total: z
      .int()
      .nullable()
      .optional()
      .describe(
        'photos that have the words and fulfil the conditions, on the first page, unless counting takes long; null for more than 10,000',
      ),
    meaning: z
      .object({
        state: z.enum(['used', 'unneeded', 'unavailable']),
        reason: z.string().optional().describe('why it is not available, for people'),
      })
      .describe('whether photos were compared by meaning as well as by words'),
  })
  .meta({ id: 'SearchAnswer' })

export async function answerOf(db: Queryable, found: SearchAnswer): Promise<z.infer<typeof searchAnswer>> {
  const ids = found.hits.map((hit) => hit.photoId)
  const photos = new Map((await photoSummaries(db, ids)).map((photo) => [photo.id, photo]))
  const { next, complete, total, meaning } = found
  return {
    items: found.hits.flatMap(({ photoId, score, by }) => {
      const photo = photos.get(photoId)
      if (!photo) return []
      const meant = by.includes('meaning') ? [{ field: 'meaning', terms: [] }] : []
      return [{ photo, score, why: [...why(photo, found.terms), ...meant] }]
    }),
    understood: viewOf(found.understood),
    ...{ next, complete, meaning },
    ...(total === undefined ? {} : { total }),
  }
}
