import type { Log } from '#core/log'
import { say } from '#core/sentences/say'
import type { VisionEngine } from './engine.js'
import { poolEngines } from './pool.js'
import { createServerEngine, type ServerEngine, type ServerEngineOptions } from './server/server-engine.js'

export interface ServersOptions extends Omit<ServerEngineOptions, 'url' | 'slots'> {
  /** photos at once by all servers together; default what each tells */
  slots?: number | undefined
}

/**
 * One or several servers as one engine. Each address may carry a key of its own (`http://:KEY@host:8080`). A server that
 * goes away takes no photo down: those inside it are asked of another one.
 */
export function createServers(urls: readonly string[], options: ServersOptions): VisionEngine {
  const slots = options.slots === undefined ? undefined : Math.ceil(options.slots / urls.length)
  const [first, ...others] = urls.map((url) => createServerEngine({ ...options, url, slots }))
  if (!first) throw new Error('expected at least one server')
  return others.length > 0 ? share([first, ...others], options.log) : first
}

function share(servers: [ServerEngine, ...ServerEngine[]], log: Log): VisionEngine {
  const pool = poolEngines(servers)
  const ready = () => servers.filter((server) => server.state() === 'ready')
  let noted = ''

  /** Analyses by different models differ in style; each is stored with the name of its own. */
  function noteModels(): string | undefined {
    const models = new Map(ready().map(({ url, model }) => [url, model]))
    if (new Set(models.values()).size < 2) return undefined
    const said = [...models].map(([url, model]) => say('server_has', { server: url, model })).join(', ')
    if (said !== noted) log.warn({ models: Object.fromEntries(models) }, 'the vision servers have different models')
    noted = said
    return say('servers_differ', { models: said })
  }

  return {
    kind: 'server',
    get model() {
      return pool.model
    },
    get slots() {
      const usable = ready()
      return (usable.length > 0 ? usable : servers).reduce((sum, server) => sum + server.slots, 0)
    },
    state: pool.state,
    lastError() {
      const problems = servers.map((server) => server.lastError()).filter((problem) => problem !== undefined)
      const models = noteModels()
      if (problems.length === 0) return models
      const some =
        ready().length > 0 ? `${say('servers_some_away', { away: problems.length, all: servers.length })} ` : ''
      return some + problems.join(' ')
    },
    pids: () => [],
    ask: async (request) => {
      const answer = await pool.ask(request)
      noteModels()
      return answer
    },
    close: pool.close,
  }
}
