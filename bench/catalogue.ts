import path from 'node:path'
import { type Config, loadConfig } from '#core/config'
import { type DataFolder, dataFolder, makeDataFolder } from '#core/data-folder'
import { type Connection, connect } from '#core/database/connect'
import { startEmbeddedPostgres } from '#core/database/embedded'
import { migrate } from '#core/database/migrate'
import { createLog, type Log } from '#core/log'
import { createMetrics, type Metrics } from '#core/metrics/metrics'
import { openQueues, type Queues } from '#core/queues'

export interface BenchCatalogue {
  config: Config
  folder: DataFolder
  connection: Connection
  queues: Queues
  log: Log
  metrics: Metrics
}

/** A catalogue of its own, on the bundled database, for as long as it is used. */
export async function withCatalogue<T>(root: string, use: (catalogue: BenchCatalogue) => Promise<T>): Promise<T> {
  const log = createLog('bench', 'silent')
  const metrics = createMetrics()
  const config = loadConfig({ ALBUMEN_DATA_DIR: path.join(root, 'data'), ALBUMEN_MODEL: 'nano-vl' })
  const folder = dataFolder(config.dataDir)
  await makeDataFolder(folder)
  const server = await startEmbeddedPostgres({ cluster: folder.postgres, run: folder.run, logs: folder.logs, log })
  await migrate(server.url, { queueTables: true })
  const connection = connect(server.url, log)
  const queues = await openQueues({ databaseUrl: server.url }, log)
  try {
    return await use({ config, folder, connection, queues, log, metrics })
  } finally {
    await queues.close()
    await connection.close()
    await server.stop()
  }
}
