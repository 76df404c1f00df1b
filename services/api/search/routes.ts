import { z } from 'zod'
import { searchPhotos } from '#core/search/search-photos'
import type { Api, ApiDeps } from '../deps.js'
import { photoSummaries } from '../photo-views.js'
import { pageSize, photoSummary, problems, sensitiveChoice } from '../schemas.js'
import { why } from './why.js'

/** A question may be this long; its first 32 words are looked at. */
const LONGEST = 10_000

const answer = z.object({
  items: z.array(
    z.object({
      photo: photoSummary,
      score: z.number().describe('comparable within one answer only'),
      why: z.array(z.object({ field: z.string(), terms: z.array(z.string()) })),
    }),
  ),
  next: z.string().nullable(),
  understood: z.object({ text: z.string() }).describe('what of the question was searched for, and how'),
  complete: z.boolean().describe('false when no photo has every word, and these have some'),
})

export function searchRoutes(api: Api, { connection: { db } }: ApiDeps): void {
  api.get(
    '/search',
    {
      schema: {
        tags: ['search'],
        summary: 'Photos by words in English or Chinese, the best first',
        querystring: z.strictObject({
          q: z.string().max(LONGEST),
          sensitive: sensitiveChoice,
          limit: pageSize(50, 200),
          cursor: z.string().max(20).optional(),
        }),
        response: { 200: answer, ...problems(400) },
      },
    },
    async (request) => {
      const { q, sensitive, limit, cursor } = request.query
      const found = await searchPhotos(db, { question: q, sensitive, limit, cursor })
      const { hits } = found
      const byId = new Map(
        (
          await photoSummaries(
            db,
            hits.map((hit) => hit.photoId),
          )
        ).map((photo) => [photo.id, photo]),
      )
      return {
        items: hits.flatMap(({ photoId, score }) => {
          const photo = byId.get(photoId)
          return photo ? [{ photo, score, why: why(photo, found.terms) }] : []
        }),
        next: found.next,
        understood: { text: found.terms.map((term) => term.text).join(' ') },
        complete: found.complete,
      }
    },
  )
}
