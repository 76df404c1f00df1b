import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { Log } from '../log.js'
import { createListener, type Listener } from './listen.js'
import * as schema from './schema.js'

/** A drizzle database or a transaction on it: what every repository function takes first. */
export type Database = NodePgDatabase<typeof schema>
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]
export type Queryable = Database | Transaction

export interface Connection {
  db: Database
  pool: pg.Pool
  /** what is notified, over one more connection while somebody listens */
  listener: Listener
  url: string
  close(): Promise<void>
}

/**
 * Opens a pool. It connects lazily and lets go of what it did not use for ten seconds; a lost connection is one log line
 * and the next query connects anew. In pg_stat_activity they carry the name of the log.
 * @param url `postgres://…`, or `postgres://user@/name?host=/folder/of/the/socket`
 */
export function connect(url: string, log: Log, max = 8): Connection {
  const name = `albumen ${log.bindings().name}`
  const pool = new pg.Pool({
    ...{ connectionString: url, application_name: name, max },
    ...{ connectionTimeoutMillis: 15_000, keepAlive: true },
  })
  pool.on('error', (error) => log.warn({ error: error.message }, 'database connection lost'))
  const listener = createListener(url, `${name} listens`, log)
  const close = async () => void (await Promise.all([listener.close(), pool.end()]))
  return { db: drizzle(pool, { schema }), pool, listener, url, close }
}
