import { desc, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '#core/database/connect'
import { analyses } from '#core/database/schema'
import { askErrand } from '#core/errands'
import { countInAnotherLanguage } from '#core/reanalyse'
import type { Api, ApiDeps } from '../deps.js'
import { engineStatus } from '../engine-report.js'
import { errandView, viewErrand } from '../errands/view.js'
import { problems } from '../schemas.js'

/** So many answers tell how long one takes. */
const ANSWERS = 50
const language = z.enum(['en', 'zh'])

/** What a change of language leaves behind: photos that are described in the one before. */
export function reanalysisRoutes(api: Api, { connection: { db } }: ApiDeps): void {
  api.get(
    '/reanalysis',
    {
      config: { scope: 'write' },
      schema: {
        tags: ['photos'],
        summary: 'How many photos are described in another language, and how long it takes to look at them again',
        querystring: z.strictObject({ language }),
        response: {
          200: z.object({ photos: z.int(), seconds: z.number().nullable().describe('an estimate; null without any') }),
          ...problems(400),
        },
      },
    },
    async (request) => {
      const photos = await countInAnotherLanguage(db, request.query.language)
      const each = await secondsEach(db)
      return { photos, seconds: each === null ? null : Math.round(photos * each) }
    },
  )

  api.post(
    '/reanalysis',
    {
      config: { scope: 'write' },
      schema: {
        ...{
          tags: ['photos'],
          summary: 'Look at them again, after everything else; what is known of them stays until then',
        },
        ...{ body: z.strictObject({ language }), response: { 202: errandView, ...problems(400) } },
      },
    },
    async (request, reply) => {
      const { language } = request.body
      const errand = await askErrand(db, { kind: 'reanalyse', name: language, options: { language } })
      return reply.code(202).send(viewErrand(errand))
    },
  )
}

/** Seconds for one photo with all slots busy. */
async function secondsEach(db: Database): Promise<number | null> {
  const newest = db
    .select({ milliseconds: analyses.milliseconds })
    .from(analyses)
    .orderBy(desc(analyses.createdAt))
    .limit(ANSWERS)
    .as('newest')
  const [row] = await db.select({ mean: sql<number | null>`avg(${newest.milliseconds})::float` }).from(newest)
  if (!row?.mean) return null
  const { concurrency } = await engineStatus(db)
  return row.mean / 1000 / Math.max(1, concurrency)
}
