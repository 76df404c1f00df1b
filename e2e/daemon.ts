import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { dataFolder } from '../packages/core/data-folder.js'
import { projectRoot } from '../packages/core/project-root.js'
import { copyCluster } from '../packages/core/testing/prepared-cluster.js'
import { followed, type Started, startAlbumen } from '../services/cli/testing.js'
import { askDaemon, type DaemonInfo } from '../services/cli/up/single-instance.js'
import { albumenInside, inContainers, removeCompositions, startAlbumenInside, startComposition } from './composition.js'

/**
 * The real product in a temporary data folder: the process tree that `npm start` starts, or with ALBUMEN_E2E=compose the
 * composition of docker-compose.yml.
 */
export interface Daemon {
  address: string
  dataDir: string
  /** the supervisor of the tree; a composition has none */
  process?: ChildProcess
  /** Everything it printed. */
  output(): string
  /** What its services have logged. */
  log(): string
  info(): Promise<DaemonInfo>
  get<T>(path: string): Promise<T>
  post<T>(path: string, body?: unknown): Promise<T>
  sql<T extends pg.QueryResultRow>(text: string): Promise<T[]>
  /** SIGINT, as Ctrl-C sends it, and waits. @returns the exit code */
  stop(): Promise<number | null>
}

const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'albumen-e2e-'))
  const remove = async () => {
    removeCompositions(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  return { path: folder, remove }
}

/** With folders, a new data folder gets the database of the run; the demo makes its own, as any first start does. */
export async function startDaemon(options: {
  dataDir: string
  folders?: string[]
  env?: Record<string, string>
}): Promise<Daemon> {
  const { dataDir } = options
  if (inContainers) {
    const { folders, env } = options
    if (!folders) throw new Error('expected folders: a composition has no demo')
    return await startComposition({ dataDir, folders, env: { ...settings, ...env } })
  }
  const { postgres, run: runFolder } = dataFolder(options.folders ? dataDir : path.join(dataDir, 'demo'))
  const bundled = options.folders && !options.env?.DATABASE_URL
  if (bundled && !existsSync(postgres)) await copyCluster(postgres)
  const child = spawn(process.execPath, ['bin/albumen.mjs', 'up', ...(options.folders ?? [])], {
    cwd: projectRoot,
    env: { ...environment(dataDir), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))

  const address = await until(`the daemon to print its address`, async () => {
    if (child.exitCode !== null) throw new Error(`the daemon ended with ${child.exitCode}:\n${output}`)
    return /Open (http:\/\/\S+)/.exec(output)?.[1]
  })
  const request = requester(address)
  const daemonInfo = async () => {
    const info = await askDaemon(runFolder)
    if (!info) throw new Error('the daemon does not answer at its socket')
    return info
  }
  return {
    address,
    dataDir,
    process: child,
    output: () => output,
    log: () => readFileSync(path.join(dataFolder(dataDir).logs, 'albumen.log'), 'utf8'),
    info: daemonInfo,
    get: (route) => request('GET', route),
    post: (route, body) => request('POST', route, body),
    sql: async (text) => await rowsOf((await daemonInfo()).databaseUrl as string, text),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit')
        child.kill('SIGINT')
        await gone
      }
      return child.exitCode
    },
  }
}

/** Asks the api, and gives an error's text when it refuses. */
export function requester(address: string, headers: Record<string, string> = {}) {
  return async <T>(method: string, route: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${address}/api/v1${route}`, {
      method,
      ...(body === undefined ? { headers } : { body: JSON.stringify(body), headers: { ...headers, ...JSON_BODY } }),
    })
    if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${await response.text()}`)
    return (response.status === 204 ? undefined : await response.json()) as T
  }
}
const JSON_BODY = { 'content-type': 'application/json' }

/** Short waits and the bundled model. */
const settings = {
  ALBUMEN_MODEL: 'nano-vl',
  ALBUMEN_ANALYSE_CONCURRENCY: '1', // each photo at once is a process that loads the model and reads the prompt
  ALBUMEN_SETTLE_SECONDS: '0.5',
  ALBUMEN_WEBHOOK_RETRY_SECONDS: '0.2',
  ALBUMEN_NICE: '0', // beside other tests it would hardly get a turn
  ALBUMEN_MIN_FREE_MB: '50',
}

/** Asks a database over a connection of its own. */
export async function rowsOf<T extends pg.QueryResultRow>(databaseUrl: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** Test settings: short waits, a free port, the bundled model; nothing of the caller's own settings. */
export function environment(dataDir: string): Record<string, string> {
  const own = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !/^(ALBUMEN_|DATABASE_URL$|REDIS_URL$|VITEST|NODE_OPTIONS$)/.test(entry[0]),
  )
  return {
    ...Object.fromEntries(own),
    ALBUMEN_DATA_DIR: dataDir,
    ALBUMEN_PORT: '0',
    ...settings,
  }
}

/** Runs one command of the command line. */
export function albumen(dataDir: string, args: string[], env: Record<string, string> = {}) {
  const inside = albumenInside(dataDir, args, env)
  if (inside) return inside
  const result = spawnSync(process.execPath, ['bin/albumen.mjs', ...args], {
    cwd: projectRoot,
    env: { ...environment(dataDir), ...env },
    encoding: 'utf8',
    timeout: 240_000,
  })
  return { code: result.status, out: result.stdout, err: result.stderr }
}

/** Starts one command of the command line beside a daemon, and does not wait for its end. */
export function startCommand(dataDir: string, args: string[], env: Record<string, string> = {}): Started {
  const inside = startAlbumenInside(dataDir, args, env)
  return inside ? followed(inside) : startAlbumen(args, { ...environment(dataDir), ...env })
}

/** Asks again until there is an answer; an error of the last try is told. Only a failure takes as long as this waits. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | null | false>,
  seconds = 300,
): Promise<T> {
  const began = Date.now()
  let last: unknown
  for (;;) {
    try {
      const found = await look()
      if (found !== undefined && found !== null && found !== false) return found
      last = undefined
    } catch (error) {
      last = error
    }
    const waited = Date.now() - began
    if (waited > seconds * 1000) throw new Error(`waited ${seconds} s for ${what}`, { cause: last })
    // What takes long is asked for less often: each look takes something of what the tests share.
    await sleep(Math.min(1_000, Math.max(200, waited / 10)))
  }
}

export function isInstalled(program: string): boolean {
  return spawnSync('which', [program]).status === 0
}

/** True where it is installed. Where everything must run (REQUIRE_SERVICES=1), a missing program is an error. */
export function available(program: string): boolean {
  if (isInstalled(program)) return true
  if (process.env.REQUIRE_SERVICES === '1') throw new Error(`${program} must be installed for this run`)
  return false
}
