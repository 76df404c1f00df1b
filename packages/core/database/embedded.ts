import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { FatalError, messageOf } from '../errors.js'
import type { Log } from '../log.js'
import { readMemory } from '../machine/memory.js'
import { type AsUser, nativeFolder, unprivileged } from './native.js'

const run = promisify(execFile)
const USER = 'albumen'

export interface EmbeddedPostgres {
  url: string
  pid: number
  /** Resolves when the server process is gone, however that came about. */
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  stop(): Promise<void>
}

interface Settings {
  /** The cluster's folder; made by the first start. */
  cluster: string
  /** A folder for the unix socket, readable by the owner alone: whoever can enter it is trusted. */
  run: string
  logs: string
  /** for a machine with little memory */
  small?: boolean
  log: Log
}

/**
 * Starts the PostgreSQL server that npm brought along, on a unix socket only, and waits until it answers. A server left
 * over from a process that was killed is stopped first.
 * @throws FatalError when this machine cannot run it; the message says what would help
 */
export async function startEmbeddedPostgres(settings: Settings): Promise<EmbeddedPostgres> {
  const { cluster, log } = settings
  const native = await nativeFolder()
  const asUser = await unprivileged(cluster, native)
  await mkdir(path.dirname(cluster), { recursive: true })
  await mkdir(settings.run, { recursive: true, mode: 0o700 })
  await asUser.own(settings.run)
  await asUser.own(settings.logs)
  await stopLeftover(cluster, log)
  if (!existsSync(path.join(cluster, 'PG_VERSION'))) await initialise(cluster, native, asUser)
  await refuseOtherVersion(cluster, native)

  const server = await launch(settings, native, asUser)
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    server.once('exit', (code, signal) => resolve({ code, signal }))
  })
  const url = `postgresql://${USER}@/${USER}?host=${encodeURIComponent(settings.run)}`
  await answers(url, server)
  return { url, pid: server.pid as number, exited, stop: () => stop(server) }
}

async function initialise(cluster: string, native: string, asUser: AsUser): Promise<void> {
  const half = `${cluster}.new`
  await rm(half, { recursive: true, force: true })
  await mkdir(half, { mode: 0o700 })
  await asUser.own(half)
  const [file, args] = asUser.command(path.join(native, 'bin', 'initdb'), [
    ...['-D', half, '-U', USER, '--auth=trust', '-E', 'UTF8', '--no-instructions'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
  ])
  try {
    await run(file, args, { ...asUser.spawnOptions, cwd: path.dirname(half) })
  } catch (cause) {
    await rm(half, { recursive: true, force: true })
    throw new FatalError(`The bundled PostgreSQL could not make its folder ${cluster}: ${messageOf(cause)}`, { cause })
  }
  // Renamed when complete, so that a start that was interrupted is simply repeated.
  await run('mv', [half, cluster])
}

async function refuseOtherVersion(cluster: string, native: string): Promise<void> {
  const found = (await readFile(path.join(cluster, 'PG_VERSION'), 'utf8')).trim()
  const { stdout } = await run(path.join(native, 'bin', 'postgres'), ['--version'])
  const bundled = /(\d+)\./.exec(stdout)?.[1]
  if (found !== bundled) {
    throw new FatalError(
      `${cluster} was written by PostgreSQL ${found}, the bundled one is ${bundled}. ` +
        'Start the earlier version of Albumen, or move the folder away to begin anew.',
    )
  }
}

/** For 2 GB in all: fewer processes and buffers; the system's own cache does the rest. */
const SMALL = {
  max_connections: '40',
  shared_buffers: '24MB',
  work_mem: '2MB',
  maintenance_work_mem: '32MB',
  max_wal_size: '256MB',
  autovacuum_max_workers: '1',
  max_parallel_workers_per_gather: '0',
  max_worker_processes: '2',
  io_method: 'sync', // no processes of its own for reading
  jit: 'off',
}

async function launch(settings: Settings, native: string, asUser: AsUser): Promise<ChildProcess> {
  const options = {
    listen_addresses: '',
    unix_socket_directories: settings.run,
    max_connections: '80',
    shared_buffers: `${sharedMegabytes((await readMemory()).totalBytes)}MB`,
    ...(settings.small ? SMALL : {}),
    // The log collector keeps one week in seven files, whatever happens.
    logging_collector: 'on',
    log_directory: settings.logs,
    log_filename: 'postgres-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_size: '0',
    log_min_messages: 'warning',
    log_checkpoints: 'off',
  }
  const [file, args] = asUser.command(path.join(native, 'bin', 'postgres'), [
    '-D',
    settings.cluster,
    ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ])
  // A process group of its own: Ctrl-C in the terminal must reach it only through the ordered shutdown.
  const server = spawn(file, args, {
    ...asUser.spawnOptions,
    cwd: path.dirname(settings.cluster),
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  server.stderr?.on('data', (line: Buffer) => settings.log.debug({ line: line.toString().trim() }, 'postgres'))
  await once(server, 'spawn')
  return server
}

/**
 * A sixteenth of the memory that this process may use: a large library's rows then stay at hand, and a small library never
 * touches most of it.
 */
function sharedMegabytes(totalBytes: number): number {
  return Math.floor(Math.min(1024, Math.max(96, totalBytes / 16 / 2 ** 20)))
}

/** Waits for the first connection, making the database when it is not there yet. */
async function answers(url: string, server: ChildProcess): Promise<void> {
  const maintenance = url.replace(`@/${USER}?`, '@/postgres?')
  const deadline = Date.now() + 120_000 // crash recovery on a slow disk takes its time
  for (;;) {
    if (server.exitCode !== null || server.signalCode !== null) {
      throw new Error(`the bundled PostgreSQL ended at start (exit ${server.exitCode ?? server.signalCode})`)
    }
    const client = new pg.Client({ connectionString: maintenance })
    client.on('error', () => {})
    try {
      await client.connect()
      const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [USER])
      if (rowCount === 0) await client.query(`create database ${USER}`)
      return
    } catch (error) {
      if (Date.now() > deadline) throw new Error('the bundled PostgreSQL did not answer', { cause: error })
    } finally {
      await client.end().catch(() => {})
    }
    await sleep(50)
  }
}

/** Fast shutdown: sessions are ended, everything is written. */
async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = once(server, 'exit')
  server.kill('SIGINT')
  const timer = setTimeout(() => server.kill('SIGQUIT'), 30_000)
  await gone
  clearTimeout(timer)
}

/** Stops a server whose parent was killed, so that exactly one process owns the folder. */
async function stopLeftover(cluster: string, log: Log): Promise<void> {
  const pidFile = path.join(cluster, 'postmaster.pid')
  const pid = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0])
  if (!(pid > 1) || !(await isServerOf(pid, cluster))) return
  log.info({ pid }, 'stopping a database server left over from an earlier run')
  process.kill(pid, 'SIGINT')
  for (let waited = 0; waited < 30_000 && (await isServerOf(pid, cluster)); waited += 50) await sleep(50)
}

async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null)
  if (commandLine !== null) return commandLine.includes(cluster)
  const { stdout } = await run('ps', ['-o', 'args=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return stdout.includes(cluster)
}
