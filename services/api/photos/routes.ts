import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { photos } from '#core/database/schema'
import type { Api, ApiDeps } from '../deps.js'
import { photoSummaries } from '../photo-views.js'
import { notFound, Problem } from '../problem.js'
import { retryPhoto } from '../retry.js'
import { page, photoDetail, photoId, photoSummary, problems } from '../schemas.js'
import { readPhoto } from './detail.js'
import { listQuery } from './filters.js'
import { listPhotos } from './list.js'

export function photoRoutes(api: Api, { connection: { db }, queues }: ApiDeps): void {
  const params = z.object({ id: photoId })

  api.get(
    '/photos',
    {
      config: { scope: 'read' },
      schema: {
        tags: ['photos'],
        summary: 'Photos on the shares, a page at a time',
        querystring: listQuery,
        response: { 200: page(photoSummary), ...problems(400) },
      },
    },
    async (request) => {
      const { ids, next } = await listPhotos(db, request.query)
      return { items: await photoSummaries(db, ids), next }
    },
  )

  api.get(
    '/photos/:id',
    {
      config: { scope: 'read' },
      schema: {
        tags: ['photos'],
        summary: 'Everything known about one photo',
        params,
        response: { 200: photoDetail, ...problems(400, 404) },
      },
    },
    async (request) => {
      const photo = await readPhoto(db, request.params.id)
      if (!photo) throw notFound(`photo ${request.params.id}`)
      return photo
    },
  )

  api.patch(
    '/photos/:id',
    {
      config: { scope: 'write' },
      schema: {
        tags: ['photos'],
        summary: 'Mark a photo as a favourite, or no longer',
        params,
        body: z.strictObject({ favourite: z.boolean() }),
        response: { 200: photoDetail, ...problems(400, 404) },
      },
    },
    async (request) => {
      const { id } = request.params
      await db.update(photos).set({ favourite: request.body.favourite }).where(eq(photos.id, id))
      const photo = await readPhoto(db, id)
      if (!photo) throw notFound(`photo ${id}`)
      return photo
    },
  )

  api.post(
    '/photos/:id/reanalyse',
    {
      config: { scope: 'write' },
      schema: {
        tags: ['photos'],
        summary: 'Ask the model about this photo anew; a photo that could not be read is read again',
        params,
        response: { 202: z.object({ id: z.string(), state: z.literal('queued') }), ...problems(400, 404, 409) },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const photo = await readPhoto(db, id)
      if (!photo) throw notFound(`photo ${id}`)
      if (!(await retryPhoto(db, queues, id))) {
        throw new Problem(409, 'No file with this photo is on a share now, so that it cannot be read again.')
      }
      return reply.code(202).send({ id, state: 'queued' as const })
    },
  )
}
