import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { type Connection, connect } from '../database/connect.js'
import { createLog } from '../log.js'
import { databaseUrl, TEMPLATE } from './prepared-cluster.js'

/**
 * Real databases for tests, each a copy of the template on the server that runs for all tests. Importing this module
 * registers the clean-up that runs after the file's own.
 */

export interface TestDatabase {
  connection: Connection
  url: string
  /** Closes the connection now instead of at the end of the file; the database stays until then. */
  close(): Promise<void>
}

const log = createLog('test', 'silent')
const names: string[] = []
let made = 0
const opened = new Set<TestDatabase>()

/** A fresh, migrated database (the queue's tables included) that no other test sees. */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `test_${process.pid}_${++made}`
  names.push(name)
  await maintain([`create database ${name} template ${TEMPLATE}`])
  const url = databaseUrl(inject('server'), name)
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
  // One that cannot be dropped now goes with the server.
  await maintain(names.splice(0).map((name) => `drop database ${name} with (force)`)).catch(() => {})
}, 60_000)

async function maintain(statements: string[]): Promise<void> {
  if (statements.length === 0) return
  const client = new pg.Client({ connectionString: databaseUrl(inject('server'), 'postgres') })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
