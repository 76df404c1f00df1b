import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { say } from '#core/sentences/say'
import { knownCredentials, setCredential } from '#core/sign-in/credentials'
import { forgetSignInLinks, isSignInLink, useSignInLink } from '#core/sign-in/links'
import { createSession, endOtherSessions, endSession } from '#core/sign-in/sessions'
import type { Api, ApiDeps } from '../deps.js'
import { createAttemptLimit } from '../guard/attempts.js'
import { clearSessionCookie, setSessionCookie } from '../guard/cookies.js'
import { Problem } from '../problem.js'
import { problems } from '../schemas.js'
import { refuseTooMany, requireCredential } from './check.js'
import { type SignInParts, sessionView, viewSession } from './view.js'

/** Wrong passwords, PINs and links of one client in a quarter of an hour. */
export const MOST_ATTEMPTS = 8
export const ATTEMPTS_MS = 900_000

export const newPassword = z.string().min(8, say('password_short')).max(200, say('password_long'))
const shownSecret = z.string().min(1).max(200)

/** Signing in and out: by the password, or by a link that opens once. */
export function signInRoutes(api: Api, { connection: { db }, config, log }: ApiDeps, parts: SignInParts): void {
  const { callers, proxies } = parts
  const tags = ['sign-in']
  const limit = createAttemptLimit(MOST_ATTEMPTS, ATTEMPTS_MS)
  const linkLimit = createAttemptLimit(MOST_ATTEMPTS, ATTEMPTS_MS) // of its own: a link opens where passwords have to wait
  const sessionOf = async (request: FastifyRequest) => (await callers.identify(request, undefined)).caller?.session

  /** A fresh cookie at each sign-in, so that none from before it is worth anything. */
  const begin = async (request: FastifyRequest, reply: FastifyReply) => {
    const before = await sessionOf(request)
    if (before) await endSession(db, before.id)
    const userAgent = request.headers['user-agent'] ?? ''
    const { cookie } = await createSession(db, { kind: 'owner', userAgent, address: request.ip })
    const prefix = proxies.prefix(request)
    setSessionCookie(request, reply.header('cache-control', 'no-store'), prefix, cookie)
    log.info({ address: request.ip }, 'signed in')
    callers.changed()
  }
  api.get(
    '/session',
    {
      config: { scope: 'open' },
      schema: { tags, summary: 'Who asks, and what they may do', response: { 200: sessionView } },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      return await viewSession(db, config, callers, request)
    },
  )

  api.post(
    '/session',
    {
      config: { scope: 'open' },
      schema: {
        ...{ tags, summary: 'Sign in with the password; a browser is given a cookie' },
        body: z.strictObject({ password: shownSecret }),
        response: { 204: z.null(), ...problems(400, 401, 403, 409, 429) },
      },
    },
    async (request, reply) => {
      if (!(await knownCredentials(db)).password) {
        throw new Problem(409, say('no_password'), {
          ...{
            code: 'no_password',
            hint: say('no_password_hint'),
          },
        })
      }
      await requireCredential(db, 'password', request.body.password, request, limit)
      await begin(request, reply)
      return reply.code(204).send(null)
    },
  )

  api.post(
    '/session/link',
    {
      config: { scope: 'open' },
      schema: {
        tags,
        summary: 'Sign in with the secret of a link, once; a new password may come with it',
        body: z.strictObject({ link: shownSecret, password: newPassword.optional() }),
        response: { 204: z.null(), ...problems(400, 401, 403, 409, 429) },
      },
    },
    async (request, reply) => {
      const { link, password } = request.body
      refuseTooMany(linkLimit.waitFor(request.ip))
      if (!(await isSignInLink(db, link))) throw wrongLink(request)
      if (password === undefined && !(await knownCredentials(db)).password) {
        throw new Problem(409, say('password_needed'), { code: 'password_needed' })
      }
      if (!(await useSignInLink(db, link))) throw wrongLink(request)
      if (password !== undefined) {
        await setCredential(db, 'password', password)
        await endOtherSessions(db, undefined)
        await forgetSignInLinks(db)
      }
      await begin(request, reply)
      return reply.code(204).send(null)
    },
  )

  api.delete(
    '/session',
    {
      config: { scope: 'open' },
      schema: { tags, summary: 'Sign out', response: { 204: z.null(), ...problems(403) } },
    },
    async (request, reply) => {
      const session = await sessionOf(request)
      if (session) await endSession(db, session.id)
      clearSessionCookie(request, reply, proxies.prefix(request))
      callers.changed()
      // What the browser has kept of the photos goes too, where it honours that.
      return reply.code(204).header('clear-site-data', '"cache"').send(null)
    },
  )

  function wrongLink(request: FastifyRequest): Problem {
    linkLimit.failed(request.ip)
    return new Problem(401, say('wrong_link'), {
      code: 'wrong_link',
      hint: say('wrong_link_hint'),
    })
  }
}
