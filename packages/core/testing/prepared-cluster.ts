import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../database/embedded.js'
import { migrate } from '../database/migrate.js'
import { createLog } from '../log.js'

/**
 * A cluster with this version's schema, made once for a whole run: `initdb` and the migrations take seconds, a copy of
 * what they make takes a quarter of one. It holds the database of a daemon, and a template for the databases of tests.
 */

declare module 'vitest' {
  export interface ProvidedContext {
    /** the prepared cluster, whose server is stopped */
    cluster: string
  }
}

/** Folders of tests begin so, with the id of the process that removes them. */
export const PREFIX = 'albumen-test-'
export const TEMPLATE = 'template_albumen'

/** Runs before all tests. @returns what runs after them */
export default async function prepareCluster(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (project.vitest.getRootProject().getProvidedContext().cluster) return undefined // another project's tests were first
  const folder = await mkdtemp(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`))
  const cluster = path.join(folder, 'postgres')
  const log = createLog('test', 'silent')
  const server = await startEmbeddedPostgres({ cluster, run: path.join(folder, 'run'), logs: folder, log })
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
  return () => rm(folder, { recursive: true, force: true })
}

/** Copies the prepared cluster to where there is none yet, owners and all. */
export async function copyCluster(to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true })
  await promisify(execFile)('cp', ['-a', inject('cluster'), to])
}

/** The address of another database of the same bundled server. */
export function databaseUrl(url: string, name: string): string {
  return url.replace(/@\/\w+\?/, `@/${name}?`)
}
