import type { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import type pg from 'pg'

/** Longer than a job is ever locked ahead, and than two looks for stalled ones are apart. */
const LOCK_MS = 60_000
const RENEWED_MS = 15_000
/** Longer than a job of each queue is ever put off. */
const DELAY_MS = 600_000
const DELIVERY_MS = 24 * 3_600_000

/**
 * Forgets times of the queues in PostgreSQL that lie too far ahead. A clock that was wrong for a while, as that of a NAS
 * which has not asked for the time yet, leaves them behind: jobs that wait for a day next year, locks of workers that died,
 * and the mark before which nobody looks for such jobs.
 * @returns how many jobs go on that would have waited
 */
export async function forgetFutureInPostgres(pool: pg.Pool, now = Date.now()): Promise<number> {
  await pool.query(`delete from meta where field = 'stalled-check' and value::bigint > $1`, [now + LOCK_MS])
  // A worker that lives renews its lock within seconds.
  const locked = await pool.query(
    `update job set locked_until_ms = $1 where state = 'active' and locked_until_ms > $2`,
    [now + RENEWED_MS, now + LOCK_MS],
  )
  const delayed = await pool.query<{ queue: string }>(
    `update job set process_at_ms = $1::bigint
      where state = 'delayed' and process_at_ms > $1 + case queue when 'deliver' then $2::bigint else $3::bigint end
      returning queue`,
    [now, DELIVERY_MS, DELAY_MS],
  )
  for (const queue of new Set(delayed.rows.map((job) => job.queue))) {
    await pool.query(`select pg_notify('bullmq_jobs', $1)`, [queue])
  }
  return (locked.rowCount ?? 0) + delayed.rows.length
}

/** In the score of a delayed job BullMQ writes its time, and below that which of one millisecond it is. */
const SCORE_PER_MS = 4_096
const MOST_JOBS = 1_000

/** The same for one queue in Redis, whose own expiry of locks and marks goes by the same clock. */
export async function forgetFutureInRedis(queue: Queue, client: Redis, now = Date.now()): Promise<number> {
  const lastsTooLong = async (key: string) => (await client.pttl(key)) > LOCK_MS
  const mark = queue.toKey('stalled-check')
  if (await lastsTooLong(mark)) await client.del(mark)
  let jobs = 0
  for (const job of await queue.getActive(0, MOST_JOBS)) {
    const lock = queue.toKey(`${job.id}:lock`)
    if (!(await lastsTooLong(lock))) continue
    await client.pexpire(lock, RENEWED_MS)
    jobs++
  }
  const latest = now + (queue.name === 'deliver' ? DELIVERY_MS : DELAY_MS)
  const delayed = await client.zrange(
    queue.toKey('delayed'),
    latest * SCORE_PER_MS,
    '+inf',
    'BYSCORE',
    'LIMIT',
    0,
    MOST_JOBS,
  )
  for (const id of delayed) {
    await (await queue.getJob(id))?.promote()
    jobs++
  }
  return jobs
}
