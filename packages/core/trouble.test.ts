import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import pg from 'pg'
import { expect, it } from 'vitest'
import { connect } from './database/connect.js'
import { shares } from './database/schema.js'
import { createLog } from './log.js'
import { isMachineTrouble } from './trouble.js'

it('knows a full disk and a database that is away', async () => {
  const full = createWriteStream('/dev/full')
  full.write('x')
  const [error] = await once(full, 'error')
  expect(isMachineTrouble(error)).toBe(true)

  const nowhere = connect('postgres://x@127.0.0.1:1/x', createLog('test', 'silent'), 1)
  const refused = await nowhere.db
    .select()
    .from(shares)
    .catch((failure) => failure)
  await nowhere.close()
  expect(isMachineTrouble(refused)).toBe(true) // wrapped by drizzle

  const noRoom = new Error('Failed query', {
    cause: Object.assign(new pg.DatabaseError('x', 1, 'error'), { code: '53100' }),
  })
  expect(isMachineTrouble(noRoom)).toBe(true)
})

it('does not excuse a photo', () => {
  for (const code of ['ENOENT', 'EIO', 'EACCES', '23505', '22021', 'ERR_INVALID_ARG']) {
    expect(isMachineTrouble(Object.assign(new Error('x'), { code })), code).toBe(false)
  }
  expect(isMachineTrouble('text')).toBe(false)
})
