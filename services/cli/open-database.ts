import { existsSync } from 'node:fs'
import type { Config } from '#core/config'
import { dataFolder, makeDataFolder } from '#core/data-folder'
import { type Connection, connect } from '#core/database/connect'
import { startEmbeddedPostgres } from '#core/database/embedded'
import { migrate } from '#core/database/migrate'
import { createLog } from '#core/log'
import { libraryFolders, runningLibrary } from './daemon-database.js'

/**
 * The library's database for one command: the configured one, that of the running daemon, or the bundled one started
 * for as long as the command takes. `use` is told in which data folder the library lies: the demo has one of its own.
 */
export async function withDatabase<T>(
  config: Config,
  use: (connection: Connection, dataDir: string) => Promise<T>,
): Promise<T> {
  return await withDatabaseUrl(config, async (url, dataDir) => {
    await migrate(url, { queueTables: !config.redisUrl })
    const connection = connect(url, createLog('cli', 'silent'), 1)
    try {
      return await use(connection, dataDir)
    } finally {
      await connection.close()
    }
  })
}

/** The same, with the schema as it is found; `own` leaves the demo alone, and makes the owner's library if need be. */
export async function withDatabaseUrl<T>(
  config: Config,
  use: (url: string, dataDir: string) => Promise<T>,
  options: { own: boolean } = { own: false },
): Promise<T> {
  if (config.databaseUrl) return await use(config.databaseUrl, config.dataDir)
  const running = options.own ? null : await runningLibrary(config)
  if (running) return await use(running.databaseUrl, running.dataDir)

  const candidates = options.own ? [config.dataDir] : libraryFolders(config)
  const made = candidates.find((root) => existsSync(dataFolder(root).postgres))
  const folder = dataFolder(made ?? config.dataDir)
  await makeDataFolder(folder)
  const log = createLog('cli', 'silent')
  const server = await startEmbeddedPostgres({ cluster: folder.postgres, run: folder.run, logs: folder.logs, log })
  try {
    return await use(server.url, folder.root)
  } finally {
    await server.stop()
  }
}
