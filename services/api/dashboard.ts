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

/** The dashboard's files; they hold no data, so that nobody needs a token for them. */
export async function dashboard(api: Api): Promise<void> {
  const root = path.join(projectRoot, 'web')
  if (!existsSync(root)) return
  await api.register(async (shell) => {
    shell.addHook('onRoute', (route) => {
      route.config = { ...route.config, open: true }
    })
    await shell.register(fastifyStatic, { root, cacheControl: false, dotfiles: 'deny' })
  })
}
