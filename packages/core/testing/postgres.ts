import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll } from 'vitest'
import { type Connection, connect } from '../database/connect.js'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../database/embedded.js'
import { migrate } from '../database/migrate.js'
import { createLog } from '../log.js'
import { isAlive } from '../process-alive.js'

/**
 * Real databases for tests. The first call in a test file starts the bundled PostgreSQL in a temporary folder and
 * migrates a template; every call copies it. Importing this module registers the clean-up that runs after the file's own.
 */

export interface TestDatabase {
  connection: Connection
  url: string
  /** Closes the connection now instead of at the end of the file; the database stays until then. */
  close(): Promise<void>
}

const PREFIX = 'albumen-test-'
const log = createLog('test', 'silent')
const opened = new Set<TestDatabase>()
let cluster: Promise<{ server: EmbeddedPostgres; folder: string }> | undefined
let made = 0

/** A fresh, migrated database (the queue's tables included) that no other test sees. */
export async function testDatabase(): Promise<TestDatabase> {
  cluster ??= startCluster()
  const { server } = await cluster
  const name = `test_${++made}`
  await maintain(server, `create database ${name} template template_albumen`)
  const url = databaseUrl(server, name)
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
  const server = await startEmbeddedPostgres({
    cluster: path.join(folder, 'postgres'),
    run: path.join(folder, 'run'),
    logs: path.join(folder, 'logs'),
    log,
  })
  process.once('exit', () => quit(server.pid))
  // Nothing here outlives the test: no need to wait for the disk.
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    await maintain(server, `alter system set ${name} = off`)
  }
  await maintain(server, 'select pg_reload_conf()')
  await maintain(server, 'create database template_albumen')
  await migrate(databaseUrl(server, 'template_albumen'), { queueTables: true })
  return { server, folder }
}

async function maintain(server: EmbeddedPostgres, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl(server, 'postgres') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function databaseUrl(server: EmbeddedPostgres, name: string): string {
  return server.url.replace(/@\/\w+\?/, `@/${name}?`)
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
