import { z } from 'zod'
import { reanalyse } from '#core/reanalyse'
import type { Api, ApiDeps } from '../deps.js'
import { reingest } from '../retry.js'
import { page, pageSize, problems, text } from '../schemas.js'
import { told, withTold } from '../told-view.js'
import { countFailures, failedWork, listFailures } from './store.js'

const failure = z.object({
  kind: z.enum(['file', 'photo']).describe('a file that could not be read at all, or a photo'),
  photoId: z.string().nullable(),
  stage: z.enum(['ingest', 'analyse']),
  code: z.string(),
  reason: z.string().describe('for people'),
  told,
  share: z.string().nullable(),
  path: z.string().nullable(),
  at: z.string().nullable(),
})

export function failureRoutes(api: Api, { connection: { db }, queues }: ApiDeps): void {
  api.get(
    '/failures',
    {
      config: { scope: 'read' },
      schema: {
        ...{ tags: ['failures'], summary: 'What could not be read or analysed, and why' },
        querystring: z.strictObject({
          code: text(100).optional(),
          limit: pageSize(100, 500),
          cursor: text(100).optional(),
        }),
        response: {
          200: page(failure).extend({ codes: z.array(z.object({ code: z.string(), count: z.int() })) }),
          ...problems(400),
        },
      },
    },
    async (request) => {
      const { code, cursor, limit } = request.query
      // A photo of which the model has said once that it is sensitive may fail when it is asked again.
      const sensitive = request.caller?.vault() ? 'include' : 'exclude'
      const found = await listFailures(db, { code, after: cursor, limit, sensitive })
      const items = found.items.map((each) => withTold(each, 'reason'))
      return { ...found, items, codes: await countFailures(db, sensitive) }
    },
  )

  api.post(
    '/failures/retry',
    {
      config: { scope: 'write' },
      schema: {
        ...{ tags: ['failures'], summary: 'Try all failures again, or those of one code' },
        body: z.strictObject({ code: text(100).optional() }).nullish(),
        response: { 202: z.object({ retried: z.int() }), ...problems(400) },
      },
    },
    async (request, reply) => {
      const { fileIds, photoIds } = await failedWork(db, request.body?.code)
      await reingest(db, queues, fileIds)
      await reanalyse(db, queues, photoIds)
      return reply.code(202).send({ retried: fileIds.length + photoIds.length })
    },
  )
}
