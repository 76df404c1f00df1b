import { and, eq, inArray, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { Queryable } from '#core/database/connect'
import { photos } from '#core/database/schema'
import type { FailedPhoto } from '#core/edits/edit-photos'
import { isSensitive } from '#core/event-body'
import { say } from '#core/sentences/say'
import type { Api, ApiDeps } from '../deps.js'
import { Problem } from '../problem.js'
import type { Caller } from './callers.js'

/** Every route about one photo. */
const ABOUT_A_PHOTO = /^\/api\/v1\/photos\/:id(\/|$)/

declare module 'fastify' {
  interface FastifyRequest {
    /** what it is about shall be kept by nobody on the way */
    aboutSensitive: boolean
  }
}

/**
 * Sensitive photos are shown to whoever has opened the vault. To others they do not exist: every route about one photo
 * answers as for a photo that there is not. A list that is asked to have them is refused, so that nobody takes what is
 * missing for all there is.
 */
export function guardSensitive(api: Api, { connection: { db } }: ApiDeps): void {
  api.decorateRequest('aboutSensitive', false)
  api.addHook('preHandler', async (request) => {
    const { caller } = request
    if (!caller?.guarded) return
    const { sensitive } = request.query as { sensitive?: string }
    if (sensitive === 'include' || sensitive === 'only') requireVault(caller)
    if (!ABOUT_A_PHOTO.test(request.routeOptions.url ?? '')) return
    const { id } = request.params as { id: string }
    const [photo] = await db.select({ sensitive: photos.sensitive }).from(photos).where(eq(photos.id, id))
    if (!photo) throw noSuchPhoto()
    request.aboutSensitive = isSensitive(photo.sensitive)
    if (request.aboutSensitive && !caller.vault() && !isWork(request)) throw noSuchPhoto()
  })
  api.addHook('onSend', async (request, reply) => {
    if (request.aboutSensitive) reply.header('cache-control', 'no-store').removeHeader('etag')
  })
}

/** @throws Problem where sensitive photos are locked away */
export function requireVault(caller: Caller | undefined): void {
  if (!caller || caller.vault()) return
  const hint = caller.by === 'token' ? 'A token needs the scope "vault".' : say('vault_locked_hint')
  throw new Problem(403, say('vault_locked'), { code: 'vault_locked', hint })
}

/** Of photos that a request names, those that its caller may know of; the others are as if they were not there. */
export async function knownTo(
  caller: Caller | undefined,
  db: Queryable,
  ids: string[],
): Promise<{ known: string[]; unknown: FailedPhoto[] }> {
  if (caller?.vault()) return { known: ids, unknown: [] }
  const rows = await db
    .select({ id: photos.id })
    .from(photos)
    .where(and(inArray(photos.id, ids), sql`${photos.sensitive} <> 'none'`))
  const withheld = new Set(rows.map((row) => row.id))
  return {
    known: ids.filter((id) => !withheld.has(id)),
    unknown: [...withheld].map((id) => ({ id, code: 'not_found', reason: say('no_photo', { id }) })),
  }
}

/** A worker is shown whatever it has to look at. */
function isWork(request: FastifyRequest): boolean {
  return request.routeOptions.config.scope?.includes('worker') === true && request.caller?.scopes.has('worker') === true
}

/** It names no id, so that no answer tells one. */
function noSuchPhoto(): Problem {
  return new Problem(404, say('no_such_photo'))
}
