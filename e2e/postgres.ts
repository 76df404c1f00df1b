import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { nativeFolder, unprivileged } from '../packages/core/database/native.js'
import { until } from './daemon.js'
import { freePort } from './free-port.js'

const ADMIN = 'postgres'
const USER = 'photos'
/** With all that must be written differently in an address. */
const PASSWORD = 'p@ss:w/ö rd%'

/** Does something while nothing can be written to a table of a database; it can be read. */
export async function whileLocked<T>(databaseUrl: string, table: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(`begin; lock table ${table} in share mode`)
    return await work()
  } finally {
    await client.end()
  }
}

export interface OwnersPostgres {
  /** of another database in which nobody has made anything yet, for a user that owns it and may do nothing else */
  database(name: string): Promise<string>
  password: string
  stop(): Promise<void>
}

/**
 * A PostgreSQL as an owner runs it: elsewhere, on TCP, with passwords. The bundled programs, unless
 * OWNERS_POSTGRES=/usr/lib/postgresql/15/bin names others.
 */
export async function startOwnersPostgres(folder: string): Promise<OwnersPostgres> {
  const native = await nativeFolder()
  const bin = process.env.OWNERS_POSTGRES ?? path.join(native, 'bin')
  const cluster = path.join(folder, 'owners-postgres')
  const asUser = await unprivileged(cluster, native)
  mkdirSync(cluster, { mode: 0o700 })
  await asUser.own(cluster)
  const secret = path.join(cluster, '..', 'admin-password')
  writeFileSync(secret, 'admin')
  const start = (name: string, args: string[]) => asUser.command(path.join(bin, name), args)
  const options = { ...asUser.spawnOptions, cwd: folder }
  const auth = ['--auth=scram-sha-256', `--pwfile=${secret}`]
  execFileSync(...start('initdb', ['-D', cluster, '-U', ADMIN, '-E', 'UTF8', '--locale=C', '-N', ...auth]), options)

  const port = await freePort()
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(port), fsync: 'off' }
  const [file, args] = start('postgres', [
    ...['-D', cluster],
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ])
  const server = spawn(file, args, { ...options, stdio: 'ignore' })
  const admin = async (...statements: string[]) => {
    const client = new pg.Client({ host: '127.0.0.1', port, user: ADMIN, password: 'admin', database: ADMIN })
    await client.connect()
    try {
      for (const statement of statements) await client.query(statement)
    } finally {
      await client.end()
    }
    return true
  }
  await until('PostgreSQL to answer', () => admin(`create role ${USER} login password ${pg.escapeLiteral(PASSWORD)}`))
  return {
    password: PASSWORD,
    async database(name) {
      await admin(`create database ${name} owner ${USER}`)
      return `postgresql://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${name}`
    },
    async stop() {
      if (server.exitCode !== null || server.signalCode !== null) return
      const gone = once(server, 'exit')
      server.kill('SIGINT')
      await gone
    },
  }
}
