import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { shares } from '../database/schema.js'
import { testDatabase } from './postgres.js'

test('each database is migrated, empty and its own', async () => {
  const one = await testDatabase()
  const other = await testDatabase()
  await one.connection.db.insert(shares).values({ name: 'a', path: '/a' })
  expect(await one.connection.db.select().from(shares)).toHaveLength(1)
  expect(await other.connection.db.select().from(shares)).toHaveLength(0)
  const { rows } = await one.connection.db.execute(sql`select to_regclass('bullmq.job') as queue`)
  expect(rows).toHaveLength(1)
})
