import { z } from 'zod'
import type { Api, ApiDeps } from '../deps.js'
import { cached } from '../status/cached.js'
import type { StatusReader } from '../status/status.js'
import { component, readComponents } from './readiness.js'
import { createScrape } from './scrape.js'

/** Outside /api: for whatever watches over the process. */
export function healthRoutes(api: Api, deps: ApiDeps, status: StatusReader): void {
  const scrape = createScrape(deps, status)
  const components = cached(() => readComponents(deps))
  api.get(
    '/healthz',
    {
      config: { scope: 'open' },
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
    components: z.array(component),
  })
  api.get(
    '/readyz',
    {
      config: { scope: 'open' },
      schema: {
        tags: ['health'],
        summary: 'The api can answer, or why not',
        response: { 200: readiness, 503: readiness },
      },
    },
    async (_request, reply) => {
      const all = await components()
      const wrong = all.filter(({ code }) => code !== 'ok')
      const reasons = wrong.filter(({ required }) => required).flatMap(({ reason }) => reason ?? [])
      const notes = wrong.filter(({ required }) => !required).flatMap(({ reason }) => reason ?? [])
      const ready = reasons.length === 0
      const body = { status: ready ? ('ready' as const) : ('not ready' as const), reasons, notes, components: all }
      return reply.code(ready ? 200 : 503).send(body)
    },
  )

  api.get(
    '/metrics',
    {
      config: { scope: 'read' },
      schema: { tags: ['health'], summary: 'For Prometheus', response: { 200: z.string() } },
    },
    async (_request, reply) =>
      reply
        .type('text/plain; version=0.0.4; charset=utf-8')
        .serializer(String)
        .send(await scrape()),
  )
}
