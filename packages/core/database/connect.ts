import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { Log } from '../log.js'
import * as schema from './schema.js'

/** A drizzle database or a transaction on it: what every repository function takes first. */
export type Database = NodePgDatabase<typeof schema>
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]
export type Queryable = Database | Transaction

export interface Connection {
  db: Database
  pool: pg.Pool
  url: string
  close(): Promise<void>
}

/**
 * Opens a pool. It connects lazily; a lost connection is one log line and the next query connects anew.
 * @param url `postgres://…`, or `postgres://user@/name?host=/folder/of/the/socket`
 */
export function connect(url: string, log: Log, max = 8): Connection {
  const pool = new pg.Pool({ connectionString: url, max, connectionTimeoutMillis: 15_000, keepAlive: true })
  pool.on('error', (error) => log.warn({ error: error.message }, 'database connection lost'))
  return { db: drizzle(pool, { schema }), pool, url, close: () => pool.end() }
}
