import { loadConfig } from '#core/config'
import { connect } from '#core/database/connect'
import { messageOf } from '#core/errors'
import { heartbeatsHere } from '#core/heartbeat'
import { createLog } from '#core/log'
import { daemonDatabase } from './daemon-database.js'

/** What a process of Albumen is called here and in its heartbeat. */
const SERVICES = ['api', 'worker', 'watcher']

export interface Health {
  healthy: boolean
  /** one line for whoever reads the container's state */
  line: string
}

/**
 * Whether the processes of this machine (or container) are alive, by what they last said in the database. It asks nobody
 * over HTTP, so that it serves a worker and a watcher too.
 *
 * @param service the one to ask for; without it every one that has been here in the last day, and all of them where the
 * daemon of this data folder runs
 */
export async function checkHealth(service: string | undefined, env: NodeJS.ProcessEnv): Promise<Health> {
  if (service !== undefined && !SERVICES.includes(service)) {
    return { healthy: false, line: `Expected one of ${SERVICES.join(', ')}, got "${service}".` }
  }
  try {
    const config = loadConfig(env)
    const daemon = config.databaseUrl ? undefined : await daemonDatabase(config)
    const url = config.databaseUrl ?? daemon
    if (!url) return { healthy: false, line: `No Albumen is running on ${config.dataDir}.` }
    const connection = connect(url, createLog('healthcheck', 'silent'), 1)
    try {
      const here = await heartbeatsHere(connection.db)
      const named = service ? [service] : daemon ? SERVICES : [...here.keys()]
      return verdict(named, here)
    } finally {
      await connection.close()
    }
  } catch (error) {
    return { healthy: false, line: `The state cannot be read: ${messageOf(error)}` }
  }
}

function verdict(services: string[], here: Map<string, { secondsAgo: number; living: boolean }>): Health {
  if (services.length === 0) return { healthy: false, line: 'No process of Albumen has been here in the last day.' }
  const lines = services.map((service) => {
    const last = here.get(service)
    if (!last) return `${service} is not running here`
    const ago = `${Math.round(last.secondsAgo)} s ago`
    return last.living ? `${service} is well, heard of ${ago}` : `${service} is gone, last heard of ${ago}`
  })
  return { healthy: services.every((service) => here.get(service)?.living), line: lines.join('; ') }
}
