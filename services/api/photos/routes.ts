import { z } from 'zod'
import { say } from '#core/sentences/say'
import type { Api, ApiDeps } from '../deps.js'
import { failedPhotos, photoIds } from '../edits/schemas.js'
import { knownTo } from '../guard/sensitive.js'
import { photoSummaries } from '../photo-views.js'
import { notFound, Problem } from '../problem.js'
import { retryPhotos } from '../retry.js'
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
      if (!photo) throw notFound(say('thing_photo', { id: request.params.id }))
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
      const [failed] = (await retryPhotos(db, queues, [id])).failed
      if (failed?.code === 'not_found') throw notFound(say('thing_photo', { id }))
      if (failed) throw new Problem(409, failed.reason)
      return reply.code(202).send({ id, state: 'queued' as const })
    },
  )

  api.post(
    '/photos/reanalyse',
    {
      config: { scope: 'write' },
      schema: {
        tags: ['photos'],
        summary: 'The same for many photos',
        body: z.strictObject({ ids: photoIds }),
        response: { 202: z.object({ queued: z.int(), failed: failedPhotos }), ...problems(400) },
      },
    },
    async (request, reply) => {
      const { known, unknown } = await knownTo(request.caller, db, [...new Set(request.body.ids)])
      const tried = await retryPhotos(db, queues, known)
      return reply.code(202).send({ ...tried, failed: [...tried.failed, ...unknown] })
    },
  )
}
