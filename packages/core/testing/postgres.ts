import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll } from 'vitest'
import { type Connection, connect } from '../database/connect.js'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../database/embedded.js'
import { createLog } from '../log.js'
import { isAlive } from '../process-alive.js'
import { copyCluster, databaseUrl, PREFIX, TEMPLATE } from './prepared-cluster.js'

/**
 * Real databases for tests. The first call in a test file starts the bundled PostgreSQL on a copy of the prepared cluster;
 * every call copies the template in it. Importing this module registers the clean-up that runs after the file's own.
 */

export interface TestDatabase {
  connection: Connection
  url: string
  /** Closes the connection now instead of at the end of the file; the database stays until then. */
  close(): Promise<void>
}

const log = createLog('test', 'silent')
const opened = new Set<TestDatabase>()
let cluster: Promise<{ server: EmbeddedPostgres; folder: string }> | undefined
let made = 0

/** A fresh, migrated database (the queue's tables included) that no other test sees. */
export async function testDatabase(): Promise<TestDatabase> {
  cluster ??= startCluster()
  const { server } = await cluster
  const name = `test_${++made}`
  await maintain(server, `create database ${name} template ${TEMPLATE}`)
  const url = databaseUrl(server.url, name)
  const connection = connect(url, log)
  const database: TestDatabase = {
    connection,
    url,
    async close() {
      if (opened.delete(database)) await connection.close()
    },
  }
  opened.add(database)
  return database
}

afterAll(async () => {
  for (const each of [...opened]) await each.close().catch(() => {})
  const started = await cluster?.catch(() => undefined)
  cluster = undefined
  if (!started) return
  await started.server.stop()
  await rm(started.folder, { recursive: true, force: true })
}, 60_000)

async function startCluster() {
  await stopAbandoned()
  const folder = await mkdtemp(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`))
  const cluster = path.join(folder, 'postgres')
  await copyCluster(cluster)
  const server = await startEmbeddedPostgres({
    cluster,
    run: path.join(folder, 'run'),
    logs: path.join(folder, 'logs'),
    log,
  })
  process.once('exit', () => quit(server.pid))
  return { server, folder }
}

async function maintain(server: EmbeddedPostgres, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl(server.url, 'postgres') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Servers whose test process was killed before it could stop them. */
async function stopAbandoned(): Promise<void> {
  const names = await readdir(os.tmpdir()).catch(() => [])
  for (const name of names) {
    const owner = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1])
    if (!owner || isAlive(owner)) continue
    const folder = path.join(os.tmpdir(), name)
    const pid = Number(
      (await readFile(path.join(folder, 'postgres/postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0],
    )
    const command = pid > 1 ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '') : ''
    if (command.includes(folder)) quit(pid)
    await rm(folder, { recursive: true, force: true }).catch(() => {})
  }
}

function quit(pid: number): void {
  try {
    process.kill(pid, 'SIGQUIT')
  } catch {
    // it is gone already
  }
}
