import { setTimeout as sleep } from 'node:timers/promises'
import { inArray, sql } from 'drizzle-orm'
import type { Database } from '../database/connect.js'
import { searchStale, settings } from '../database/schema.js'
import { messageOf } from '../errors.js'
import type { Log } from '../log.js'
import { refreshSearchDocument } from './refresh.js'

/** To be raised whenever documents are made otherwise (tokens, marks, vocabulary): all are then made anew. */
const DOCUMENT_VERSION = 3
const SETTING = 'search.documents'

const EVERY_MS = 5_000
const BATCH = 200

/**
 * Makes search documents anew that are out of date: files that moved or went, and all of them once when a new version
 * makes them otherwise. For one worker; several do no harm.
 */
export async function keepDocuments(db: Database, log: Log, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const done = await pass().catch((error) => {
      log.warn({ error: messageOf(error) }, 'search documents could not be refreshed')
      return 0
    })
    if (done < BATCH) await sleep(EVERY_MS, undefined, { signal }).catch(() => {})
  }

  async function pass(): Promise<number> {
    await announceVersion(db)
    return await refreshStale(db, signal)
  }
}

/** Makes the longest waiting documents anew. @returns how many rows were dealt with */
export async function refreshStale(db: Database, signal?: AbortSignal): Promise<number> {
  const rows = await db.select().from(searchStale).orderBy(searchStale.id).limit(BATCH)
  for (const photoId of new Set(rows.map((row) => row.photoId))) {
    if (signal?.aborted) return 0
    await refreshSearchDocument(db, photoId)
  }
  // After the refresh: what changes meanwhile has a row of its own.
  const ids = rows.map((row) => row.id)
  if (ids.length > 0) await db.delete(searchStale).where(inArray(searchStale.id, ids))
  return rows.length
}

/** Puts all photos in line when this version makes documents otherwise than the one that made them. */
async function announceVersion(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    const changed = await tx
      .insert(settings)
      .values({ key: SETTING, value: DOCUMENT_VERSION })
      .onConflictDoUpdate({
        target: settings.key,
        set: { value: DOCUMENT_VERSION, changedAt: sql`now()` },
        setWhere: sql`${settings.value} <> ${JSON.stringify(DOCUMENT_VERSION)}::jsonb`,
      })
      .returning({ key: settings.key })
    if (changed.length > 0) await tx.execute(sql`insert into search_stale (photo_id) select photo_id from photo_search`)
  })
}
