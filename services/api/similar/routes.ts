import { z } from 'zod'
import { similarPhotos } from '#core/search/similar'
import { say } from '#core/sentences/say'
import type { Api, ApiDeps } from '../deps.js'
import { photoSummaries } from '../photo-views.js'
import { readPhoto } from '../photos/detail.js'
import { notFound } from '../problem.js'
import { hiddenChoice, pageSize, photoId, photoSummary, problems, sensitiveChoice } from '../schemas.js'

const similar = z.object({
  items: z.array(
    z.object({
      photo: photoSummary,
      score: z.number().describe('comparable within one answer only'),
      by: z.enum(['meaning', 'look', 'labels']).describe('look: a near duplicate; labels: the same tags and objects'),
    }),
  ),
  by: z.enum(['meaning', 'look', 'labels']).nullable().describe('how the first was found; null when none was'),
})

export function similarRoutes(api: Api, { connection: { db }, semantic }: ApiDeps): void {
  api.get(
    '/photos/:id/similar',
    {
      config: { scope: 'read' },
      schema: {
        tags: ['search'],
        summary: 'Photos like this one, the most similar first',
        params: z.object({ id: photoId }),
        querystring: z.strictObject({ limit: pageSize(24, 100), sensitive: sensitiveChoice, hidden: hiddenChoice }),
        response: { 200: similar, ...problems(400, 404) },
      },
    },
    async (request) => {
      const { id } = request.params
      if (!(await readPhoto(db, id))) throw notFound(say('thing_photo', { id }))
      const found = await similarPhotos(db, id, { ...request.query, semantic })
      const ids = found.map((each) => each.photoId)
      const photos = new Map((await photoSummaries(db, ids)).map((photo) => [photo.id, photo]))
      const items = found.flatMap(({ photoId, score, by }) => {
        const photo = photos.get(photoId)
        return photo ? [{ photo, score, by }] : []
      })
      return { items, by: items[0]?.by ?? null }
    },
  )
}
