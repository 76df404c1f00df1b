import { z } from 'zod'
import { cancelErrand, listErrands } from '#core/errands'
import { say } from '#core/sentences/say'
import type { Api, ApiDeps } from '../deps.js'
import { notFound } from '../problem.js'
import { problems, rowId } from '../schemas.js'
import { errandView, viewErrand } from './view.js'

/** What workers were asked to do: downloads, measurements. How they are getting on is also told by the live events. */
export function errandRoutes(api: Api, { connection: { db } }: ApiDeps): void {
  api.get(
    '/errands',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags: ['models'], summary: 'What is under way, waits, or ended in the last day; the newest first' },
        response: { 200: z.object({ items: z.array(errandView), next: z.null() }) },
      },
    },
    async () => ({ items: (await listErrands(db)).map(viewErrand), next: null }),
  )

  api.delete(
    '/errands/:id',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags: ['models'], summary: 'End one; what a download has brought is kept, and gone on with later' },
        ...{ params: z.object({ id: rowId }), response: { 202: errandView, ...problems(400, 404) } },
      },
    },
    async (request, reply) => {
      const ended = await cancelErrand(db, request.params.id)
      if (!ended) throw notFound(say('thing_errand', { id: request.params.id }))
      return reply.code(202).send(viewErrand(ended))
    },
  )
}
