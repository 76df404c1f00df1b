import { describe, expect, it } from 'vitest'
import { FatalError } from '../errors.js'
import { testDatabase } from '../testing/postgres.js'
import { migrate } from './migrate.js'

describe('migrate', () => {
  it('may be started by several services at once, and changes nothing the second time', async () => {
    const { url, connection } = await testDatabase()
    await connection.pool.query('drop schema public cascade; create schema public; drop schema drizzle cascade')
    await Promise.all([1, 2, 3].map(() => migrate(url, { queueTables: true })))
    const { rows } = await connection.pool.query('select count(*)::int as n from drizzle.__drizzle_migrations')
    await migrate(url, { queueTables: true })
    expect((await connection.pool.query('select count(*)::int as n from drizzle.__drizzle_migrations')).rows).toEqual(
      rows,
    )
  })

  it('refuses a schema that a newer version has written', async () => {
    const { url, connection } = await testDatabase()
    await connection.pool.query(
      `insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', ${Date.UTC(2099, 0)})`,
    )
    await expect(migrate(url, { queueTables: false })).rejects.toThrow(FatalError)
    await expect(migrate(url, { queueTables: false })).rejects.toThrow(/newer version/)
  })
})
