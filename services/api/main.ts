import type { AddressInfo } from 'node:net'
import { loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { connect } from '#core/database/connect'
import { migrate } from '#core/database/migrate'
import { poolSizes } from '#core/database/pool-sizes'
import { FatalError, messageOf } from '#core/errors'
import { startHeartbeat } from '#core/heartbeat'
import { createLog } from '#core/log'
import { createMetrics } from '#core/metrics/metrics'
import { countProcess } from '#core/metrics/process-metrics'
import { openQueues } from '#core/queues'
import { createSemanticSearch } from '#core/search/semantic/create'
import { runService } from '#core/service'
import { onShutdown } from '#core/shutdown'
import { createApp } from './app.js'
import { countTheOthers } from './health/other-processes.js'
import { offerFirstSignIn } from './sign-in/first-link.js'

/** How often the parent is told how things stand, for its progress line. */
const STATUS_MS = 1_000

await runService(async () => {
  const config = loadConfig(process.env)
  const metrics = createMetrics()
  const log = createLog('api', config.logLevel, undefined, metrics)
  if (!config.databaseUrl) throw new FatalError('The api needs DATABASE_URL; `albumen up` sets it.')
  await migrate(config.databaseUrl, { queueTables: !config.redisUrl })

  const sizes = poolSizes(config.profile, 'api')
  const connection = connect(config.databaseUrl, log, sizes.catalogue)
  const queues = await openQueues(
    { redisUrl: config.redisUrl, databaseUrl: config.databaseUrl, connections: sizes.queue },
    log,
    { metrics },
  )
  countProcess(metrics, { catalogue: connection.pool, queue: queues.pool })
  countTheOthers(metrics, config)
  const previewsDir = dataFolder(config.dataDir).previews
  const semantic = createSemanticSearch(connection, log)
  const commandKey = process.env.ALBUMEN_COMMAND_KEY
  const deps = { connection, queues, config, previewsDir, semantic, log, metrics, commandKey }
  const { server, status } = await createApp(deps)
  await listen(() => server.listen({ host: config.host, port: config.port }), config)
  const address = addressOf(server.server.address() as AddressInfo, config.host)
  const heartbeat = startHeartbeat(connection.db, 'api', () => ({ address }), log)
  log.info({ address }, 'listening')

  const timer = process.send ? setInterval(() => void tellParent(), STATUS_MS) : undefined
  const tellParent = async () => {
    const message = await status.read().then(
      (read) => ({ type: 'status', status: read }),
      (error) => log.debug({ error: messageOf(error) }, 'the status cannot be read'),
    )
    if (message && process.connected) process.send?.(message)
  }

  onShutdown(log, [
    { name: 'status', run: async () => clearInterval(timer) },
    { name: 'http', run: () => server.close() },
    { name: 'meanings', run: () => semantic.close() },
    { name: 'heartbeat', run: () => heartbeat.close() },
    { name: 'queues', run: () => queues.close() },
    { name: 'database', run: () => connection.close() },
  ])
  const firstSignIn = await offerFirstSignIn(connection.db, config, address)
  if (firstSignIn)
    log.warn({ open: firstSignIn }, 'open this address to sign in for the first time: once, within a day')
  process.send?.({ type: 'listening', address, ...(firstSignIn ? { firstSignIn } : {}) })
  process.send?.({ type: 'ready', address })
})

async function listen(start: () => Promise<unknown>, { host, port }: { host: string; port: number }): Promise<void> {
  await start().catch((cause: NodeJS.ErrnoException) => {
    const known: Record<string, string> = {
      EADDRINUSE: `Port ${port} is taken by another program. Stop it, or choose another with ALBUMEN_PORT.`,
      EACCES: `This user may not listen on port ${port}. Choose one above 1023 with ALBUMEN_PORT.`,
      EADDRNOTAVAIL: `This machine has no address ${host}. Check ALBUMEN_HOST.`,
      ENOTFOUND: `${host} is no address of this machine. Check ALBUMEN_HOST.`,
    }
    throw new FatalError(known[cause.code ?? ''] ?? `The api cannot listen: ${cause.message}`, { cause })
  })
}

/** Where a program on this machine reaches the api. */
function addressOf({ address, family, port }: AddressInfo, host: string): string {
  const everywhere = address === '0.0.0.0' || address === '::'
  const name = everywhere ? '127.0.0.1' : family === 'IPv6' && host !== 'localhost' ? `[${address}]` : host
  return `http://${name}:${port}`
}
