import { expect, it } from 'vitest'
import { createLog } from './log.js'
import { openQueues } from './queues.js'
import { testDatabase } from './testing/postgres.js'

const YEAR_MS = 365 * 86_400_000

it('goes on with jobs that a clock which was a year ahead has put off', async () => {
  const { url } = await testDatabase()
  const queues = await openQueues({ databaseUrl: url }, createLog('test', 'silent'))
  const pool = queues.pool as NonNullable<typeof queues.pool>
  try {
    const future = Date.now() + YEAR_MS
    const jobs = ['soon', 'late', 'locked'].map((id, i) => ({ id: `file-${id}`, payload: { fileId: i + 1 } }))
    await queues.ingest.add(jobs)
    await queues.deliver.add([{ id: 'delivery-1', payload: { deliveryId: 1 } }])
    const set = (id: string, values: string) => pool.query(`update job set ${values} where id = '${id}'`)
    await set('file-soon', `state = 'delayed', process_at_ms = ${Date.now() + 120_000}`)
    await set('file-late', `state = 'delayed', process_at_ms = ${future}`)
    await set('delivery-1', `state = 'delayed', process_at_ms = ${Date.now() + 12 * 3_600_000}`)
    await set('file-locked', `state = 'active', lock_token = 'of one that died', locked_until_ms = ${future}`)
    await pool.query(`insert into meta (queue, field, value) values ('ingest', 'stalled-check', '${future}')`)

    const done: number[] = []
    const work = async ({ fileId }: { fileId: number }) => void done.push(fileId)
    queues.consume('ingest', work, { concurrency: 1, maxStalledCount: 3 })
    expect(await queues.forgetFuture()).toBe(2)
    expect(await queues.forgetFuture()).toBe(0)
    // The one that was put off at once, the other as soon as its lock has run out; those rightly put off wait.
    await expect.poll(() => done).toEqual([2, 3])
    const { rows } = await pool.query(`select id from job where state = 'delayed' order by id`)
    expect(rows).toEqual([{ id: 'delivery-1' }, { id: 'file-soon' }])
  } finally {
    await queues.close()
  }
})
