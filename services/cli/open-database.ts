import type { Config } from '#core/config'
import { dataFolder, makeDataFolder } from '#core/data-folder'
import { type Connection, connect } from '#core/database/connect'
import { startEmbeddedPostgres } from '#core/database/embedded'
import { migrate } from '#core/database/migrate'
import { createLog } from '#core/log'
import { daemonDatabase } from './daemon-database.js'

/**
 * The library's database for one command: the configured one, that of the running daemon, or the bundled one started
 * for as long as the command takes.
 */
export async function withDatabase<T>(config: Config, use: (connection: Connection) => Promise<T>): Promise<T> {
  const log = createLog('cli', 'silent')
  const url = config.databaseUrl ?? (await daemonDatabase(config))
  if (url) return await using(url)

  const folder = dataFolder(config.dataDir)
  await makeDataFolder(folder)
  const server = await startEmbeddedPostgres({ cluster: folder.postgres, run: folder.run, logs: folder.logs, log })
  try {
    return await using(server.url)
  } finally {
    await server.stop()
  }

  async function using(databaseUrl: string): Promise<T> {
    await migrate(databaseUrl, { queueTables: !config.redisUrl })
    const connection = connect(databaseUrl, log, 1)
    try {
      return await use(connection)
    } finally {
      await connection.close()
    }
  }
}
