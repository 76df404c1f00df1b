import { and, lt, sql } from 'drizzle-orm'
import pg from 'pg'
import type { Connection, Database, Queryable } from './database/connect.js'
import { outbox } from './database/schema.js'
import type { Log } from './log.js'

/** What can happen, as webhooks and the live stream name it. */
export const eventTypes = [
  'photo.ingested',
  'photo.analysed',
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
 * Calls back with the id of each event as it is committed, and with growing answers where they are wanted, over a connection of its own that is opened anew when lost.
 * `onGap` tells that ids may have been missed meanwhile.
 */
export function listenForEvents(
  connection: Connection,
  log: Log,
  handlers: { onEvent: (id: number) => void; onLive?: (live: LiveAnswer) => void; onGap: () => void },
): { close(): Promise<void> } {
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  let closed = false

  const open = async () => {
    const opening = new pg.Client({ connectionString: connection.url, keepAlive: true })
    client = opening
    let lost = false
    const again = () => {
      if (lost || closed) return
      lost = true
      opening.end().catch(() => {})
      retry = setTimeout(() => void open(), 1_000)
    }
    opening.on('error', again)
    opening.on('end', again)
    opening.on('notification', ({ channel, payload }) => {
      if (channel === 'albumen_events') handlers.onEvent(Number(payload))
      else handlers.onLive?.(JSON.parse(payload ?? '') as LiveAnswer)
    })
    try {
      await opening.connect()
      await opening.query('listen albumen_events')
      if (handlers.onLive) await opening.query('listen albumen_live')
      handlers.onGap()
    } catch (error) {
      log.debug({ error: (error as Error).message }, 'cannot listen for events yet')
      again()
    }
  }
  void open()
  return {
    async close() {
      closed = true
      clearTimeout(retry)
      await client?.end().catch(() => {})
    },
  }
}
