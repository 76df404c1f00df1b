import { z } from 'zod'
import { askErrand } from '#core/errands'
import { say } from '#core/sentences/say'
import { knownModels } from '#vision/tuning/model-facts'
import { plan } from '#vision/tuning/plan'
import { serverAdvice } from '#vision/tuning/server-command'
import type { Api, ApiDeps } from '../deps.js'
import { errandView, viewErrand } from '../errands/view.js'
import { Problem } from '../problem.js'
import { problems } from '../schemas.js'
import { told, withTold } from '../told-view.js'
import { readModelsReport, wantSurvey } from './report.js'

const planView = z
  .object({
    engine: z.enum(['embedded', 'server']),
    serverOn: z.string().nullable(),
    model: z.string(),
    on: z.string().describe('what computes'),
    memoryBytes: z.number(),
    gpuLayers: z.int(),
    slots: z.int().describe('photos at a time'),
    imageMaxTokens: z.int(),
    secondsPerPhoto: z.object({ from: z.number(), to: z.number() }),
    reasons: z.array(z.string()),
    nextStep: z.string().describe('what would be better still'),
    told,
    server: z.object({ command: z.string(), setting: z.string() }).nullable(),
  })
  .meta({ id: 'Plan' })

const only = z.array(z.int().min(1).max(4_096)).min(1).max(20)

/** What suits the worker's machine: by published figures, and by measuring. */
export function tuneRoutes(api: Api, { connection: { db } }: ApiDeps): void {
  api.get(
    '/tune',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags: ['models'], summary: 'The plan for this machine with its reasons; nothing is measured' },
        response: { 200: z.object({ plan: planView, own: planView.nullable() }), ...problems(503) },
      },
    },
    async () => {
      const report = await readModelsReport(db)
      const { hardware } = report
      if (!hardware) {
        await wantSurvey(db, report)
        throw new Problem(503, say('machine_looked_at'), { code: 'survey', headers: { 'retry-after': '2' } })
      }
      const used = report.installed.find((each) => each.used && each.kind === 'vision')
      const model = knownModels.find(({ name }) => name === used?.name)
      const recommended = plan(hardware)
      const own = model && model.name !== recommended.model ? plan(hardware, { model }) : undefined
      return { plan: viewPlan(recommended), own: own ? viewPlan(own) : null }
    },
  )

  api.post(
    '/tune',
    {
      config: { scope: 'admin' },
      schema: {
        tags: ['models'],
        summary: 'Measure several settings on photos of the library, and keep the best; analysis rests meanwhile',
        body: z.strictObject({
          minutes: z.number().min(0.05).max(1_440).optional(),
          slots: only.optional().describe('photos at a time: only these of what would be measured'),
          imageTokens: only.optional().describe('sizes of the picture: only these of what would be measured'),
        }),
        response: { 202: errandView, ...problems(400, 503) },
      },
    },
    async (request, reply) => {
      await readModelsReport(db)
      const errand = await askErrand(db, { kind: 'tune', options: request.body })
      return reply.code(202).send(viewErrand(errand))
    },
  )
}

function viewPlan(planned: ReturnType<typeof plan>): z.infer<typeof planView> {
  const { engine, serverOn, model, on, memoryBytes, gpuLayers, slots, imageMaxTokens } = planned
  const { expectedSecondsPerPhoto: secondsPerPhoto, reasons, nextStep } = planned
  const view = {
    ...{ engine, serverOn: serverOn ?? null, model, on, memoryBytes, gpuLayers, slots, imageMaxTokens },
    ...{ secondsPerPhoto, reasons, nextStep, server: serverAdvice(planned) ?? null },
  }
  return withTold(view, 'reasons', 'nextStep')
}
