import type pg from 'pg'

/** Longer than a job is ever locked ahead, and than two looks for stalled ones are apart. */
const LOCK_MS = 60_000
const RENEWED_MS = 15_000
/** Longer than a job of each queue is ever put off. */
const DELAY_MS = 600_000
const DELIVERY_MS = 24 * 3_600_000

/**
 * Forgets times of the queue in PostgreSQL that lie too far ahead. A clock that was wrong for a while, as that of a NAS
 * which has not asked for the time yet, leaves them behind: jobs that wait for a day next year, locks of workers that died,
 * and the mark before which nobody looks for such jobs.
 * @returns how many jobs go on that would have waited
 */
export async function forgetFuture(pool: pg.Pool, now = Date.now()): Promise<number> {
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
