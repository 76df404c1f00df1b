import { afterEach, expect, it } from 'vitest'
import { testDatabase } from '../testing/postgres.js'

type Database = Awaited<ReturnType<typeof testDatabase>>
let database: Database
afterEach(() => database.close())

/** What is told of a channel, in order. */
function hear({ connection: { listener } }: Database, channel: string) {
  const told: string[] = []
  const heard = listener.listen(channel, { onMessage: (text) => told.push(text), onGap: () => told.push('gap') })
  return { told, close: heard.close }
}
const backends = async ({ connection: { pool } }: Database) => {
  const listening = `select pid from pg_stat_activity where application_name = 'albumen test listens' and datname = current_database()`
  return (await pool.query<{ pid: number }>(listening)).rows.map(({ pid }) => pid)
}
const notify = async ({ connection: { pool } }: Database, channel: string, text: string) =>
  await pool.query('select pg_notify($1, $2)', [channel, text])

it('hears all channels over one connection, which goes with the last of them', async () => {
  database = await testDatabase()
  expect(await backends(database)).toEqual([])
  const letters = hear(database, 'letters')
  const numbers = hear(database, 'Numbers')
  const also = hear(database, 'letters')
  await expect.poll(() => [letters.told, numbers.told, also.told]).toEqual([['gap'], ['gap'], ['gap']])
  expect(await backends(database)).toHaveLength(1)
  await notify(database, 'letters', 'a')
  await notify(database, 'Numbers', '1')
  await expect
    .poll(() => [letters.told, numbers.told, also.told])
    .toEqual([
      ['gap', 'a'],
      ['gap', '1'],
      ['gap', 'a'],
    ])
  await also.close()
  await letters.close()
  await notify(database, 'letters', 'b')
  await notify(database, 'Numbers', '2')
  await expect.poll(() => numbers.told).toEqual(['gap', '1', '2'])
  expect([letters.told, also.told]).toEqual([
    ['gap', 'a'],
    ['gap', 'a'],
  ])
  await numbers.close()
  await expect.poll(() => backends(database)).toEqual([])
})

it('listens again when the connection is lost, and says that something may be missed', async () => {
  database = await testDatabase()
  const letters = hear(database, 'letters')
  const numbers = hear(database, 'numbers')
  await expect.poll(() => [letters.told, numbers.told]).toEqual([['gap'], ['gap']])
  const [first] = await backends(database)
  await database.connection.pool.query('select pg_terminate_backend($1)', [first])
  await expect
    .poll(() => [letters.told, numbers.told])
    .toEqual([
      ['gap', 'gap'],
      ['gap', 'gap'],
    ])
  await notify(database, 'numbers', '1')
  await expect.poll(() => numbers.told).toEqual(['gap', 'gap', '1'])
  expect(await backends(database)).not.toContain(first)
})
