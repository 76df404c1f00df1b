import type { FastifyRequest } from 'fastify'
import { FatalError } from '#core/errors'
import { acceptToken, hasTokens } from '#core/tokens'
import type { Api, ApiDeps } from '../deps.js'
import { Problem } from '../problem.js'
import { createAttemptLimit } from './attempts.js'
import { hostName, isCrossOrigin, isLoopback } from './network.js'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** reachable without a token, from everywhere */
    open?: boolean
  }
}

/** @throws FatalError when the api would listen beyond this machine and nobody could be let in */
export async function requireToken({ config, connection }: Pick<ApiDeps, 'config' | 'connection'>): Promise<void> {
  if (isLoopback(config.host) || (await hasTokens(connection.db))) return
  throw new FatalError(
    `The api would listen on ${config.host}, beyond this machine, and there is no access token yet. ` +
      'Make one with: albumen token create NAME. Or leave ALBUMEN_HOST at 127.0.0.1.',
  )
}

/**
 * Who may ask. Bound to this machine alone: every local program, but no web page of another site, whether by a name that
 * it made resolve to this machine or by a request across origins. Bound elsewhere: whoever shows a token.
 */
export function guard(api: Api, deps: ApiDeps): void {
  const local = isLoopback(deps.config.host)
  api.addHook('onRequest', local ? localOnly(deps.config.host) : withToken(deps))
}

function localOnly(boundTo: string) {
  return async (request: FastifyRequest) => {
    const host = hostName(request.headers.host)
    if (!host || !(isLoopback(host) || host === boundTo.toLowerCase())) {
      throw new Problem(
        403,
        `Expected the Host of this machine, such as localhost, got ${request.headers.host ?? 'none'}.`,
        {
          code: 'foreign_host',
          hint: 'To be reached by another name, set ALBUMEN_HOST and use an access token.',
        },
      )
    }
    const changes = !['GET', 'HEAD', 'OPTIONS'].includes(request.method)
    if (changes && isCrossOrigin(request.headers, request.headers.host ?? '')) {
      throw new Problem(403, 'Pages of other sites may not change anything here.', { code: 'foreign_origin' })
    }
  }
}

function withToken({ connection: { db } }: ApiDeps) {
  const limit = createAttemptLimit()
  return async (request: FastifyRequest) => {
    const { url, config } = request.routeOptions
    const shown = shownToken(request)
    if (url === undefined || config.open) return
    const wait = limit.waitFor(request.ip)
    if (wait > 0) {
      throw new Problem(429, `Too many wrong tokens from ${request.ip}; wait ${wait} seconds.`, {
        headers: { 'retry-after': String(wait) },
      })
    }
    if (shown && (await acceptToken(db, shown))) return
    if (shown) limit.failed(request.ip)
    throw new Problem(401, shown ? 'This token is not known.' : 'Expected an access token.', {
      code: 'token_required',
      hint: 'Send "Authorization: Bearer TOKEN"; `albumen token create NAME` makes one.',
      headers: { 'www-authenticate': 'Bearer realm="albumen"' },
    })
  }
}

/** From the header, or for what a browser fetches without one (images, live events) from the address. */
function shownToken(request: FastifyRequest): string | undefined {
  const query = request.query as Record<string, unknown>
  const inQuery = query.access_token
  delete query.access_token // no route knows it
  const header = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (header) return header
  return request.method === 'GET' && typeof inQuery === 'string' ? inQuery : undefined
}
