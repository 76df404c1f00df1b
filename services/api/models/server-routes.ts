import { z } from 'zod'
import { fixedEngine, type OwnerServer, readOwnerServer, writeOwnerServer } from '#core/owner-server'
import { say } from '#core/sentences/say'
import { serverAddress } from '#vision/engines/server/address'
import { inspectServer } from '#vision/engines/server/inspect-server'
import type { Api, ApiDeps } from '../deps.js'
import { Problem } from '../problem.js'
import { problems, text } from '../schemas.js'
import { told, withTold } from '../told-view.js'

/** The key goes in and never comes out. */
export const serverView = z.object({
  url: z.string(),
  model: z.string().nullable().describe('which of its models is asked; null for one that sees'),
  hasKey: z.boolean(),
})

const inspection = z
  .object({
    url: z.string().describe('without its key'),
    usable: z.boolean(),
    kind: z.enum(['albumen', 'llama-server', 'ollama', 'vllm', 'lm-studio', 'unknown']).nullable(),
    version: z.string().nullable(),
    model: z.string().nullable(),
    models: z.array(z.string()),
    sees: z.boolean().nullable().describe('whether the model sees pictures; null where the server does not tell'),
    slots: z.int().nullable().describe('photos that it answers at once, where it tells'),
    problem: z.string().nullable().describe('why it cannot be used, and what to do'),
    told,
  })
  .meta({ id: 'ServerInspection' })

const body = z.strictObject({
  url: text(2_048)
    .trim()
    .regex(/^https?:\/\/[^/\s]+/i, say('url_host'))
    .refine((url) => URL.canParse(url), say('url_host')),
  key: text(4_096).nullish().describe('left out: the one that is kept for this address; null: none'),
  model: text(500).nullish(),
})

/** The owner's choice of another machine that looks at the photos. */
export function serverRoutes(api: Api, { connection: { db }, config }: ApiDeps): void {
  /** A key that is kept is for its own machine only: nobody has it sent elsewhere by changing the address. */
  async function asked({ url: given, key: beside, model }: z.infer<typeof body>): Promise<OwnerServer> {
    const { url, key = beside } = withoutKey(given)
    const before = key === undefined ? await readOwnerServer(db) : undefined
    const kept = before && sameHost(before.url, url) ? before.key : undefined
    const secret = key ?? kept
    return { url, ...(secret ? { key: secret } : {}), ...(model ? { model } : {}) }
  }
  const free = () => {
    const decides = config.engine === 'embedded' ? 'ALBUMEN_ENGINE' : settingOf(fixedEngine(config))
    if (!decides) return
    throw new Problem(409, say('looker_fixed', { setting: decides }), {
      code: 'fixed',
    })
  }

  api.post(
    '/models/server/test',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags: ['models'], summary: 'Look at a vision server: what it is, and whether it can be used' },
        ...{ body, response: { 200: inspection, ...problems(400) } },
      },
    },
    async (request) => {
      const { url, key, model } = await asked(request.body)
      const found = await inspectServer(url, { model, apiKey: key })
      const { facts, problem } = found
      const view = {
        ...{ url: found.url, usable: problem === undefined, problem: problem ?? null },
        ...{ kind: facts?.kind ?? null, version: facts?.version ?? null, model: facts?.model || null },
        ...{ models: facts?.models ?? [], sees: facts?.vision ?? null, slots: facts?.slots ?? null },
      }
      return withTold(view, 'problem')
    },
  )

  api.put(
    '/models/server',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags: ['models'], summary: 'Have a server look at the photos, within seconds' },
        ...{ body, response: { 200: serverView, ...problems(400, 409) } },
      },
    },
    async (request) => {
      free()
      const server = await asked(request.body)
      await writeOwnerServer(db, server)
      return viewServer(server)
    },
  )

  api.delete(
    '/models/server',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags: ['models'], summary: 'Have a model of this machine look at the photos again' },
        response: { 204: z.null(), ...problems(409) },
      },
    },
    async (_request, reply) => {
      free()
      await writeOwnerServer(db, undefined)
      return reply.code(204).send(null)
    },
  )
}

export function viewServer({ url, key, model }: OwnerServer): z.infer<typeof serverView> {
  const { shown, authorization } = serverAddress(url, key)
  return { url: shown, model: model ?? null, hasKey: authorization !== undefined }
}

/** `http://:KEY@host` as an address and a key; a user with a password stays what it is. */
function withoutKey(given: string): { url: string; key?: string } {
  const url = new URL(given)
  const { username, password } = url
  if (Boolean(username) === Boolean(password)) return { url: given }
  url.username = ''
  url.password = ''
  return { url: url.href, key: decodeURIComponent(password || username) }
}

function sameHost(one: string, other: string): boolean {
  return new URL(one).origin === new URL(other).origin
}

function settingOf(fixed: ReturnType<typeof fixedEngine>): string | undefined {
  return fixed && { server: 'ALBUMEN_SERVER_URL', model: 'ALBUMEN_MODEL' }[fixed]
}
