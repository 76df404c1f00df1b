import { and, lt, sql } from 'drizzle-orm'
import type { Connection, Database, Queryable } from './database/connect.js'
import { outbox } from './database/schema.js'

/** What can happen, as webhooks and the live stream name it. */
export const eventTypes = [
  'photo.ingested',
  'photo.analysed',
  'photo.edited',
  'photo.failed',
  'queue.drained',
  'share.offline',
  'share.online',
] as const
export type EventType = (typeof eventTypes)[number]

export interface AlbumenEvent {
  id: number
  type: string
  photoId: string | null
  payload: Record<string, unknown>
  createdAt: Date
}

/** Records that something happened. Called in the transaction that makes it true, so that neither exists alone. */
export async function recordEvent(
  db: Queryable,
  event: { type: EventType; photoId?: string; payload: Record<string, unknown> },
): Promise<void> {
  await db.insert(outbox).values({ type: event.type, photoId: event.photoId ?? null, payload: event.payload })
}

/** The answer about a photo while the model writes it; stored nowhere. */
export interface LiveAnswer {
  photoId: string
  /** JSON as far as it is written, without the visible text */
  answer: string
  attempt: number
}

/** A notification of PostgreSQL has fewer than 8,000 bytes. */
const LIVE_BYTES = 7_000

/** Tells the live streams what is being written now. Nothing is kept, and nobody needs to listen. */
export async function announceLive(db: Queryable, live: LiveAnswer): Promise<void> {
  const message = JSON.stringify(live)
  if (Buffer.byteLength(message) > LIVE_BYTES) return
  await db.execute(sql`select pg_notify('albumen_live', ${message})`)
}

/** Forgets events older than this once their deliveries are settled. @returns how many */
export async function forgetEvents(db: Database, olderThanDays: number): Promise<number> {
  const old = lt(outbox.createdAt, sql`now() - make_interval(days => ${olderThanDays})`)
  const settled = sql`not exists (select 1 from deliveries d where d.event_id = ${outbox.id} and d.state = 'pending')`
  const result = await db.delete(outbox).where(and(old, settled))
  return result.rowCount ?? 0
}

/**
 * Calls back with the id of each event as it is committed. `onGap` tells that ids may have been missed meanwhile, and
 * that it listens from now on.
 */
export function listenForEvents(
  connection: Connection,
  handlers: { onEvent: (id: number) => void; onGap: () => void },
): { close(): Promise<void> } {
  const { onEvent, onGap } = handlers
  return connection.listener.listen('albumen_events', { onMessage: (payload) => onEvent(Number(payload)), onGap })
}

/** Calls back with answers as they grow; what happens while the connection is lost is not told. */
export function listenForLive(connection: Connection, onLive: (live: LiveAnswer) => void): { close(): Promise<void> } {
  const onMessage = (payload: string) => onLive(JSON.parse(payload) as LiveAnswer)
  return connection.listener.listen('albumen_live', { onMessage, onGap: () => {} })
}
