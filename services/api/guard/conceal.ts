import os from 'node:os'
import path from 'node:path'
import type { FastifyRequest } from 'fastify'
import { messageOf } from '#core/errors'
import { projectRoot } from '#core/project-root'
import { listShares } from '#core/shares'
import type { Api, ApiDeps } from '../deps.js'
import { cached } from '../status/cached.js'

/** How long a new share may be unknown here. */
const SHARES_MS = 10_000

/** Takes the beginnings of absolute paths out of a JSON text; for a stranger it does not wait for the database. */
export type Conceal = (json: string, patience?: 'none') => Promise<string>

/**
 * Where things lie on this machine is told to those who may change it. In what others get, be it the reason of a failure
 * that some library wrote, the beginning of a path below a known folder is "…".
 */
export function createConceal({ connection: { db }, config, log }: ApiDeps): Conceal {
  const own = [config.dataDir, projectRoot, os.tmpdir(), os.homedir()]
  const models = [config.model, config.mmproj].flatMap((file) =>
    file && path.isAbsolute(file) ? [path.dirname(file)] : [],
  )
  let known = patternOf([...own, ...models])
  const read = cached(
    async () => patternOf([...own, ...models, ...(await listShares(db)).map((share) => share.path)]),
    SHARES_MS,
  )
  const refresh = async () => {
    known = await read().catch((error) => {
      log.debug({ error: messageOf(error) }, 'the shares cannot be read')
      return known
    })
  }
  return async (json, patience) => {
    const refreshed = refresh()
    if (!patience) await refreshed
    return json.replace(known, '…')
  }
}

/** For answers to callers who may not change where things lie. */
export function concealPaths(api: Api, conceal: Conceal): void {
  api.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || seesPaths(request)) return payload
    if (!/json|text\/plain/.test(String(reply.getHeader('content-type') ?? ''))) return payload
    const concealed = await conceal(payload, request.caller ? undefined : 'none')
    if (concealed !== payload) reply.removeHeader('content-length')
    return concealed
  })
}

export function seesPaths(request: FastifyRequest): boolean {
  return request.caller?.scopes.has('admin') ?? false
}

/** The longest first; only whole names, and only where a path begins. */
function patternOf(folders: string[]): RegExp {
  const texts = [...new Set(folders.map((folder) => folder.replace(/\/+$/, '')))]
    .filter((folder) => folder.length > 1)
    .sort((a, b) => b.length - a.length)
    .map((folder) =>
      JSON.stringify(folder)
        .slice(1, -1)
        .replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    )
  return new RegExp(`(?<![\\p{L}\\p{N}._~/-])(?:${texts.join('|')})(?![\\p{L}\\p{N}._~-])`, 'gu')
}
