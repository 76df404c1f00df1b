import { runMigrations } from 'bullmq'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { FatalError } from '../errors.js'
import { migrationsFolder, readMigrations } from './migrations.js'

/** Any fixed number: held while migrating, so that services started together do not migrate at once. */
const ADVISORY_LOCK = 7_240_915

/**
 * Brings the schema to this version's, under an advisory lock; the queue's own tables too when the queue lives in
 * this database. Refuses to touch a schema that a newer version has written.
 * @param options.folder another history than this version's
 * @throws FatalError when the schema is newer than this program
 */
export async function migrate(url: string, options: { queueTables: boolean; folder?: string }): Promise<void> {
  const folder = options.folder ?? migrationsFolder
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [ADVISORY_LOCK])
    await refuseNewerSchema(client, folder)
    await applyMigrations(drizzle(client), { migrationsFolder: folder })
    if (options.queueTables) await runMigrations(client, 'bullmq')
  } finally {
    await client.end()
  }
}

async function refuseNewerSchema(client: pg.Client, folder: string): Promise<void> {
  const newest = await schemaVersion(client)
  const known = Math.max(...(await readMigrations(folder)).map((migration) => migration.when))
  if (newest > known) {
    throw new FatalError(
      `The database was written by a newer version of Albumen (schema of ${new Date(newest).toISOString()}, ` +
        `this version knows ${new Date(known).toISOString()}). Install that version or a newer one; nothing was changed.`,
    )
  }
}

/** The newest migration that a database has, by its time; 0 for one that has none. */
export async function schemaVersion(client: pg.Client): Promise<number> {
  const { rows } = await client.query(`select to_regclass('drizzle.__drizzle_migrations') as ledger`)
  if (rows[0].ledger === null) return 0
  const applied = await client.query<{ newest: string | null }>(
    'select max(created_at) as newest from drizzle.__drizzle_migrations',
  )
  return Number(applied.rows[0]?.newest ?? 0)
}
