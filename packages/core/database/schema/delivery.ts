import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  serial,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { instant, photoId } from './columns.js'

export const outbox = pgTable(
  'outbox',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    type: text('type').notNull(),
    photoId: photoId(),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** When its webhook deliveries were created; null until then. */
    relayedAt: instant('relayed_at'),
  },
  (t) => [index('outbox_unrelayed').on(t.id).where(sql`relayed_at is null`), index('outbox_created').on(t.createdAt)],
)

export const webhooks = pgTable('webhooks', {
  id: serial('id').primaryKey(),
  url: text('url').notNull(),
  /** Event types it wants; empty for all. */
  events: text('events').array().notNull().default(sql`'{}'`),
  /** Standard Webhooks secret: whsec_ followed by base64. */
  secret: text('secret').notNull(),
  enabled: boolean('enabled').notNull().default(true),
  /** The owner lets it reach addresses of the own network and of this machine. */
  privateNetwork: boolean('private_network').notNull().default(false),
  /** The owner lets it be told what an analysis said about sensitive photos. */
  sensitive: boolean('sensitive').notNull().default(false),
  createdAt: instant('created_at').notNull().defaultNow(),
})

export const deliveries = pgTable(
  'deliveries',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    webhookId: integer('webhook_id')
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    eventId: bigint('event_id', { mode: 'number' })
      .notNull()
      .references(() => outbox.id, { onDelete: 'cascade' }),
    photoId: photoId(),
    state: text('state', { enum: ['pending', 'delivered', 'failed'] })
      .notNull()
      .default('pending'),
    attempts: smallint('attempts').notNull().default(0),
    lastStatus: smallint('last_status'),
    lastError: text('last_error'),
    lastAttemptAt: instant('last_attempt_at'),
    deliveredAt: instant('delivered_at'),
  },
  (t) => [
    uniqueIndex('deliveries_event').on(t.eventId, t.webhookId),
    index('deliveries_pending').on(t.webhookId, t.photoId, t.eventId).where(sql`state = 'pending'`),
  ],
)
