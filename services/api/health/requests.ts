import type { Metrics } from '#core/metrics/metrics'
import type { Api } from '../deps.js'

/** Observes how long each route takes; by its pattern, so that no photo's id becomes a series of its own. */
export function countRequests(api: Api, metrics: Metrics | undefined): void {
  if (!metrics) return
  api.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    const labels = { method: request.method, route, status: `${Math.floor(reply.statusCode / 100)}xx` }
    metrics.observe('albumen_http_request_duration_seconds', reply.elapsedTime / 1000, labels)
  })
}
