import { type Config, loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { connect } from '#core/database/connect'
import { migrate } from '#core/database/migrate'
import { poolSizes } from '#core/database/pool-sizes'
import { FatalError } from '#core/errors'
import { startHeartbeat } from '#core/heartbeat'
import { createLog } from '#core/log'
import { createMetrics } from '#core/metrics/metrics'
import { countProcess } from '#core/metrics/process-metrics'
import { publishMetrics } from '#core/metrics/publish'
import { openQueues } from '#core/queues'
import { runService } from '#core/service'
import { saveShare } from '#core/shares'
import { onShutdown } from '#core/shutdown'
import { openTracing } from '#core/tracing'
import { followShares } from './follow-shares.js'
import { postgresCatalogue } from './postgres-catalogue.js'
import { defaultSettings, type WatchSettings } from './settings.js'

await runService(async () => {
  const config = loadConfig(process.env)
  const metrics = createMetrics()
  const log = createLog('watcher', config.logLevel, undefined, metrics)
  if (!config.databaseUrl) throw new FatalError('The watcher needs DATABASE_URL; `albumen up` sets it.')
  await migrate(config.databaseUrl, { queueTables: !config.redisUrl })

  const sizes = poolSizes(config.profile, 'watcher')
  const connection = connect(config.databaseUrl, log, sizes.catalogue)
  const tracing = await openTracing(config.otelEndpoint, 'watcher', log)
  const queues = await openQueues(
    { redisUrl: config.redisUrl, databaseUrl: config.databaseUrl, connections: sizes.queue },
    log,
    { metrics, telemetry: tracing?.telemetry },
  )
  countProcess(metrics, { catalogue: connection.pool, queue: queues.pool })
  for (const share of config.shares) await saveShare(connection.db, share)

  const scanning = new Set<string>()
  const heartbeat = startHeartbeat(connection.db, 'watcher', () => ({ scanning: [...scanning] }), log)
  const published = publishMetrics(connection.db, 'watcher', metrics, log)
  const following = followShares({
    db: connection.db,
    catalogue: postgresCatalogue(connection.db, queues.ingest, metrics),
    settings: watchSettings(config),
    scanning,
    log,
    metrics,
  })
  onShutdown(log, [
    { name: 'watching', run: () => following.close() },
    { name: 'heartbeat', run: () => Promise.all([heartbeat.close(), published.close()]) },
    { name: 'queues', run: () => queues.close() },
    { name: 'traces', run: async () => tracing?.close() },
    { name: 'database', run: () => connection.close() },
  ])
  process.send?.({ type: 'ready' })
})

function watchSettings(config: Config): WatchSettings {
  return {
    ...defaultSettings,
    settleMs: config.settleSeconds * 1000,
    reconcileMs: config.scanMinutes * 60_000,
    unprovenReconcileMs: Math.min(defaultSettings.unprovenReconcileMs, config.scanMinutes * 60_000),
    pollMs: config.pollSeconds * 1000,
    exclude: [dataFolder(config.dataDir).root],
  }
}
