import { z } from 'zod'
import { askErrand, type ErrandKind, listErrands } from '#core/errands'
import { fixedEngine, readOwnerServer } from '#core/owner-server'
import { fixedSettings, readOwnerSettings } from '#core/owner-settings'
import { embeddingCatalogModel } from '#text/models/catalog'
import { recommendModel } from '#vision/models/recommend'
import { knownModel, parseReference } from '#vision/models/reference'
import { plan } from '#vision/tuning/plan'
import type { Api, ApiDeps } from '../deps.js'
import { awaitErrand, errandView, viewErrand } from '../errands/view.js'
import { Problem } from '../problem.js'
import { problems, text } from '../schemas.js'
import { readModelsReport, wantSurvey } from './report.js'
import { serverView, viewServer } from './server-routes.js'
import { modelView, viewModels } from './view.js'

/** What takes a moment is waited for; longer than this it goes on without the one who asked. */
const PATIENCE_MS = 10_000

const modelsView = z
  .object({
    folder: z.string(),
    free: z.number().nullable().describe('bytes left on that disk'),
    machine: z
      .object({
        ...{ cpu: z.string(), cores: z.int(), memoryBytes: z.number(), limited: z.boolean() },
        gpus: z.array(z.object({ name: z.string(), bytes: z.number() })),
      })
      .nullable()
      .describe('null until it has been looked at, which takes seconds'),
    advice: z.string().nullable().describe('which model suits this machine and why, or why none'),
    serverOn: z.string().nullable().describe('where a server of its own would be far faster'),
    items: z.array(modelView),
    chosen: z.string().nullable().describe('the vision model by name; null for the newest in the folder'),
    fixed: z.enum(['server', 'model']).nullable().describe('what of it the configuration decides'),
    embeddingFixed: z.boolean(),
    embeddingOff: z.boolean().describe('the owner wants no meanings'),
    server: serverView.nullable().describe('the server that was chosen here'),
    errands: z.array(errandView),
  })
  .meta({ id: 'Models' })

/** Models from afar: which there are, which suit this machine; fetch, choose, check and delete them. */
export function modelRoutes(api: Api, { connection: { db }, config }: ApiDeps): void {
  api.get(
    '/models',
    {
      config: { scope: 'admin' },
      schema: {
        tags: ['models'],
        summary: 'The catalog and what is there',
        response: { 200: modelsView, ...problems(503) },
      },
    },
    async () => {
      const report = await readModelsReport(db)
      const [owner, server, errands] = await Promise.all([
        readOwnerSettings(db, config),
        readOwnerServer(db),
        listErrands(db),
        wantSurvey(db, report),
      ])
      const { hardware } = report
      return {
        ...{ folder: report.folder, free: report.free, chosen: report.chosen, items: viewModels(report) },
        machine: hardware ? machineView(hardware) : null,
        advice: hardware ? recommendModel(hardware).sentence : null,
        serverOn: (hardware && plan(hardware).serverOn) ?? null,
        fixed: fixedEngine(config) ?? null,
        embeddingFixed: 'embeddingModel' in fixedSettings(config),
        embeddingOff: owner.embeddingModel === 'none',
        server: server ? viewServer(server) : null,
        errands: errands.map(viewErrand),
      }
    },
  )

  const name = text(2_048)
  const bodies = {
    pull: z.strictObject({
      name: name.refine(
        isDownloadable,
        'expected a name of the catalog, hf:owner/repository/file.gguf or a link to a .gguf',
      ),
      mmproj: text(2_048).optional().describe('its projector, where it does not lie beside it'),
      embedding: z.boolean().optional().describe('it is an embedding model; those of the catalog are known'),
      use: z.boolean().optional().describe('take it into use when it is there'),
    }),
    use: z.strictObject({ name }),
    verify: z.strictObject({ name }),
    remove: z.strictObject({ name, force: z.boolean().optional().describe('even if it is the chosen one') }),
  }
  const summaries = {
    pull: 'Download a model, or go on with it; it goes on whoever asks, also after a restart',
    use: 'Look at photos (or compare them by meaning) with a model that is there',
    verify: 'Read a model whole and compare it with its hash',
    remove: 'Delete a model from the disk',
  }
  for (const kind of Object.keys(bodies) as (keyof typeof bodies)[]) {
    api.post(
      `/models/${kind}`,
      {
        config: { scope: 'admin' },
        schema: {
          ...{ tags: ['models'], summary: summaries[kind], body: bodies[kind] as z.ZodType<{ name: string }> },
          response: { 200: errandView, 202: errandView, ...problems(400, 409, 503) },
        },
      },
      async (request, reply) => {
        await readModelsReport(db)
        const { name, ...options } = request.body
        const asked = await askErrand(db, { kind: kind satisfies ErrandKind, name, options })
        const takesLong = kind === 'pull' || kind === 'verify'
        const errand = takesLong ? asked : await awaitErrand(db, asked, PATIENCE_MS)
        if (errand.state === 'failed' && errand.problem) {
          throw new Problem(409, errand.problem.message, { code: errand.problem.code })
        }
        return reply.code(errand.endedAt ? 200 : 202).send(viewErrand(errand))
      },
    )
  }
}

function machineView({ cpuName, cores, memory, gpus }: Parameters<typeof recommendModel>[0]) {
  return {
    ...{ cpu: cpuName, cores, memoryBytes: memory.totalBytes, limited: memory.limited },
    gpus: gpus.map(({ name, totalBytes }) => ({ name, bytes: totalBytes })),
  }
}

function isDownloadable(name: string): boolean {
  if (knownModel(name) || embeddingCatalogModel(name)) return true
  try {
    return parseReference(name).kind !== 'path'
  } catch {
    return false
  }
}
