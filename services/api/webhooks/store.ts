import { randomBytes } from 'node:crypto'
import { and, asc, desc, eq, lt, sql } from 'drizzle-orm'
import type { Database } from '#core/database/connect'
import { deliveries, outbox, photos, webhooks } from '#core/database/schema'

export type WebhookRow = typeof webhooks.$inferSelect

/** Not among the events that happen: sent to one webhook when its owner asks for it. */
export const TEST_EVENT = 'webhook.test'

export async function listWebhooks(db: Database): Promise<WebhookRow[]> {
  return await db.select().from(webhooks).orderBy(asc(webhooks.id))
}

export async function findWebhook(db: Database, id: number): Promise<WebhookRow | undefined> {
  const [found] = await db.select().from(webhooks).where(eq(webhooks.id, id))
  return found
}

/** @param values.secret made here when left out */
export async function createWebhook(
  db: Database,
  values: Pick<WebhookRow, 'url' | 'events' | 'enabled' | 'privateNetwork' | 'sensitive'> & {
    secret?: string | undefined
  },
): Promise<WebhookRow> {
  const secret = values.secret ?? `whsec_${randomBytes(24).toString('base64')}`
  const [made] = await db
    .insert(webhooks)
    .values({ ...values, secret })
    .returning()
  return made as WebhookRow
}

export async function changeWebhook(
  db: Database,
  id: number,
  changes: Partial<Pick<WebhookRow, 'url' | 'events' | 'enabled' | 'privateNetwork' | 'sensitive'>>,
): Promise<WebhookRow | undefined> {
  if (Object.keys(changes).length === 0) return await findWebhook(db, id)
  const [changed] = await db.update(webhooks).set(changes).where(eq(webhooks.id, id)).returning()
  return changed
}

export async function removeWebhook(db: Database, id: number): Promise<boolean> {
  return (await db.delete(webhooks).where(eq(webhooks.id, id)).returning({ id: webhooks.id })).length > 0
}

/** An event for this webhook alone. @returns the delivery's id */
export async function recordTest(db: Database, webhookId: number): Promise<number> {
  return await db.transaction(async (tx) => {
    const [event] = await tx
      .insert(outbox)
      .values({ type: TEST_EVENT, payload: { webhookId, message: 'Albumen reaches you.' }, relayedAt: sql`now()` })
      .returning({ id: outbox.id })
    const [delivery] = await tx
      .insert(deliveries)
      .values({ webhookId, eventId: event?.id as number })
      .returning({ id: deliveries.id })
    return delivery?.id as number
  })
}

/** The delivery log of a webhook, newest event first. @param before id of a delivery to go on from */
export async function listDeliveries(
  db: Database,
  webhookId: number,
  page: { limit: number; before?: number | undefined; state?: 'pending' | 'delivered' | 'failed' | undefined },
) {
  return await db
    .select({ delivery: deliveries, type: outbox.type, createdAt: outbox.createdAt, sensitive: photos.sensitive })
    .from(deliveries)
    .innerJoin(outbox, eq(outbox.id, deliveries.eventId))
    .leftJoin(photos, eq(photos.id, deliveries.photoId))
    .where(
      and(
        eq(deliveries.webhookId, webhookId),
        page.before === undefined ? undefined : lt(deliveries.id, page.before),
        page.state && eq(deliveries.state, page.state),
      ),
    )
    .orderBy(desc(deliveries.id))
    .limit(page.limit)
}

/** Makes a settled delivery due again, with all its attempts. @returns false when there is no such delivery */
export async function reopenDelivery(db: Database, id: number): Promise<boolean> {
  const reopened = await db
    .update(deliveries)
    .set({ state: 'pending', attempts: 0, deliveredAt: null, lastAttemptAt: null })
    .where(eq(deliveries.id, id))
    .returning({ id: deliveries.id })
  return reopened.length > 0
}
