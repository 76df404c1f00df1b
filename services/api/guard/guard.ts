import type { FastifyRequest, RouteOptions } from 'fastify'
import { say } from '#core/sentences/say'
import { SCOPES, type Scope } from '#core/sign-in/scopes'
import type { Api, ApiDeps } from '../deps.js'
import { Problem } from '../problem.js'
import { createAttemptLimit } from './attempts.js'
import type { Caller, Callers } from './callers.js'
import { hostName, isCrossOrigin, isForwarded, isLoopback, needsSignIn } from './network.js'

/** What a route needs: one of these scopes; open: it answers everybody. */
export type RouteScope = 'open' | Scope | readonly Scope[]

declare module 'fastify' {
  interface FastifyContextConfig {
    scope?: RouteScope
    /** The token may stand in the address (?access_token=), for what a browser or a player fetches without headers. */
    tokenInAddress?: boolean
  }
  interface FastifyRequest {
    /** who asks; undefined for a stranger at an open route */
    caller: Caller | undefined
    shownToken: string | undefined
  }
}

/**
 * Who may ask what. Where the api is bound to this machine alone: every local program, but no web page of another site,
 * whether by a name that it made resolve to this machine or by a request across origins. Elsewhere: whoever is signed in
 * or shows a token, each for the routes of their scopes.
 * @returns the routes, as they are added
 */
export function guard(api: Api, deps: ApiDeps, callers: Callers): RouteOptions[] {
  const signIn = needsSignIn(deps.config)
  const limit = createAttemptLimit()
  const routes = demandScopes(api)
  api.decorateRequest('caller', undefined)
  api.decorateRequest('shownToken', undefined)
  api.addHook('onRequest', async (request) => {
    if (!signIn) refuseStrangers(request, deps.config.host)
    request.shownToken = shownToken(request)
    const { url, config } = request.routeOptions
    if (url === undefined) return
    refuseForeignPages(request)
    if (config.scope === 'open') return // also while the database is away
    const { caller, wrong } = await callers.identify(request, request.shownToken)
    request.caller = caller
    if (wrong) refuseWrongToken(request, limit)
    if (!caller) throw signInNeeded(say('sign_in_needed'))
    if (!mayUse(caller, config.scope)) throw insufficient(caller, config.scope)
  })
  return routes
}

/** A route that does not say who may use it is a mistake found at start. */
function demandScopes(api: Api): RouteOptions[] {
  const routes: RouteOptions[] = []
  api.addHook('onRoute', (route) => void routes.push(route))
  // Not earlier: for the routes of a plugin, hooks of its own may say it.
  api.addHook('onReady', async () => {
    const forgotten = routes.filter(({ config }) => {
      const named = scopesOf(config?.scope)
      return named.length === 0 || !named.every((each) => each === 'open' || SCOPES.includes(each))
    })
    if (forgotten.length === 0) return
    const names = forgotten.map(({ method, url }) => `${method} ${url}`).join('; ')
    throw new Error(`${names}: expected config.scope to be open or some of ${SCOPES.join(', ')}`)
  })
  return routes
}

function scopesOf(scope: RouteScope | undefined): readonly ('open' | Scope)[] {
  return typeof scope === 'string' ? [scope] : (scope ?? [])
}

function refuseStrangers(request: FastifyRequest, boundTo: string): void {
  const host = hostName(request.headers.host)
  const hint = say('sign_in_always_hint')
  if (!host || !(isLoopback(host) || host === boundTo.toLowerCase())) {
    const got = request.headers.host ?? 'none'
    throw new Problem(403, say('foreign_host', { host: got }), {
      ...{ code: 'foreign_host', hint },
    })
  }
  // Whoever it was passed on for is not on this machine.
  if (isForwarded(request)) {
    throw new Problem(403, say('behind_proxy'), {
      ...{ code: 'behind_proxy', hint },
    })
  }
}

/** A browser shows its cookie, and its place on this machine, on behalf of any page; a token is shown on purpose. */
function refuseForeignPages(request: FastifyRequest): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || request.shownToken) return
  if (!isCrossOrigin(request.headers, request.host)) return
  throw new Problem(403, say('foreign_origin'), { code: 'foreign_origin' })
}

function refuseWrongToken(request: FastifyRequest, limit: ReturnType<typeof createAttemptLimit>): never {
  limit.failed(request.ip)
  const wait = limit.waitFor(request.ip)
  if (wait === 0) throw signInNeeded(say('token_unknown'))
  throw new Problem(429, `Too many wrong tokens from ${request.ip}; wait ${wait} seconds.`, {
    headers: { 'retry-after': String(wait) },
  })
}

function mayUse(caller: Caller, scope: RouteScope | undefined): boolean {
  return scopesOf(scope).some((each) => each !== 'open' && caller.scopes.has(each))
}

function signInNeeded(detail: string): Problem {
  return new Problem(401, detail, {
    code: 'token_required',
    hint: say('sign_in_hint'),
    headers: { 'www-authenticate': 'Bearer realm="albumen"' },
  })
}

function insufficient(caller: Caller, scope: RouteScope | undefined): Problem {
  const wanted = String(scope).replaceAll(',', ' or ')
  return new Problem(
    403,
    `This needs the scope ${wanted}; the token "${caller.name}" has ${[...caller.scopes].join(', ')}.`,
    {
      code: 'insufficient_scope',
      headers: { 'www-authenticate': `Bearer realm="albumen", error="insufficient_scope", scope="${wanted}"` },
    },
  )
}

/** From the header, or where a route allows it from the address. */
function shownToken(request: FastifyRequest): string | undefined {
  const query = request.query as Record<string, unknown>
  const inQuery = query.access_token
  delete query.access_token // no route knows it
  const header = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (header) return header
  return request.routeOptions.config.tokenInAddress && typeof inQuery === 'string' ? inQuery : undefined
}
