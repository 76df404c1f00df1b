import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { runMigrations } from 'bullmq'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { FatalError } from '../errors.js'
import { projectRoot } from '../project-root.js'

/** Any fixed number: held while migrating, so that services started together do not migrate at once. */
const ADVISORY_LOCK = 7_240_915

const folder = path.join(projectRoot, 'migrations')

/**
 * Brings the schema to this version's, under an advisory lock; the queue's own tables too when the queue lives in
 * this database. Refuses to touch a schema that a newer version has written.
 * @throws FatalError when the schema is newer than this program
 */
export async function migrate(url: string, options: { queueTables: boolean }): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [ADVISORY_LOCK])
    await refuseNewerSchema(client)
    await applyMigrations(drizzle(client), { migrationsFolder: folder })
    if (options.queueTables) await runMigrations(client, 'bullmq')
  } finally {
    await client.end()
  }
}

async function refuseNewerSchema(client: pg.Client): Promise<void> {
  const { rows } = await client.query(`select to_regclass('drizzle.__drizzle_migrations') as ledger`)
  if (rows[0].ledger === null) return
  const applied = await client.query<{ newest: string | null }>(
    'select max(created_at) as newest from drizzle.__drizzle_migrations',
  )
  const journal = JSON.parse(await readFile(path.join(folder, 'meta', '_journal.json'), 'utf8')) as {
    entries: { when: number; tag: string }[]
  }
  const known = Math.max(...journal.entries.map((entry) => entry.when))
  const newest = Number(applied.rows[0]?.newest ?? 0)
  if (newest > known) {
    throw new FatalError(
      `The database was written by a newer version of Albumen (schema of ${new Date(newest).toISOString()}, ` +
        `this version knows ${new Date(known).toISOString()}). Install that version or a newer one; nothing was changed.`,
    )
  }
}
