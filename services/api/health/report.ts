import { z } from 'zod'
import { toMarkdown } from '#doctor/report/markdown'
import { healthReport } from '#doctor/report/report'
import type { Api, ApiDeps } from '../deps.js'
import { problems } from '../schemas.js'
import { cached } from '../status/cached.js'
import { told, withTold } from '../told-view.js'

/** It walks the shares' folders and looks at the whole machine. */
const KEPT_MS = 10_000

const state = z.enum(['ok', 'warning', 'problem'])
const report = z
  .object({
    createdAt: z.string(),
    version: z.string(),
    worst: state,
    findings: z.array(
      z.object({
        about: z.string(),
        state,
        found: z.string(),
        why: z.string().optional().describe('what happens if nothing is done'),
        advice: z.string().optional(),
        told,
      }),
    ),
    sections: z.array(
      z.object({ title: z.string(), rows: z.array(z.array(z.string())).describe('a name and a value each') }),
    ),
    errors: z
      .array(
        z.object({
          ...{ service: z.string(), level: z.enum(['warning', 'error']), message: z.string(), detail: z.string() },
          ...{ count: z.int(), first: z.string(), last: z.string() },
        }),
      )
      .describe('the most frequent warnings and errors of the log files'),
    markdown: z.string().describe('the same, to be pasted into an issue'),
  })
  .meta({ id: 'HealthReport' })

/** What `albumen doctor --report` prints, for the dashboard. */
export function reportRoute(api: Api, { connection: { db }, config, queues, commandKey }: ApiDeps): void {
  // `up` gives a key to what it starts, and starts the worker beside the api.
  const workerElsewhere = commandKey === undefined
  const read = (shareNames: boolean) =>
    cached(async () => {
      const found = await healthReport({ config, db, queues, shareNames, workerElsewhere })
      const findings = found.findings.map((each) => withTold(each, 'about', 'found', 'why', 'advice'))
      return { ...found, findings, markdown: toMarkdown(found) }
    }, KEPT_MS)
  const named = read(true)
  const anonymous = read(false)
  api.get(
    '/health/report',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags: ['health'], summary: 'All that helps to understand what is wrong, without secrets' },
        querystring: z.strictObject({
          names: z.enum(['hide', 'show']).default('hide').describe('of shares, folders and the machine'),
        }),
        response: { 200: report, ...problems(400) },
      },
    },
    async (request) => (request.query.names === 'show' ? named() : anonymous()),
  )
}
