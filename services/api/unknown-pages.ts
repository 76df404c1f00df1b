import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { WEB_ROOT } from './dashboard.js'

type Handler = (request: FastifyRequest, reply: FastifyReply) => void
/** No address that somebody has typed is as deep. */
const DEEPEST = 20

/**
 * For `setNotFoundHandler`: a browser that opens an address which nobody has gets the app, which says so and leads back;
 * all others, and whoever asks the api, get what `otherwise` answers.
 */
export function unknownPages(otherwise: Handler, root = WEB_ROOT) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const app = isForPage(request) ? await readFile(path.join(root, 'index.html'), 'utf8').catch(() => '') : ''
    reply.header('vary', 'accept')
    if (app) {
      const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' }
      return reply
        .code(404)
        .headers(headers)
        .send(seenFrom(depthOf(request), app))
    }
    otherwise(request, reply)
    return reply
  }
}

function isForPage(request: FastifyRequest): boolean {
  if (!['GET', 'HEAD'].includes(request.method) || /^\/api(?:[/?]|$)/.test(request.url)) return false
  return /\btext\/html\b/.test(request.headers.accept ?? '') && depthOf(request) <= DEEPEST
}

/** How many folders below the pages of the app: `/library/deeper` is one. */
function depthOf({ url }: FastifyRequest): number {
  return (url.split('?')[0] as string).split('/').length - 2
}

/**
 * All addresses in the app are relative, because a proxy may put a path before them. From deeper down the way to its files
 * leads up, and the app is told so, for its own requests.
 */
function seenFrom(depth: number, app: string): string {
  if (depth === 0) return app
  const up = '../'.repeat(depth)
  return app.replace('<html', `<html data-root="${up}"`).replace(/\b(href|src)="\.\//g, `$1="${up}`)
}
