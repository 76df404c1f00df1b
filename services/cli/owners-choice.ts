import type { Config } from '#core/config'
import type { Database } from '#core/database/connect'
import { messageOf } from '#core/errors'
import { fixedEngine, ownersConfig, readOwnerServer, writeOwnerServer } from '#core/owner-server'
import { forgetEmbeddingModel } from '#core/owner-settings'
import { hasLibrary } from './daemon-database.js'
import { withDatabase } from './open-database.js'

/**
 * The configuration as the services of this library use it: with what its owner has chosen on the page since. Its data
 * folder is the library's, which for the demo is one of its own. While the database does not answer, the configuration
 * alone counts, and whoever asked is told so.
 */
export async function libraryConfig(config: Config): Promise<Config> {
  return (await askLibrary(config, (db, dataDir) => ownersConfig(db, { ...config, dataDir }))) ?? config
}

/** The same for the owner's own models folder: what the demo's page was told is of no account there. */
export async function ownLibraryConfig(config: Config): Promise<Config> {
  const found = await libraryConfig(config)
  return found.dataDir === config.dataDir ? found : config
}

/**
 * Has photos looked at by a model of this machine again where the page chose a server, as choosing a model there does.
 * @returns the server's address, if there was one
 */
export async function leaveServer(config: Config): Promise<string | undefined> {
  if (fixedEngine(config)) return undefined
  return await askLibrary(config, async (db, dataDir) => {
    const server = dataDir === config.dataDir ? await readOwnerServer(db) : undefined
    if (server) await writeOwnerServer(db, undefined)
    return server?.url
  })
}

/** Where the page chose an embedding model that is deleted now, the newest of the others counts. */
export async function forgetEmbedding(file: string, config: Config): Promise<void> {
  await askLibrary(config, (db) => forgetEmbeddingModel(db, config, file))
}

async function askLibrary<T>(
  config: Config,
  ask: (db: Database, dataDir: string) => Promise<T>,
): Promise<T | undefined> {
  if (!hasLibrary(config)) return undefined
  try {
    return await withDatabase(config, ({ db }, dataDir) => ask(db, dataDir))
  } catch (error) {
    const why = messageOf(error)
    process.stderr.write(`The database does not answer, so what was chosen on the page does not count here (${why}).\n`)
    return undefined
  }
}
