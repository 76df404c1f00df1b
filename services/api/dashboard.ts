import { existsSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import { projectRoot } from '#core/project-root'
import type { Api } from './deps.js'

/** Nothing inline, nothing from elsewhere, no frame of another page. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * The pages of the app, each one level deep: so the relative addresses of its files and of the api are right below any
 * sub-path that a proxy puts before it. Anything else that is no file is not found.
 */
export const PAGES = ['sign-in', 'library', 'search', 'map', 'try', 'settings', 'welcome']

/** Where `web/build.mjs` writes the dashboard. */
export const WEB_ROOT = path.join(projectRoot, 'dist', 'web')

/** Names of files under assets/ hold a hash of their content. */
const FOR_EVER = 'public, max-age=31536000, immutable'

/**
 * The dashboard's files; they hold no data, so that everybody gets them. Without
 * them (an api that was built alone) everything else works.
 */
export async function dashboard(api: Api, root = WEB_ROOT): Promise<void> {
  if (!existsSync(path.join(root, 'index.html'))) return
  const assets = path.join(root, 'assets') + path.sep
  await api.register(async (shell) => {
    shell.addHook('onRoute', (route) => {
      route.config = { ...route.config, scope: 'open' }
    })
    await shell.register(fastifyStatic, {
      root,
      cacheControl: false,
      dotfiles: 'deny',
      preCompressed: true,
      setHeaders: (reply, file) => {
        reply.setHeader('cache-control', file.startsWith(assets) ? FOR_EVER : 'no-cache')
      },
    })
    for (const page of PAGES) {
      shell.get(`/${page}`, { schema: { hide: true } }, async (_request, reply) => reply.sendFile('index.html'))
    }
  })
}
