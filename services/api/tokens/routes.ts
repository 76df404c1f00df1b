import { z } from 'zod'
import { say } from '#core/sentences/say'
import { SCOPES, type Scope, USUAL_SCOPES, withIncluded } from '#core/sign-in/scopes'
import { createToken, listTokens, removeToken } from '#core/tokens'
import type { Api, ApiDeps } from '../deps.js'
import type { Caller, Callers } from '../guard/callers.js'
import { notFound, Problem } from '../problem.js'
import { problems, rowId, text } from '../schemas.js'

const tokenView = z.object({
  id: z.int(),
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)).describe('what it may do, those included that come along with others'),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
})

/** Access tokens, for programs and devices. */
export function tokenRoutes(api: Api, { connection: { db } }: ApiDeps, callers: Callers): void {
  const all = async () =>
    (await listTokens(db)).map((token) => ({
      ...token,
      createdAt: token.createdAt.toISOString(),
      expiresAt: token.expiresAt?.toISOString() ?? null,
      lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    }))

  api.get(
    '/tokens',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags: ['tokens'], summary: 'Access tokens, without their text' },
        response: { 200: z.object({ items: z.array(tokenView), next: z.null() }) },
      },
    },
    async () => ({ items: await all(), next: null }),
  )

  api.post(
    '/tokens',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags: ['tokens'], summary: 'Make an access token; its text is in this answer only' },
        description: 'Nobody can give a token more than they may do themselves.',
        body: z.strictObject({
          name: text(100),
          scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length).default(USUAL_SCOPES),
          expiresAt: z.iso
            .datetime({ offset: true })
            .refine((at) => Date.parse(at) > Date.now(), say('time_past'))
            .optional(),
        }),
        response: { 201: tokenView.extend({ token: z.string() }), ...problems(400, 403, 409) },
      },
    },
    async (request, reply) => {
      const { name, scopes, expiresAt } = request.body
      refuseMoreThanOwn(request.caller as Caller, scopes)
      const token = await createToken(db, name, { scopes, expiresAt: expiresAt ? new Date(expiresAt) : undefined })
      const made = (await all()).find((each) => each.name === name)
      if (!made) throw notFound(say('thing_named_token', { name }))
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ ...made, token })
    },
  )

  api.delete(
    '/tokens/:id',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags: ['tokens'], summary: 'Make a token open nothing any more' },
        ...{ params: z.object({ id: rowId }), response: { 204: z.null(), ...problems(400, 404) } },
      },
    },
    async (request, reply) => {
      const token = (await listTokens(db)).find((each) => each.id === request.params.id)
      if (!token || !(await removeToken(db, token.name))) throw notFound(say('thing_token', { id: request.params.id }))
      callers.changed()
      return reply.code(204).send(null)
    },
  )
}

/** Else a token for settings could make itself one for the vault. */
function refuseMoreThanOwn(caller: Caller, scopes: readonly Scope[]): void {
  const more = withIncluded(scopes).filter((scope) => (scope === 'vault' ? !caller.vault() : !caller.scopes.has(scope)))
  if (more.length === 0) return
  const hint = more.includes('vault') ? say('unlock_first') : undefined
  throw new Problem(403, say('rights_more', { scopes: more.join(', ') }), {
    ...{ code: more.includes('vault') ? 'vault_locked' : 'insufficient_scope', ...(hint ? { hint } : {}) },
  })
}
