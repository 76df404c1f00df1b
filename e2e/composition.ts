import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process'
import { createHash, randomInt } from 'node:crypto'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { vi } from 'vitest'
import { projectRoot } from '../packages/core/project-root.js'
import { SCOPES } from '../packages/core/sign-in/scopes.js'
import { type Daemon, requester, rowsOf, until } from './daemon.js'

/** Whether tests run the composition of docker-compose.yml where they else start a process tree. */
export const inContainers = process.env.ALBUMEN_E2E === 'compose'

// Seven containers take longer to come up than a process tree, and go through a check of their health each.
if (inContainers) vi.setConfig({ hookTimeout: 400_000 })

/** The address of this machine for the daemon: what listens there is reached by it. */
export const here = inContainers ? gateway() : '127.0.0.1'

const SERVICES = ['watcher', 'worker', 'api'] as const

interface Composition {
  /** @returns what `docker compose …` printed; it throws what it complained about */
  compose(...args: string[]): string
  run(...args: string[]): { code: number | null; out: string; err: string }
  start(...args: string[]): ChildProcessWithoutNullStreams
  port: number
  token: string
}
/** By data folder: one that is started again is the same one. */
const compositions = new Map<string, Composition>()

/**
 * The composition on its own data folder, with the settings and folders of a test. Where the test is not about signing in,
 * whoever asks at its address is let in, as on a machine of one's own: something in front shows a token for them.
 */
export async function startComposition(options: {
  dataDir: string
  folders: string[]
  env: Record<string, string>
}): Promise<Daemon> {
  const { dataDir, folders, env } = options
  const signsIn = env.ALBUMEN_SIGN_IN === 'always'
  const composition = compositions.get(dataDir) ?? create(dataDir, signsIn ? env.ALBUMEN_PORT : undefined)
  compositions.set(dataDir, composition)
  const { compose, port } = composition
  writeOverride(dataDir, { ...env, ALBUMEN_SHARES: sharesOf(folders) }, port)
  const began = new Date().toISOString()
  compose('up', '-d')
  composition.token ||= compose(
    'exec',
    '-T',
    'api',
    'albumen',
    'token',
    'create',
    'e2e',
    '--scope',
    SCOPES.join(','),
  ).trim()
  const direct = `http://127.0.0.1:${port}`
  const front = signsIn ? undefined : await letIn(direct, composition.token, Number(env.ALBUMEN_PORT ?? 0))
  const address = front?.address ?? direct
  const request = requester(address, { authorization: `Bearer ${composition.token}` })
  await until('the api to answer', () => request('GET', '/status'))

  const processes = () => Object.fromEntries(SERVICES.map((service) => [service, stateOf(compose, service).Pid]))
  const databaseUrl = () => {
    const url = new URL(compose('exec', '-T', 'worker', 'cat', '/secrets/database-url').trim())
    url.hostname = docker('inspect', '-f', ADDRESS, idOf(compose, 'postgres')).trim()
    return url.href
  }
  return {
    address,
    dataDir,
    output: () => logsOf(compose, '--since', began, 'api'),
    log: () => logsOf(compose, ...SERVICES),
    info: async () => {
      const now = processes()
      return { pid: now.api as number, address, databaseUrl: databaseUrl(), processes: now }
    },
    get: (route) => request('GET', route),
    post: (route, body) => request('POST', route, body),
    sql: (text) => rowsOf(databaseUrl(), text),
    async stop() {
      front?.close()
      compose('stop')
      return Math.max(...SERVICES.map((service) => stateOf(compose, service).ExitCode))
    },
  }
}

/** Runs a command of the command line where its owner would, if there is a composition on this data folder. */
export function albumenInside(dataDir: string, args: string[], env: Record<string, string>) {
  const composition = compositions.get(dataDir)
  return composition?.run(...inWorker(composition, args, env))
}

/** The same, without waiting for its end. */
export function startAlbumenInside(dataDir: string, args: string[], env: Record<string, string>) {
  const composition = compositions.get(dataDir)
  return composition?.start(...inWorker(composition, args, env))
}

/** In the worker's container, or where it is stopped in one like it. */
function inWorker({ compose }: Composition, args: string[], env: Record<string, string>): string[] {
  const settings = Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`])
  const runs = compose('ps', '-q', '--status', 'running', 'worker').trim() !== ''
  const where = runs ? ['exec', '-T', ...settings, 'worker', 'albumen'] : ['run', '--rm', '-T', ...settings, 'worker']
  return ['--progress', 'quiet', ...where, ...args]
}

/** The disk dies on which a stopped composition kept everything. */
export async function loseComposition(dataDir: string): Promise<void> {
  const composition = compositions.get(dataDir)
  composition?.compose('down', '--volumes')
  if (composition) composition.token = ''
  await rm(dataDir, { recursive: true })
}

/**
 * Has the queue of a stopped composition forget everything.
 * @returns how many keys it had kept
 */
export async function emptyRedisInside(dataDir: string): Promise<number> {
  const { compose } = compositions.get(dataDir) as Composition
  compose('up', '-d', 'redis')
  const ask = (command: string) =>
    compose('exec', '-T', 'redis', 'sh', '-c', `REDISCLI_AUTH=$(cat /secrets/redis-password) redis-cli ${command}`)
  await until('redis to answer', async () => ask('ping').includes('PONG'))
  const count = Number(ask('dbsize'))
  ask('flushall')
  return count
}

/** Takes away, volumes and all, what was started below a folder. */
export function removeCompositions(folder: string): void {
  for (const [dataDir, { compose }] of compositions) {
    if (path.dirname(dataDir) !== folder) continue
    compose('down', '--volumes', '--timeout', '10')
    compositions.delete(dataDir)
  }
}

function create(dataDir: string, wantedPort: string | undefined): Composition {
  const name = `albumen-e2e-${createHash('sha256').update(dataDir).digest('hex').slice(0, 8)}`
  const root = path.dirname(dataDir)
  mkdirSync(dataDir, { recursive: true })
  chmodSync(root, 0o755) // the services are not this user
  const files = [path.join(projectRoot, 'docker-compose.yml'), overrideOf(dataDir)].flatMap((file) => ['-f', file])
  const whole = ['compose', '--project-directory', projectRoot, '--env-file', '/dev/null', '-p', name, ...files]
  const port = Number(wantedPort ?? randomInt(20_000, 30_000))
  const env = {
    ...process.env,
    ...{ PHOTOS: root, DATA: dataDir, ALBUMEN_PORT: `127.0.0.1:${port}` },
    WORKER_MEMORY: '12g', // without a profile it is the worker that looks at photos
  }
  const run = (...args: string[]) => {
    const result = spawnSync('docker', [...whole, ...args], { env, encoding: 'utf8', maxBuffer: 64e6 })
    return { code: result.status, out: result.stdout, err: result.stderr }
  }
  const start = (...args: string[]) => spawn('docker', [...whole, ...args], { env })
  const compose = (...args: string[]) => {
    const { code, out, err } = run(...args)
    if (code !== 0)
      throw new Error(`docker compose ${args.join(' ')}: exit ${code}\n${out.slice(-2000)}${err.slice(-3000)}`)
    return out
  }
  return { compose, run, start, port, token: '' }
}

const overrideOf = (dataDir: string) => `${dataDir}.override.yml`

/** The test's settings for every service, and its folder where it is on this machine too. */
function writeOverride(dataDir: string, env: Record<string, string>, port: number): void {
  const root = path.dirname(dataDir)
  const { ALBUMEN_DATA_DIR: _, ALBUMEN_PORT: __, ...environment } = env
  const settings = { ...environment, ALBUMEN_PUBLIC_URL: `http://127.0.0.1:${port}` }
  const service = { environment: settings, volumes: [`${root}:${root}:ro`] }
  writeFileSync(
    overrideOf(dataDir),
    JSON.stringify({ services: Object.fromEntries(SERVICES.map((name) => [name, service])) }),
  )
}

function sharesOf(folders: string[]): string {
  return folders
    .filter((folder) => !folder.startsWith('--'))
    .map((folder) => `${path.basename(folder)}=${folder}`)
    .join(',')
}

/** Passes everything on, with a token where none is shown. */
async function letIn(onward: string, token: string, port: number): Promise<{ address: string; close(): void }> {
  const server = http.createServer((request, response) => {
    const headers = { authorization: `Bearer ${token}`, ...request.headers }
    const passed = http.request(`${onward}${request.url}`, { method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    passed.on('error', () => response.destroy())
    response.on('close', () => passed.destroy())
    request.pipe(passed)
  })
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Some releases of Compose clear each line of the terminal first, also where there is none. */
const CLEARED = '\u001b[2K'

function logsOf(compose: Composition['compose'], ...args: string[]): string {
  return compose('logs', '--no-color', '--no-log-prefix', ...args).replaceAll(CLEARED, '')
}

interface State {
  Pid: number
  ExitCode: number
}
const ADDRESS = '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}'

function stateOf(compose: Composition['compose'], service: string): State {
  return JSON.parse(docker('inspect', '-f', '{{json .State}}', idOf(compose, service)))
}

function idOf(compose: Composition['compose'], service: string): string {
  return compose('ps', '-a', '-q', service).trim()
}

function gateway(): string {
  return docker('network', 'inspect', 'bridge', '-f', '{{(index .IPAM.Config 0).Gateway}}').trim()
}

function docker(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('docker', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`docker ${args.join(' ')}: exit ${status}\n${stderr}`)
  return stdout
}
