import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { messageOf } from '#core/errors'
import { living, type WorkerInfo } from '#core/heartbeat'
import type { Api, ApiDeps } from '../deps.js'
import type { StatusReader } from '../status/status.js'
import { createScrape } from './scrape.js'

const PATIENCE_MS = 3_000

/** Outside /api: for whatever watches over the process. */
export function healthRoutes(api: Api, deps: ApiDeps, status: StatusReader): void {
  const { db } = deps.connection
  const scrape = createScrape(deps, status)
  api.get(
    '/healthz',
    {
      config: { open: true },
      schema: {
        tags: ['health'],
        summary: 'The process answers',
        response: { 200: z.object({ status: z.literal('ok') }) },
      },
    },
    async () => ({ status: 'ok' as const }),
  )

  const readiness = z.object({
    status: z.enum(['ready', 'not ready']),
    reasons: z.array(z.string()).describe('what keeps it from being ready'),
    notes: z.array(z.string()).describe('what else is not as it should be'),
  })
  api.get(
    '/readyz',
    {
      config: { open: true },
      schema: {
        tags: ['health'],
        summary: 'The api can answer, or why not',
        response: { 200: readiness, 503: readiness },
      },
    },
    async (_request, reply) => {
      const reasons: string[] = []
      const notes: string[] = []
      try {
        await within(PATIENCE_MS, db.execute(sql`select 1 from outbox limit 1`))
        for (const service of ['watcher', 'worker'] as const) {
          if ((await living<WorkerInfo>(db, service)).length === 0) notes.push(`no ${service} is running`)
        }
      } catch (error) {
        reasons.push(`the database does not answer: ${messageOf(error)}`)
      }
      const ready = reasons.length === 0
      return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', reasons, notes })
    },
  )

  api.get(
    '/metrics',
    { schema: { tags: ['health'], summary: 'For Prometheus', response: { 200: z.string() } } },
    async (_request, reply) =>
      reply
        .type('text/plain; version=0.0.4; charset=utf-8')
        .serializer(String)
        .send(await scrape()),
  )
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
