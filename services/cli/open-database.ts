import type { Config } from '#core/config'
import { dataFolder, makeDataFolder } from '#core/data-folder'
import { type Connection, connect } from '#core/database/connect'
import { startEmbeddedPostgres } from '#core/database/embedded'
import { migrate } from '#core/database/migrate'
import { createLog } from '#core/log'
import { libraryFolders } from './client.js'
import { askDaemon } from './up/single-instance.js'

/**
 * The library's database for one command: the configured one, that of the running daemon, or the bundled one started
 * for as long as the command takes.
 */
export async function withDatabase<T>(config: Config, use: (connection: Connection) => Promise<T>): Promise<T> {
  return await withDatabaseUrl(config, async (url) => {
    await migrate(url, { queueTables: !config.redisUrl })
    const connection = connect(url, createLog('cli', 'silent'), 1)
    try {
      return await use(connection)
    } finally {
      await connection.close()
    }
  })
}

/** The same, with the schema as it is found. */
export async function withDatabaseUrl<T>(config: Config, use: (url: string) => Promise<T>): Promise<T> {
  const log = createLog('cli', 'silent')
  const url = config.databaseUrl ?? (await daemonDatabase(config))
  if (url) return await use(url)

  const folder = dataFolder(config.dataDir)
  await makeDataFolder(folder)
  const server = await startEmbeddedPostgres({ cluster: folder.postgres, run: folder.run, logs: folder.logs, log })
  try {
    return await use(server.url)
  } finally {
    await server.stop()
  }
}

async function daemonDatabase(config: Config): Promise<string | null> {
  for (const root of libraryFolders(config)) {
    const daemon = await askDaemon(dataFolder(root).run)
    if (daemon?.databaseUrl) return daemon.databaseUrl
  }
  return null
}
