import { readFileSync } from 'node:fs'
import path from 'node:path'
import multipart from '@fastify/multipart'
import Fastify, { type FastifyBaseLogger, LogController, type RouteOptions } from 'fastify'
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { projectRoot } from '#core/project-root'
import { classifyRoutes } from './classify/routes.js'
import { closeConnections } from './connections.js'
import { CONTENT_SECURITY_POLICY, dashboard } from './dashboard.js'
import type { Api, ApiDeps } from './deps.js'
import { documentation } from './documentation.js'
import { editRoutes } from './edits/routes.js'
import { errandRoutes } from './errands/routes.js'
import { createEventHub } from './events/hub.js'
import { eventRoutes } from './events/routes.js'
import { facetRoutes } from './facets/routes.js'
import { failureRoutes } from './failures/routes.js'
import { folderRoutes } from './folders/routes.js'
import { createCallers } from './guard/callers.js'
import { concealPaths, createConceal } from './guard/conceal.js'
import { guard } from './guard/guard.js'
import { createProxies } from './guard/network.js'
import { guardSensitive } from './guard/sensitive.js'
import { reportRoute } from './health/report.js'
import { countRequests } from './health/requests.js'
import { healthRoutes } from './health/routes.js'
import { imageRoutes } from './images/routes.js'
import { mapRoutes } from './map/routes.js'
import { modelRoutes } from './models/routes.js'
import { serverRoutes } from './models/server-routes.js'
import { tuneRoutes } from './models/tune-routes.js'
import { photoRoutes } from './photos/routes.js'
import { handleError, handleUnknown } from './problem.js'
import { queueRoutes } from './queues/routes.js'
import { reanalysisRoutes } from './reanalysis/routes.js'
import { savedSearchRoutes } from './saved-searches/routes.js'
import { searchRoutes } from './search/routes.js'
import { createSearcher } from './search/searcher.js'
import { settingsRoutes } from './settings/routes.js'
import { signInRoutes } from './sign-in/routes.js'
import { sessionRoutes } from './sign-in/session-routes.js'
import { vaultRoutes } from './sign-in/vault-routes.js'
import { similarRoutes } from './similar/routes.js'
import { statusRoutes } from './status/routes.js'
import { shareRoutes } from './status/share-routes.js'
import { createStatusReader, type StatusReader } from './status/status.js'
import { throughputRoutes } from './status/throughput.js'
import { suggestionRoutes } from './suggestions/routes.js'
import { timelineRoutes } from './timeline/routes.js'
import { tokenRoutes } from './tokens/routes.js'
import { unknownPages } from './unknown-pages.js'
import { validatorCompiler } from './validation.js'
import { webhookRoutes } from './webhooks/routes.js'
import { welcomeRoutes } from './welcome/routes.js'

export interface App {
  server: Api
  status: StatusReader
  /** all of them, each with what it needs */
  routes: readonly RouteOptions[]
}

/** The whole api on what it is given; it does not listen yet. Close `server` to end it. */
export async function createApp(deps: ApiDeps): Promise<App> {
  const proxies = createProxies(deps.config)
  const server: Api = Fastify({
    trustProxy: (address) => proxies.trusted.has(address),
    loggerInstance: deps.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }), // addresses may carry access tokens
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 300 },
    forceCloseConnections: 'idle',
  }).withTypeProvider<ZodTypeProvider>()
  server.setValidatorCompiler(validatorCompiler as never)
  server.setSerializerCompiler(serializerCompiler)
  server.setErrorHandler(handleError)
  server.setNotFoundHandler(unknownPages(handleUnknown))
  closeConnections(server)
  secureHeaders(server)
  countRequests(server, deps.metrics)
  const callers = createCallers(deps, proxies)
  const conceal = createConceal(deps)
  const routes = guard(server, deps, callers)
  guardSensitive(server, deps)
  concealPaths(server, conceal)

  const { version } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as { version: string }
  const status = createStatusReader(deps, version)
  const searcher = createSearcher(deps.connection.db, deps.semantic)
  const hub = createEventHub(deps.connection, deps.log)
  server.addHook('onClose', () => hub.close())

  await documentation(server, version)
  await server.register(multipart)
  await server.register(
    async (scope) => {
      const api = scope.withTypeProvider<ZodTypeProvider>() as Api
      statusRoutes(api, status)
      throughputRoutes(api, deps)
      shareRoutes(api, deps, status)
      photoRoutes(api, deps)
      editRoutes(api, deps)
      timelineRoutes(api, deps)
      mapRoutes(api, deps)
      imageRoutes(api, deps)
      searchRoutes(api, deps, searcher)
      facetRoutes(api, searcher)
      suggestionRoutes(api, searcher)
      similarRoutes(api, deps)
      savedSearchRoutes(api, deps, searcher)
      classifyRoutes(api, deps)
      eventRoutes(api, deps, { hub, callers, conceal })
      failureRoutes(api, deps)
      queueRoutes(api, deps)
      settingsRoutes(api, deps)
      modelRoutes(api, deps)
      serverRoutes(api, deps)
      tuneRoutes(api, deps)
      errandRoutes(api, deps)
      reanalysisRoutes(api, deps)
      folderRoutes(api, deps)
      welcomeRoutes(api, deps)
      webhookRoutes(api, deps)
      tokenRoutes(api, deps, callers)
      signInRoutes(api, deps, { callers, proxies })
      sessionRoutes(api, deps, { callers, proxies })
      vaultRoutes(api, deps, { callers, proxies })
      reportRoute(api, deps)
    },
    { prefix: '/api/v1' },
  )
  healthRoutes(server, deps, status)
  await dashboard(server)
  await server.ready()
  return { server, status, routes }
}

/** For every answer that does not say otherwise. */
function secureHeaders(server: Api): void {
  server.addHook('onRequest', async (_request, reply) => {
    reply.headers({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': CONTENT_SECURITY_POLICY,
    })
  })
}
