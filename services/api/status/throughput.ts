import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '#core/database/connect'
import type { Api, ApiDeps } from '../deps.js'
import { problems } from '../schemas.js'
import { cached } from './cached.js'

/** How far back each span reaches and how long one of its points is, in seconds; how long an answer is kept. */
const SPANS = {
  hour: { seconds: 3_600, step: 60, keepMs: 5_000 },
  day: { seconds: 86_400, step: 900, keepMs: 30_000 },
} as const
export type Span = keyof typeof SPANS

const throughput = z
  .object({
    span: z.enum(['hour', 'day']),
    stepSeconds: z.int(),
    points: z.array(
      z.object({
        at: z.string().describe('when the step begins, ISO 8601'),
        analysed: z.int(),
        failed: z.int().describe('answers that could not be understood'),
        milliseconds: z.int().nullable().describe('mean time of an answer'),
      }),
    ),
  })
  .meta({ id: 'Throughput' })

/** Answers in each step, the oldest first; steps without any are there with zeros, the last one is still open. */
async function readThroughput(db: Database, span: Span, now = Date.now()): Promise<z.infer<typeof throughput>> {
  const { seconds, step } = SPANS[span]
  const last = Math.floor(now / 1000 / step) * step
  const first = last - seconds + step
  const { rows } = await db.execute<{ at: string; analysed: string; failed: string; milliseconds: string | null }>(sql`
    select floor(extract(epoch from created_at) / ${step}::int) * ${step}::int as at,
      count(*) filter (where valid) as analysed, count(*) filter (where not valid) as failed,
      avg(milliseconds) as milliseconds
    from analyses where created_at >= to_timestamp(${first}::int) group by 1`)
  const found = new Map(rows.map((row) => [Number(row.at), row]))
  const points = Array.from({ length: seconds / step }, (_, i) => {
    const at = first + i * step
    const row = found.get(at)
    return {
      at: new Date(at * 1000).toISOString(),
      analysed: Number(row?.analysed ?? 0),
      failed: Number(row?.failed ?? 0),
      milliseconds: row?.milliseconds == null ? null : Math.round(Number(row.milliseconds)),
    }
  })
  return { span, stepSeconds: step, points }
}

export function throughputRoutes(api: Api, { connection: { db } }: ApiDeps): void {
  const read = {
    hour: cached(() => readThroughput(db, 'hour'), SPANS.hour.keepMs),
    day: cached(() => readThroughput(db, 'day'), SPANS.day.keepMs),
  }
  api.get(
    '/throughput',
    {
      config: { scope: 'read' },
      schema: {
        ...{ tags: ['status'], summary: 'Photos analysed over the last hour by the minute, or day by the quarter' },
        querystring: z.strictObject({ span: z.enum(['hour', 'day']).default('hour') }),
        response: { 200: throughput, ...problems(400) },
      },
    },
    async (request) => read[request.query.span](),
  )
}
