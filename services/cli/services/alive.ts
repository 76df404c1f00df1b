import { hostname } from 'node:os'
import { loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { connect } from '#core/database/connect'
import { FatalError, messageOf } from '#core/errors'
import { living } from '#core/heartbeat'
import { createLog } from '#core/log'
import { libraryFolders } from '../client.js'
import { askDaemon } from '../up/single-instance.js'
import { SERVICES } from './services.js'

/**
 * What container engines ask now and then: is each of these services of this machine alive, which means that its process
 * wrote its heartbeat into the database within the last seconds? Without names: all of them.
 * @returns what is wrong as a sentence, null when all is well
 */
export async function whatIsDead(names: string[], env: NodeJS.ProcessEnv): Promise<string | null> {
  const config = loadConfig(env)
  const wanted = names.length > 0 ? names : SERVICES.map((each) => each.name)
  const url = config.databaseUrl ?? (await bundledDatabase(libraryFolders(config)))
  if (!url) return 'no daemon is running on this data folder'
  const connection = connect(url, createLog('alive', 'silent'), 1)
  try {
    for (const name of wanted) {
      const alive = await living(connection.db, serviceName(name))
      if (!alive.some(({ instance }) => instance.startsWith(`${hostname()}-`)))
        return `the ${name} gives no sign of life`
    }
    return null
  } catch (error) {
    if (error instanceof FatalError) throw error
    return `the database does not answer: ${messageOf(error)}`
  } finally {
    await connection.close()
  }
}

function serviceName(name: string): 'watcher' | 'worker' | 'api' {
  if (name === 'watcher' || name === 'worker' || name === 'api') return name
  throw new FatalError(`There is no service "${name}"; expected watcher, worker or api.`)
}

async function bundledDatabase(folders: string[]): Promise<string | null> {
  for (const root of folders) {
    const daemon = await askDaemon(dataFolder(root).run)
    if (daemon?.databaseUrl) return daemon.databaseUrl
  }
  return null
}
