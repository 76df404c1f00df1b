import { loadConfig } from '#core/config'
import { FatalError, messageOf } from '#core/errors'
import { commandToken } from './command-token.js'
import { runningDaemon } from './find-daemon.js'

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
 * address. To the owner's own daemon its key is shown, to others `ALBUMEN_TOKEN`.
 */
export async function openClient(env: NodeJS.ProcessEnv): Promise<Client> {
  const config = loadConfig(env)
  const daemon = await runningDaemon(config)
  const address = daemon?.address ?? `http://${urlHost(config.host)}:${config.port}`
  const given = daemon?.commandKey ?? env.ALBUMEN_TOKEN
  let token = given
  const ask = async (method: string, path: string, body?: unknown): Promise<Response> =>
    await fetch(`${address}/api/v1${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((cause) => {
      const why = messageOf((cause as Error).cause ?? cause)
      const advice = config.databaseUrl ? 'The log of the api says why.' : 'Start it with: npm start -- FOLDER'
      throw new FatalError(`Albumen does not answer at ${address} (${why}). ${advice}`, { cause })
    })
  const fetched = async (method: string, path: string, body?: unknown): Promise<Response> => {
    let response = await ask(method, path, body)
    if (response.status === 401 && !given && config.databaseUrl) {
      // for the first time, or because the last one has expired: a measurement may take longer
      token = await commandToken(config)
      response = await ask(method, path, body)
    }
    if (response.ok) return response
    throw refusal(response.status, await response.text())
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

/**
 * The api if there is one that answers: of the daemon that holds the data folder, or where services run by themselves (in
 * containers) of the one at the configured address.
 */
export async function answeringClient(env: NodeJS.ProcessEnv): Promise<Client | undefined> {
  const config = loadConfig(env)
  const running = await runningDaemon(config)
  if (!running?.address && !config.databaseUrl) return undefined
  const client = await openClient(env)
  if (running?.address) return client
  return await client.get('/status').then(
    () => client,
    () => undefined,
  )
}

/** What the api says, and what to do about it here. */
function refusal(status: number, text: string): FatalError {
  const problem = (parse(text) as { detail?: string; title?: string; hint?: string } | undefined) ?? {}
  const said = problem.detail || problem.title || `HTTP ${status}`
  const hint = status === 401 ? 'Set ALBUMEN_TOKEN to a token made by `albumen token create NAME`.' : problem.hint
  return new FatalError(hint ? `${said} ${hint}` : said)
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
