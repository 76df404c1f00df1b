import { loadConfig } from '#core/config'
import { dataFolder, makeDataFolder } from '#core/data-folder'
import { connect } from '#core/database/connect'
import { migrate } from '#core/database/migrate'
import { poolSizes } from '#core/database/pool-sizes'
import { FatalError } from '#core/errors'
import { startHeartbeat, type WorkerInfo } from '#core/heartbeat'
import { createLog } from '#core/log'
import { createMetrics } from '#core/metrics/metrics'
import { countProcess } from '#core/metrics/process-metrics'
import { publishMetrics } from '#core/metrics/publish'
import { openQueues } from '#core/queues'
import { keepDocuments } from '#core/search/stale'
import { runService } from '#core/service'
import { onShutdown } from '#core/shutdown'
import { openTracing } from '#core/tracing'
import { startAnalyse } from './analyse/start.js'
import { keepBacklog } from './backlog.js'
import { keepBackups } from './backups.js'
import { startDeliver } from './deliver/start.js'
import { startEmbed } from './embed/start.js'
import { startErrands } from './errands/start.js'
import { watchMachine } from './holds/holds.js'
import { startIngest } from './ingest/start.js'
import { watchModels } from './models-report.js'
import { followOwner } from './owners.js'
import { stepBack } from './step-back.js'
import { createSurvey } from './survey.js'
import { zeroCounters } from './zero-counters.js'

/**
 * Serves the queues that the configuration names: ingest (CPU), analyse (the vision engine), embed (the text engine),
 * deliver (webhooks).
 */
await runService(async () => {
  const config = loadConfig(process.env)
  const metrics = createMetrics()
  const log = createLog('worker', config.logLevel, undefined, metrics)
  stepBack(config.nice, log)
  if (!config.databaseUrl) throw new FatalError('The worker needs DATABASE_URL; `albumen up` sets it.')
  const folder = dataFolder(config.dataDir)
  await makeDataFolder(folder)
  await migrate(config.databaseUrl, { queueTables: !config.redisUrl })

  const { redisUrl, databaseUrl } = config
  const sizes = poolSizes(config.profile, 'worker')
  const connection = connect(databaseUrl, log, sizes.catalogue)
  const tracing = await openTracing(config.otelEndpoint, 'worker', log)
  const observers = { metrics, telemetry: tracing?.telemetry }
  const queues = await openQueues({ redisUrl, databaseUrl, connections: sizes.queue }, log, observers)
  countProcess(metrics, { catalogue: connection.pool, queue: queues.pool })
  zeroCounters(metrics, config.queues)
  const stopping = new AbortController()
  const holds = await watchMachine({ config, folder, log, signal: stopping.signal })
  const deps = { connection, queues, config, folder, log, holds, metrics, signal: stopping.signal }
  const serves = (name: (typeof config.queues)[number]) => config.queues.includes(name)

  const ingest = serves('ingest') ? startIngest(deps) : undefined
  const survey = createSurvey()
  const ownersConfig = followOwner(connection.db, config)
  const analyse = serves('analyse') ? startAnalyse(deps, { ownersConfig, survey }) : undefined
  const embed = serves('embed') ? startEmbed(deps, { ownersConfig }) : undefined
  const deliver = serves('deliver') ? startDeliver(deps) : undefined
  const backlog = serves('ingest') ? keepBacklog(connection.db, queues, log, stopping.signal) : undefined
  const documents = serves('ingest') ? keepDocuments(connection.db, log, stopping.signal) : undefined

  const backups = serves('ingest') ? keepBackups(deps) : undefined
  const models = analyse || embed ? watchModels(deps, { config: ownersConfig, survey }) : undefined
  const lookAtModels = async () => {
    await models?.look()
    await heartbeat.beat()
  }
  const errands = models
    ? startErrands({ ...deps, ownersConfig, survey, lookAtModels, restWhile: analyse?.restWhile }, stopping.signal)
    : undefined

  const info = (): WorkerInfo => ({
    engine: analyse?.report() ?? null,
    ...(embed ? { text: embed.report() } : {}),
    ...(models ? { models: models.report() } : {}),
    queues: config.queues,
  })
  const heartbeat = startHeartbeat(connection.db, 'worker', info, log)
  const published = publishMetrics(connection.db, 'worker', metrics, log)

  onShutdown(log, [
    { name: 'stop taking work', run: async () => stopping.abort() },
    { name: 'errands', run: async () => errands?.close() },
    {
      name: 'stages',
      run: () =>
        Promise.all([
          ingest?.close(),
          analyse?.close(),
          embed?.close(),
          deliver?.close(),
          backlog,
          documents,
          backups,
          holds.closed,
          models?.closed,
        ]),
    },
    { name: 'heartbeat', run: () => Promise.all([heartbeat.close(), published.close()]) },
    { name: 'queues', run: () => queues.close() },
    { name: 'traces', run: async () => tracing?.close() },
    { name: 'database', run: () => connection.close() },
  ])
  process.send?.({ type: 'ready' })
})
