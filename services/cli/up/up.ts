import { setTimeout as sleep } from 'node:timers/promises'
import { type Config, toEnvironment } from '#core/config'
import { dataFolder, makeDataFolder } from '#core/data-folder'
import { connect } from '#core/database/connect'
import { migrate } from '#core/database/migrate'
import { FatalError, messageOf } from '#core/errors'
import { createLog } from '#core/log'
import { listShares, saveShare, sharesForFolders } from '#core/shares'
import { newSecret } from '#core/sign-in/secret-hash'
import { readSelection, writeSelection } from '#vision/models/selection'
import { SERVICES, type Service } from '../services/services.js'
import { chooseLibrary, type Library, type UpOptions } from './library.js'
import { nodeOptions, withProfile } from './profile.js'
import { progressLine, type Status } from './progress.js'
import { openServiceLog } from './service-log.js'
import { type DaemonInfo, holdDataFolder } from './single-instance.js'
import { type Supervised, supervise } from './supervise.js'
import { openTerminal, type Terminal } from './terminal.js'
import { stoppedForRoom } from './why-stopped.js'

/**
 * The whole product as one process tree, until the signal or Ctrl-C: database, watcher, worker, api. Services that end
 * are started again; all end with this process, however it ends.
 */
export async function up(folders: string[], options: UpOptions, env: NodeJS.ProcessEnv): Promise<void> {
  const terminal = openTerminal(process.stdout)
  const chosen = await chooseLibrary(folders, options, env)
  const library = { ...chosen, config: await withProfile(chosen.config) }
  const folder = dataFolder(library.config.dataDir)
  await makeDataFolder(folder)

  // Whoever can read the socket owns the data folder: commands show this to the api, instead of signing in.
  const commandKey = newSecret('alb_command_')
  const info: DaemonInfo = { pid: process.pid, address: null, databaseUrl: null, commandKey, processes: {} }
  const running = new Map<string, Supervised>()
  const hold = await holdDataFolder(folder.run, () => ({ ...info, processes: pids(running) }))
  const log = openServiceLog(folder.logs, (line) => terminal.say(line))
  const stopped = stopOnSignal(terminal)
  const start = starter({ terminal, log, running, info, stopping: stopped.signal, dataDir: folder.root })

  try {
    terminal.say(greeting(library))
    const config = await startDatabase(library.config, env, start)
    info.databaseUrl = config.databaseUrl as string
    const shares = await prepareCatalogue(config, library)
    if (library.demo && !(await readSelection(folder.models))) await writeSelection(folder.models, { model: 'nano-vl' })
    const serviceEnv = toEnvironment(config, env)
    const services = SERVICES.map((service) => {
      const key = service.name === 'api' ? { ALBUMEN_COMMAND_KEY: commandKey } : {}
      return start(inProfile(service, config, { ...serviceEnv, ...key }))
    })
    await Promise.race([Promise.all(services.map((service) => service.ready)), stopped.promise])
    if (firstSignIn) terminal.say(`Sign in for the first time, once and within a day: ${firstSignIn}`)
    if (shares === 0) terminal.say(`No folder is watched yet: the page asks for some. Or: npm start -- ~/Pictures`)
    if (info.address) terminal.say(`Open ${info.address}  ·  Ctrl-C stops; the next start goes on from here.`)
    await stopped.promise
  } finally {
    terminal.close()
    await stopAll(running)
    await log.close()
    await hold.release()
    terminal.say('Stopped.')
  }
}

function greeting({ config, demo, folders }: Library): string {
  const what = demo ? 'the demo library' : folders.length > 0 ? folders.join(', ') : 'your library'
  return `Albumen looks after ${what}. Its data lies in ${config.dataDir}.`
}

/** The owner's database, or the bundled one in a process of its own. */
async function startDatabase(config: Config, env: NodeJS.ProcessEnv, start: Start): Promise<Config> {
  if (config.databaseUrl) return config
  const service = { name: 'database', module: 'services/cli/database.js' }
  const database = start(inProfile(service, config, toEnvironment(config, env)))
  const { url } = await database.ready
  return { ...config, databaseUrl: String(url) }
}

function inProfile(service: Service, config: Config, env: NodeJS.ProcessEnv) {
  const options = nodeOptions(service.name, config.profile)
  return {
    ...service,
    execArgv: [...(service.execArgv ?? []), ...options.execArgv],
    env: { ...env, ...service.env, ...options.env },
  }
}

/** Schema and shares, before any service looks at them. @returns how many shares there are */
async function prepareCatalogue(config: Config, library: Library): Promise<number> {
  const url = config.databaseUrl as string
  await migrate(url, { queueTables: !config.redisUrl }).catch((cause) => {
    if (cause instanceof FatalError) throw cause
    throw new FatalError(`The database at ${withoutPassword(url)} cannot be used: ${messageOf(cause)}`, { cause })
  })
  const connection = connect(url, createLog('up', 'silent'), 1)
  try {
    const known = await listShares(connection.db)
    for (const share of [...config.shares, ...sharesForFolders(library.folders, known)]) {
      await saveShare(connection.db, share)
    }
    return (await listShares(connection.db)).length
  } finally {
    await connection.close()
  }
}

type Start = (service: Omit<Service, 'env'> & { env: NodeJS.ProcessEnv }) => Supervised

function starter(tree: {
  terminal: Terminal
  log: ReturnType<typeof openServiceLog>
  running: Map<string, Supervised>
  info: DaemonInfo
  stopping: AbortSignal
  dataDir: string
}): Start {
  const { terminal, log, running, info } = tree
  let saidOfRoom: string | undefined
  return (service) => {
    const supervised = supervise({
      ...service,
      onLine: (line) => log.write(service.name, line),
      onMessage: (message) => {
        if (message.type === 'listening') {
          info.address = String(message.address)
          firstSignIn = message.firstSignIn as string | undefined
        }
        if (message.type === 'status' && !tree.stopping.aborted) {
          terminal.progress(progressLine(message.status as Status))
          explainWaiting(terminal, (message.status as Status).engine)
        }
      },
      onRestart: (why, waitMs) => {
        const noRoom = stoppedForRoom(service.name, tree.dataDir)
        if (noRoom && noRoom === saidOfRoom) return // once is enough
        saidOfRoom = noRoom
        const again = `starting it again${waitMs > 0 ? ` in ${waitMs / 1000} s` : ''}`
        terminal.say(noRoom ?? `The ${service.name} stopped (${why}); ${again}.`)
      },
    })
    running.set(service.name, supervised)
    return supervised
  }
}

let firstSignIn: string | undefined
let explained = ''
/** Says once what the engine is waiting for and how to help it. */
function explainWaiting(terminal: Terminal, engine: Status['engine']): void {
  const waiting = engine.state === 'waiting' ? [engine.reason, engine.hint].filter(Boolean).join(' ') : ''
  const line = engine.held?.reason ?? waiting
  const about = engine.held?.code ?? waiting // figures in the sentence change all the time
  if (line && about !== explained) terminal.say(line)
  explained = about
}

function stopOnSignal(terminal: Terminal): { promise: Promise<void>; signal: AbortSignal } {
  const controller = new AbortController()
  const promise = new Promise<void>((resolve) => {
    const stop = () => {
      if (controller.signal.aborted) return
      controller.abort()
      terminal.close()
      terminal.say('Stopping…')
      resolve()
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
    process.on('SIGHUP', stop)
  })
  return { promise, signal: controller.signal }
}

/** Services first, side by side; the database after them. */
async function stopAll(running: Map<string, Supervised>): Promise<void> {
  const database = running.get('database')
  await Promise.all([...running.values()].filter((each) => each !== database).map((each) => each.stop()))
  await database?.stop()
  await sleep(0)
}

function pids(running: Map<string, Supervised>): Record<string, number | undefined> {
  return Object.fromEntries([...running].map(([name, each]) => [name, each.pid()]))
}

function withoutPassword(url: string): string {
  return url.replace(/:[^:@/]*@/, ':…@')
}
