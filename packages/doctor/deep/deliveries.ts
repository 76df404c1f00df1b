import { sql } from 'drizzle-orm'
import { outbox } from '#core/database/schema'
import { type Check, faultOf, several } from './check.js'
import { namesOf } from './rows.js'

/** Each event was handed to each webhook that wants it, once. */
export const deliveries: Check = {
  about: 'webhook deliveries',
  async look({ db, queues }) {
    const wanted = sql`w.enabled and w.created_at <= o.created_at and (cardinality(w.events) = 0 or o.type = any (w.events))`
    const lost = await namesOf(
      db,
      sql`select 'event ' || o.id || ' for webhook ' || w.id as name from outbox o join webhooks w on ${wanted}
        where o.relayed_at is not null
          and not exists (select 1 from deliveries d where d.event_id = o.id and d.webhook_id = w.id)`,
    )
    const twice = await namesOf(
      db,
      sql`select 'event ' || event_id || ' for webhook ' || webhook_id as name from deliveries
        group by event_id, webhook_id having count(*) > 1`,
    )
    const unrelayed = await namesOf(
      db,
      sql`select 'event ' || id as name from outbox where relayed_at is null and created_at < now() - interval '1 minute'`,
    )
    const overdue = await namesOf(
      db,
      sql`select 'delivery ' || d.id as name from deliveries d join webhooks w on w.id = d.webhook_id and w.enabled
        join outbox o on o.id = d.event_id where d.state = 'pending'
          and coalesce(d.last_attempt_at, o.created_at) < now() - interval '16 hours'`,
    )
    const { waiting, active } = await queues.deliver.counts()
    const pending = await namesOf(db, sql`select 'delivery ' || id as name from deliveries where state = 'pending'`)
    const unqueued = pending.length > waiting + active ? pending.slice(waiting + active) : []
    return {
      checked: await db.$count(outbox),
      note: 'events',
      faults: [
        ...faultOf(lost, {
          code: 'delivery_missing',
          state: 'warning',
          found: `${several(lost.length, 'event')} that ${lost.length === 1 ? 'was' : 'were'} not handed to a webhook that wants ${lost.length === 1 ? 'it' : 'them'}`,
          why: 'Its receiver never hears of them. That is right where the webhook was switched off at the time.',
          advice: 'Repaired, they are handed to it now.',
          async repair() {
            await db.execute(sql`insert into deliveries (webhook_id, event_id, photo_id)
              select w.id, o.id, o.photo_id from outbox o join webhooks w on ${wanted}
              where o.relayed_at is not null on conflict do nothing`)
            return lost.length
          },
        }),
        ...faultOf(twice, {
          code: 'delivery_twice',
          state: 'problem',
          found: `${several(twice.length, 'event')} handed to the same webhook more than once`,
          why: 'Its receiver hears of one thing twice; the unique index of deliveries must be broken.',
          advice: 'Restore a backup, or: reindex index deliveries_event.',
        }),
        ...faultOf(unrelayed, {
          code: 'event_waiting',
          state: 'warning',
          found: `${several(unrelayed.length, 'event')} not handed to the webhooks for more than a minute`,
          why: 'Receivers hear of them late.',
          advice: 'They are sent when a worker serves the queue "deliver".',
        }),
        ...faultOf([...new Set([...unqueued, ...overdue])], {
          code: 'delivery_stuck',
          state: 'warning',
          found: `${several(new Set([...unqueued, ...overdue]).size, 'webhook delivery', 'webhook deliveries')} due that ${unqueued.length + overdue.length === 1 ? 'is' : 'are'} not in the queue`,
          why: 'Receivers hear of them late.',
          advice: 'The worker compares each minute; if they stay, look at its log.',
        }),
      ],
    }
  },
}
