import { type Config, loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { FatalError, messageOf } from '#core/errors'
import { libraryFolders } from './daemon-database.js'
import { askDaemon } from './up/single-instance.js'

/** The api of the running daemon, as the commands use it. */
export interface Client {
  address: string
  get<T>(path: string): Promise<T>
  /** a file, such as a preview */
  bytes(path: string): Promise<Buffer>
  send<T>(method: 'POST' | 'DELETE' | 'PATCH', path: string, body?: unknown): Promise<T>
}

/**
 * Finds the daemon: the one that holds the data folder (its demo's folder too), else whatever answers at the configured
 * address. `ALBUMEN_TOKEN` is shown where the api asks for one.
 */
export async function openClient(env: NodeJS.ProcessEnv): Promise<Client> {
  const config = loadConfig(env)
  const address = (await runningAddress(config)) ?? `http://${urlHost(config.host)}:${config.port}`
  const fetched = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const response = await fetch(`${address}/api/v1${path}`, {
      method,
      headers: {
        ...(env.ALBUMEN_TOKEN ? { authorization: `Bearer ${env.ALBUMEN_TOKEN}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((cause) => {
      const why = messageOf((cause as Error).cause ?? cause)
      throw new FatalError(`Albumen does not answer at ${address} (${why}). Start it with: npm start -- FOLDER`, {
        cause,
      })
    })
    if (response.ok) return response
    const detail = (parse(await response.text()) as { detail?: string; title?: string } | undefined) ?? {}
    const hint = response.status === 401 ? ' Set ALBUMEN_TOKEN to a token made by `albumen token create NAME`.' : ''
    throw new FatalError(`${detail.detail || detail.title || `HTTP ${response.status}`}${hint}`)
  }
  const request = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const text = await (await fetched(method, path, body)).text()
    return (text ? parse(text) : undefined) as T
  }
  return {
    address,
    get: (path) => request('GET', path),
    bytes: async (path) => Buffer.from(await (await fetched('GET', path)).arrayBuffer()),
    send: (method, path, body) => request(method, path, body),
  }
}

/** The address of the daemon on this data folder, the owner's library before the demo. */
export async function runningAddress(config: Config): Promise<string | null> {
  for (const root of libraryFolders(config)) {
    const daemon = await askDaemon(dataFolder(root).run)
    if (daemon?.address) return daemon.address
  }
  return null
}

function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return { detail: text.slice(0, 200) }
  }
}
