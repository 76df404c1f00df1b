import { networkInterfaces } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { Command } from 'commander'
import { pino } from 'pino'
import { type Config, loadConfig } from '#core/config'
import { FatalError } from '#core/errors'
import type { Listening } from '#core/json-server'
import { createLog } from '#core/log'
import { onShutdown } from '#core/shutdown'
import { createChooser, type Found } from '#vision/engines/choose-engine'
import type { VisionEngine } from '#vision/engines/engine'
import { createOnDemandEngine } from '#vision/engines/on-demand'
import { type ServeOptions, serveEngine } from '#vision/engines/serve'
import { findEngine } from '#vision/models/find-engine'
import { engineToken } from './engine-token.js'

export interface EngineServeOptions {
  host: string
  port: string
  /** false for none at all */
  token?: string | false
}

/** How often a model that is not there yet is looked for, and how often the engine's state. */
const LOOK_EVERY_MS = 2_000

export function engineCommands(env: NodeJS.ProcessEnv): Command {
  const engine = new Command('engine').description('The vision engine of this machine.')
  engine
    .command('serve')
    .description('Offer this machine’s vision engine to others, over the OpenAI API.')
    .option('--host <address>', 'where to listen; 0.0.0.0 for the whole network', '127.0.0.1')
    .option('--port <number>', 'port to listen on', '8485')
    .option('--token <token>', 'what others must show; without it one that is made once and kept in the data folder')
    .option('--no-token', 'let every program of this machine in')
    .action((options: EngineServeOptions) => serve(options, env))
  return engine
}

/** Serves until it is told to end. */
async function serve(options: EngineServeOptions, env: NodeJS.ProcessEnv): Promise<void> {
  const config = loadConfig(env)
  const address = listening(options)
  await refuseServers(config)
  const log = createLog('engine', config.logLevel, pino.destination({ dest: 2, sync: true }))
  let engine: VisionEngine | undefined
  let served: Listening | undefined
  const { signal, begin } = onShutdown(log, [
    { name: 'server', run: async () => await served?.close() },
    { name: 'engine', run: async () => await engine?.close() },
  ])
  try {
    const found = await waitForModel(
      createChooser(() => config, log),
      signal,
    )
    if (!found) return
    const token = options.token === false ? undefined : (options.token ?? (await engineToken(config.dataDir)))
    engine = createOnDemandEngine(found.recipe, { idleMs: config.idleMinutes * 60_000, log })
    served = await listen(engine, { ...address, token })
    console.log(invitation(engine, new URL(served.url), token))
    await reportStates(engine, signal)
  } catch (error) {
    if (signal.aborted) return
    process.stderr.write(`${error instanceof FatalError ? error.message : (error as Error).stack}\n`)
    await begin('it cannot be served', 1)
  }
}

/** @throws FatalError when the port is no port, or everybody on a network would be let in */
function listening({ host, port: text, token }: EngineServeOptions): { host: string; port: number } {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new FatalError(`--port: expected a number from 0 to 65535, got "${text}".`)
  }
  if (token === false && !isLoopback(host)) {
    throw new FatalError(
      `--no-token needs a loopback address, got --host ${host}: everybody who reaches it could use this engine. ` +
        'Leave --no-token out, and one is made.',
    )
  }
  if (token === '') throw new FatalError('--token: expected a word that others must show, got none.')
  return { host, port }
}

async function refuseServers(config: Config): Promise<void> {
  if ((await findEngine(config)).kind !== 'server') return
  throw new FatalError(
    'ALBUMEN_SERVER_URL is set, so the engine of this machine is another server; only an embedded engine is served. ' +
      'Leave it out, or set ALBUMEN_ENGINE=embedded.',
  )
}

/** Waits until there is a model, saying once what is missing; undefined when told to end before. */
async function waitForModel(chooser: { look(): Promise<Found> }, signal: AbortSignal) {
  let said = ''
  while (!signal.aborted) {
    const found = await chooser.look()
    if (found.kind === 'engine') return found
    if (found.reason !== said) {
      said = found.reason
      console.log(`Waiting for a model. ${found.reason}\n${found.hint}`)
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {})
  }
  return undefined
}

async function listen(engine: VisionEngine, options: ServeOptions): Promise<Listening> {
  try {
    return await serveEngine(engine, options)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const why = code === 'EADDRINUSE' ? 'something else listens there already' : (error as Error).message
    const advice = code === 'EADDRINUSE' ? ' Choose another with --port.' : ''
    throw new FatalError(`${options.host}:${options.port} cannot be listened on: ${why}.${advice}`, { cause: error })
  }
}

/** A line whenever the engine becomes ready, or ceases to be. */
async function reportStates(engine: VisionEngine, signal: AbortSignal): Promise<void> {
  let before = ''
  while (!signal.aborted) {
    const state = engine.state()
    const problem = engine.lastError()
    if (state !== before) console.log(problem ? `${state}: ${problem}` : state)
    before = state
    await sleep(LOOK_EVERY_MS / 4, undefined, { signal }).catch(() => {})
  }
}

function invitation(engine: VisionEngine, served: URL, token: string | undefined): string {
  const hosts = reachableHosts(served.hostname)
  const urls = hosts.map((host) => `http://${host}:${served.port}`)
  const about = `${engine.model}, ${engine.slots} ${engine.slots === 1 ? 'photo' : 'photos'} at once`
  const where = isLoopback(served.hostname)
    ? 'On this machine (use --host 0.0.0.0 to offer it to others) set'
    : 'On the other machine set'
  return [
    `The vision engine of this machine (${about}) is offered at`,
    ...urls.map((url) => `    ${url}`),
    where,
    `    ALBUMEN_SERVER_URL=${urls[0]}`,
    ...(token ? [`    ALBUMEN_SERVER_KEY=${token}`] : []),
    'Ctrl-C ends it.',
  ].join('\n')
}

/** What others write for the address that is listened on. */
function reachableHosts(host: string): string[] {
  if (host !== '0.0.0.0' && host !== '[::]') return [host]
  const addresses = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal, family, address }) => !internal && (family === 'IPv4' || !/^f[de]/i.test(address)))
    .sort((a, b) => a.family.localeCompare(b.family))
    .map(({ family, address }) => (family === 'IPv6' ? `[${address}]` : address))
  return addresses.length > 0 ? addresses : ['localhost']
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[?::1\]?)$/i.test(host)
}
