import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { say } from '#core/sentences/say'
import { checkCredential, knownCredentials, removeCredential, setCredential } from '#core/sign-in/credentials'
import { closeAllVaults, closeVault, createSession, openVault } from '#core/sign-in/sessions'
import type { Api, ApiDeps } from '../deps.js'
import { createAttemptLimit } from '../guard/attempts.js'
import { setSessionCookie } from '../guard/cookies.js'
import { Problem } from '../problem.js'
import { problems, text } from '../schemas.js'
import { refuseTooMany, requireCredential } from './check.js'
import { ATTEMPTS_MS, MOST_ATTEMPTS } from './routes.js'
import type { SignInParts } from './view.js'

const newPin = z.string().regex(/^[\p{L}\p{N}\p{P}\p{S}]{4,64}$/u, say('pin_wrong'))

/**
 * Where sensitive photos are locked away: opened by the PIN, or while there is none by the password, for some minutes and
 * in one browser.
 */
export function vaultRoutes(
  api: Api,
  { connection: { db }, config }: ApiDeps,
  { callers, proxies }: SignInParts,
): void {
  const tags = ['sign-in']
  const limit = createAttemptLimit(MOST_ATTEMPTS, ATTEMPTS_MS)

  api.post(
    '/vault/unlock',
    {
      config: { scope: 'read' },
      schema: {
        ...{ tags, summary: 'Show private photos in this browser for some minutes' },
        body: z.strictObject({ secret: text(200).describe('the PIN; while there is none, the password') }),
        response: { 200: z.object({ until: z.string().nullable() }), ...problems(400, 401, 403, 409, 429) },
      },
    },
    async (request, reply) => {
      const { caller } = request
      if (!caller?.guarded) return { until: null }
      if (caller.by === 'token') {
        throw new Problem(403, 'A token shows private photos by its scope "vault".', { code: 'not_for_tokens' })
      }
      const known = await knownCredentials(db)
      if (!known.pin && !known.password) {
        throw new Problem(409, say('no_pin'), { code: 'no_pin' })
      }
      await requireCredential(db, known.pin ? 'pin' : 'password', request.body.secret, request, limit)
      const until = await openVault(db, caller.session?.id ?? (await begin(request, reply)), config.vaultMinutes)
      callers.changed()
      return { until: until.toISOString() }
    },
  )

  api.post(
    '/vault/lock',
    {
      config: { scope: 'read' },
      schema: { tags, summary: 'Lock private photos away again', response: { 204: z.null() } },
    },
    async (request, reply) => {
      if (request.caller?.session) await closeVault(db, request.caller.session.id)
      callers.changed()
      return reply.code(204).send(null)
    },
  )

  api.post(
    '/vault/pin',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags, summary: 'Set, change or remove (null) the PIN; private photos are locked then' },
        body: z.strictObject({
          pin: newPin.nullable(),
          current: text(200).optional().describe('the PIN or the password, where there is one'),
        }),
        response: { 204: z.null(), ...problems(400, 401, 403, 429) },
      },
    },
    async (request, reply) => {
      const { pin, current = '' } = request.body
      if (request.caller?.by !== 'command') await requireEither(request, current)
      if (pin === null) await removeCredential(db, 'pin')
      else await setCredential(db, 'pin', pin)
      await closeAllVaults(db)
      callers.changed()
      return reply.code(204).send(null)
    },
  )

  /** For someone who was let in without a session of this api: it does nothing but keep the vault open. */
  async function begin(request: FastifyRequest, reply: FastifyReply): Promise<number> {
    const userAgent = request.headers['user-agent'] ?? ''
    const { id, cookie } = await createSession(db, { kind: 'vault', userAgent, address: request.ip })
    setSessionCookie(request, reply, proxies.prefix(request), cookie)
    return id
  }

  /** The present PIN, or the password for whoever has forgotten it. */
  async function requireEither(request: FastifyRequest, current: string): Promise<void> {
    const known = await knownCredentials(db)
    if (!known.pin && !known.password) return
    refuseTooMany(limit.waitFor(request.ip))
    if (known.pin && known.password && (await checkCredential(db, 'password', current)).ok) return
    await requireCredential(db, known.pin ? 'pin' : 'password', current, request, limit)
  }
}
