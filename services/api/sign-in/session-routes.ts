import { z } from 'zod'
import { say } from '#core/sentences/say'
import { knownCredentials, setCredential } from '#core/sign-in/credentials'
import { endOtherSessions, endSession, listSessions } from '#core/sign-in/sessions'
import type { Api, ApiDeps } from '../deps.js'
import { createAttemptLimit } from '../guard/attempts.js'
import { notFound } from '../problem.js'
import { problems, rowId, text } from '../schemas.js'
import { requireCredential } from './check.js'
import { ATTEMPTS_MS, MOST_ATTEMPTS, newPassword } from './routes.js'
import type { SignInParts } from './view.js'

const item = z.object({
  id: z.int(),
  userAgent: z.string(),
  address: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  current: z.boolean().describe('the one that asks'),
})

/** The browsers that are signed in, and the password that lets new ones in. */
export function sessionRoutes(api: Api, { connection: { db } }: ApiDeps, { callers }: SignInParts): void {
  const tags = ['sign-in']
  const limit = createAttemptLimit(MOST_ATTEMPTS, ATTEMPTS_MS)

  api.get(
    '/sessions',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags, summary: 'Browsers that are signed in' },
        response: { 200: z.object({ items: z.array(item), next: z.null() }) },
      },
    },
    async (request) => {
      const all = await listSessions(db)
      const items = all.map((each) => ({
        ...each,
        createdAt: each.createdAt.toISOString(),
        lastSeenAt: each.lastSeenAt.toISOString(),
        current: each.id === request.caller?.session?.id,
      }))
      return { items, next: null }
    },
  )

  api.delete(
    '/sessions/:id',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags, summary: 'Sign one browser out' },
        ...{ params: z.object({ id: rowId }), response: { 204: z.null(), ...problems(400, 404) } },
      },
    },
    async (request, reply) => {
      if (!(await endSession(db, request.params.id))) throw notFound(say('thing_session', { id: request.params.id }))
      callers.changed()
      return reply.code(204).send(null)
    },
  )

  api.delete(
    '/sessions',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags, summary: 'Sign out every browser but the one that asks' },
        response: { 200: z.object({ ended: z.int() }) },
      },
    },
    async (request) => {
      const ended = await endOtherSessions(db, request.caller?.session?.id)
      callers.changed()
      return { ended }
    },
  )

  api.post(
    '/session/password',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags, summary: 'Change the password; every other browser is signed out' },
        body: z.strictObject({ current: text(200).optional(), password: newPassword }),
        response: { 204: z.null(), ...problems(400, 401, 403, 429) },
      },
    },
    async (request, reply) => {
      const { current = '', password } = request.body
      const isSet = (await knownCredentials(db)).password
      if (isSet && request.caller?.by !== 'command') await requireCredential(db, 'password', current, request, limit)
      await setCredential(db, 'password', password)
      await endOtherSessions(db, request.caller?.session?.id)
      callers.changed()
      return reply.code(204).send(null)
    },
  )
}
