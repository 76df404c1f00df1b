import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Connection, Database } from '#core/database/connect'
import { deliveries } from '#core/database/schema'
import { enqueueDeliveries } from '#core/deliver-queue'
import type { Log } from '#core/log'
import type { ProducerQueue } from '#core/queues'

const BATCH = 500

/**
 * Makes a delivery of each new event for each webhook that wants it, and enqueues them; one pass, until nothing is left.
 * Several processes may do so at once.
 * @returns how many events were relayed
 */
export async function relayEvents(
  connection: Pick<Connection, 'db'>,
  queue: ProducerQueue<'deliver'>,
  log: Log,
): Promise<number> {
  let relayed = 0
  for (;;) {
    const batch = await relayBatch(connection.db)
    // Enqueued after the commit: a crash in between is made good by enqueuePending.
    await enqueueDeliveries(queue, batch.made)
    relayed += batch.events
    if (batch.made.length > 0) log.debug({ events: batch.events, deliveries: batch.made.length }, 'events relayed')
    if (batch.events < BATCH) return relayed
  }
}

/** One statement, so that an event is marked exactly when its deliveries exist. */
async function relayBatch(db: Database): Promise<{ events: number; made: number[] }> {
  const { rows } = await db.execute<{ events: string; made: string[] | null }>(sql`
    with batch as (
      select id, type, photo_id, created_at from outbox where relayed_at is null
      order by id limit ${BATCH} for update skip locked
    ), made as (
      insert into deliveries (webhook_id, event_id, photo_id)
      select w.id, b.id, b.photo_id from batch b
      join webhooks w on w.enabled and w.created_at <= b.created_at
        and (cardinality(w.events) = 0 or b.type = any (w.events))
      order by b.id
      on conflict do nothing
      returning id
    ), marked as (
      update outbox set relayed_at = now() where id in (select id from batch)
    )
    select (select count(*) from batch) as events, (select array_agg(id order by id) from made) as made`)
  return { events: Number(rows[0]?.events ?? 0), made: (rows[0]?.made ?? []).map(Number) }
}

/** Enqueues every delivery that is not settled: after a start, and when the queue has lost some. */
export async function enqueuePending(db: Database, queue: ProducerQueue<'deliver'>): Promise<number> {
  let count = 0
  for (let after = 0; ; ) {
    const page = await db
      .select({ id: deliveries.id })
      .from(deliveries)
      .where(and(eq(deliveries.state, 'pending'), gt(deliveries.id, after)))
      .orderBy(asc(deliveries.id))
      .limit(5_000)
    const ids = page.map((row) => row.id)
    await enqueueDeliveries(queue, ids)
    count += ids.length
    const last = ids.at(-1)
    if (last === undefined) return count
    after = last
  }
}

export async function countPending(db: Database): Promise<number> {
  return await db.$count(deliveries, eq(deliveries.state, 'pending'))
}
