import { and, asc, eq, lt, sql } from 'drizzle-orm'
import type { Database } from '#core/database/connect'
import { deliveries, outbox, photos, webhooks } from '#core/database/schema'
import { webhookBody } from '#core/event-body'
import type { Log } from '#core/log'
import type { Metrics } from '#core/metrics/metrics'
import { say } from '#core/sentences/say'
import { ATTEMPTS, type Breaker, jittered, waitAfter } from './schedule.js'
import { type SendResult, send } from './send.js'

export interface DeliverDeps {
  db: Database
  breaker: Breaker
  /** seconds before the first retry */
  retrySeconds: number
  log: Log
  metrics: Metrics
  signal: AbortSignal
}

/** The shortest pause for an event whose predecessor is on its way. */
const BEHIND_MS = 200
const SEND = { stage: 'deliver', step: 'send' }

/**
 * Sends one event to one webhook, unless it was sent already, and records how that went.
 * @returns undefined when the delivery is settled, else the milliseconds after which to try it again
 * @throws the signal's reason when stopped; nothing is recorded then
 */
export async function deliverOne(deliveryId: number, deps: DeliverDeps): Promise<number | undefined> {
  const { db, breaker } = deps
  const [delivery] = await db.select().from(deliveries).where(eq(deliveries.id, deliveryId))
  if (delivery?.state !== 'pending') return undefined
  const behind = await predecessor(db, delivery)
  if (behind === 'unrelayed') return BEHIND_MS
  if (behind) return Math.max(BEHIND_MS, untilNextAttempt(behind, deps.retrySeconds) + BEHIND_MS / 2)
  // Read after its predecessor is settled, which may have switched the webhook off.
  const found = await read(db, delivery)
  if (!found) return undefined
  const { webhook, event } = found
  if (!webhook.enabled) return await fail(db, delivery, say('delivery_off'))
  const closed = breaker.waitFor(webhook.id)
  if (closed > 0) return jittered(closed)

  const { url, secret, privateNetwork } = webhook
  const body = webhookBody(event, found.sensitive, webhook.sensitive)
  const message = { url, secret, privateNetwork, id: `msg_${event.id}`, body }
  const result = await deps.metrics.time('albumen_stage_duration_seconds', SEND, () => send(message, deps.signal))
  deps.metrics.count('albumen_webhook_attempts_total', { result: outcome(result) })
  if (result.ok || !result.down) breaker.answered(webhook.id)
  else breaker.failed(webhook.id)
  return await record(deps, delivery, result)
}

/** How a request ended, in the words of the metric. */
function outcome(result: SendResult): string {
  if (result.ok) return 'delivered'
  return result.status === null ? 'unreachable' : 'refused'
}

type Delivery = typeof deliveries.$inferSelect

async function read(db: Database, delivery: Delivery) {
  const [found] = await db
    .select({ webhook: webhooks, event: outbox, sensitive: photos.sensitive })
    .from(webhooks)
    .innerJoin(outbox, eq(outbox.id, delivery.eventId))
    .leftJoin(photos, eq(photos.id, outbox.photoId))
    .where(eq(webhooks.id, delivery.webhookId))
  return found
}

/** What must reach the same receiver first: an earlier event of the same photo. */
async function predecessor(db: Database, delivery: Delivery): Promise<Delivery | 'unrelayed' | undefined> {
  if (delivery.photoId === null) return undefined
  const [waiting] = await db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.photoId, delivery.photoId), lt(outbox.id, delivery.eventId), sql`${outbox.relayedAt} is null`))
    .limit(1)
  if (waiting) return 'unrelayed'
  const [earlier] = await db
    .select()
    .from(deliveries)
    .where(
      and(
        eq(deliveries.webhookId, delivery.webhookId),
        eq(deliveries.photoId, delivery.photoId),
        lt(deliveries.eventId, delivery.eventId),
        eq(deliveries.state, 'pending'),
      ),
    )
    .orderBy(asc(deliveries.eventId))
    .limit(1)
  return earlier
}

function untilNextAttempt(delivery: Delivery, retrySeconds: number): number {
  if (!delivery.lastAttemptAt) return 0
  const wait = waitAfter(delivery.attempts, retrySeconds) ?? 0
  return delivery.lastAttemptAt.getTime() + wait - Date.now()
}

async function record(deps: DeliverDeps, delivery: Delivery, result: SendResult): Promise<number | undefined> {
  const { db, log } = deps
  const attempts = delivery.attempts + 1
  const attempt = { attempts, lastStatus: result.status, lastAttemptAt: sql`now()` }
  if (result.ok) {
    const settled = { ...attempt, state: 'delivered' as const, lastError: null, deliveredAt: sql`now()` }
    await db.update(deliveries).set(settled).where(eq(deliveries.id, delivery.id))
    return undefined
  }
  if (result.status === 410) {
    log.warn({ webhook: delivery.webhookId }, 'a webhook receiver is gone for good; the webhook is switched off')
    await db.update(webhooks).set({ enabled: false }).where(eq(webhooks.id, delivery.webhookId))
  }
  const wait = result.status === 410 ? undefined : waitAfter(attempts, deps.retrySeconds)
  const state = wait === undefined ? 'failed' : 'pending'
  await db
    .update(deliveries)
    .set({ ...attempt, state, lastError: result.error })
    .where(eq(deliveries.id, delivery.id))
  const said = { delivery: delivery.id, photo: delivery.photoId, attempts, of: ATTEMPTS, error: result.error }
  if (wait === undefined) {
    deps.metrics.count('albumen_failures_total', {
      stage: 'deliver',
      code: result.status === 410 ? 'gone' : 'no_answer',
    })
    log.info(said, 'webhook delivery given up')
  } else log.debug(said, 'webhook delivery failed')
  return wait === undefined ? undefined : Math.max(jittered(wait), result.retryAfter ?? 0)
}

async function fail(db: Database, delivery: Delivery, reason: string): Promise<undefined> {
  await db.update(deliveries).set({ state: 'failed', lastError: reason }).where(eq(deliveries.id, delivery.id))
  return undefined
}
