import { execFile } from 'node:child_process'
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../database/embedded.js'
import { migrate } from '../database/migrate.js'
import { createLog } from '../log.js'
import { isAlive } from '../process-alive.js'

/**
 * A cluster with this version's schema, made once for a whole run: `initdb` and the migrations take seconds, a copy of
 * what they make takes a quarter of one. It holds the database of a daemon, and a template for the databases of tests,
 * which lie together on one server that runs on a copy.
 */

declare module 'vitest' {
  export interface ProvidedContext {
    /** the prepared cluster, whose server is stopped */
    cluster: string
    /** address of the server on which tests make their databases */
    server: string
  }
}

/** Folders of a run begin so, with the id of the process that removes them. */
const PREFIX = 'albumen-test-'
export const TEMPLATE = 'template_albumen'

/** Runs before all tests. @returns what runs after them */
export default async function prepareCluster(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (project.vitest.getRootProject().getProvidedContext().cluster) return undefined // another project's tests were first
  await stopAbandoned()
  const folder = await mkdtemp(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`))
  const cluster = path.join(folder, 'postgres')
  const server = await startOn(cluster, folder)
  try {
    await migrate(server.url, { queueTables: true })
    const client = new pg.Client({ connectionString: databaseUrl(server.url, 'postgres') })
    await client.connect()
    await client.query(`create database ${TEMPLATE} template albumen`)
    // Nothing here outlives the tests: no need to wait for the disk.
    for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
      await client.query(`alter system set ${name} = off`)
    }
    await client.end()
  } finally {
    await server.stop()
  }
  project.vitest.provide('cluster', cluster)

  const shared = path.join(folder, 'shared', 'postgres')
  await copy(cluster, shared)
  // No test's database lives long enough for its tables to be looked after.
  await appendFile(path.join(shared, 'postgresql.auto.conf'), 'autovacuum = off\n')
  const { url, pid, stop } = await startOn(shared, path.dirname(shared))
  const quitToo = () => quit(pid)
  process.once('exit', quitToo)
  project.vitest.provide('server', url)
  return async () => {
    process.off('exit', quitToo)
    await stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const startOn = (cluster: string, folder: string) =>
  startEmbeddedPostgres({
    cluster,
    run: path.join(folder, 'run'),
    logs: path.join(folder, 'logs'),
    log: createLog('test', 'silent'),
  })

async function copy(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true })
  await promisify(execFile)('cp', ['-a', from, to])
}

/** Copies the prepared cluster to where there is none yet, owners and all. */
export async function copyCluster(to: string): Promise<void> {
  await copy(inject('cluster'), to)
}

/** The address of another database of the same bundled server. */
export function databaseUrl(url: string, name: string): string {
  return url.replace(/@\/\w+\?/, `@/${name}?`)
}

/** Servers of a run that was killed before it could stop them. */
async function stopAbandoned(): Promise<void> {
  const names = await readdir(os.tmpdir()).catch(() => [])
  for (const name of names) {
    const owner = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1])
    if (!owner || isAlive(owner)) continue
    const folder = path.join(os.tmpdir(), name)
    for (const cluster of ['postgres', 'shared/postgres']) {
      const pidFile = path.join(folder, cluster, 'postmaster.pid')
      const pid = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0])
      const command = pid > 1 ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '') : ''
      if (command.includes(folder)) quit(pid)
    }
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
