import { setTimeout as sleep } from 'node:timers/promises'
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { enqueueAnalyse } from '#core/analyse-queue'
import type { Database } from '#core/database/connect'
import { files, photos, shares } from '#core/database/schema'
import { messageOf } from '#core/errors'
import { enqueueIngest } from '#core/ingest-queue'
import type { Log } from '#core/log'
import type { Queues } from '#core/queues'

/** Between two comparisons of the catalogue with the queues. */
const EVERY_MS = 60_000
const PAGE = 5_000

/**
 * Derives the backlog from the catalogue: at start, and whenever the catalogue knows of more work than the queues do
 * (a Redis that lost its memory, a process that died between storing and enqueueing). A job that exists is not doubled.
 */
export function keepBacklog(db: Database, queues: Queues, log: Log, signal: AbortSignal): Promise<void> {
  return loop(async (atStart) => {
    const waiting = await pendingCounts(db)
    const ingest = await queues.ingest.counts()
    if (waiting.files > 0 && (atStart || waiting.files > ingest.waiting + ingest.active)) await enqueueFiles(db, queues)
    const analyse = await queues.analyse.counts()
    if (waiting.photos > 0 && (atStart || waiting.photos > analyse.waiting + analyse.active)) {
      await enqueuePhotos(db, queues)
    }
  })

  async function loop(pass: (atStart: boolean) => Promise<void>): Promise<void> {
    for (let atStart = true; !signal.aborted; atStart = false) {
      await pass(atStart).catch((error) => log.warn({ error: messageOf(error) }, 'the backlog could not be compared'))
      await sleep(EVERY_MS, undefined, { signal }).catch(() => {})
    }
  }
}

async function pendingCounts(db: Database): Promise<{ files: number; photos: number }> {
  const { rows } = await db.execute<{ files: string; photos: string }>(sql`
    select
      (select count(*) from files f join shares s on s.id = f.share_id
        where f.ingest = 'pending' and f.state = 'present' and s.state <> 'offline') as files,
      (select count(*) from photos where state = 'pending' and ingested_at is not null) as photos`)
  return { files: Number(rows[0]?.files), photos: Number(rows[0]?.photos) }
}

async function enqueueFiles(db: Database, queues: Queues): Promise<void> {
  for (let after = 0; ; ) {
    const page = await db
      .select({ id: files.id, size: files.size, mtimeMs: files.mtimeMs })
      .from(files)
      .innerJoin(shares, eq(shares.id, files.shareId))
      .where(
        and(
          gt(files.id, after),
          eq(files.ingest, 'pending'),
          eq(files.state, 'present'),
          sql`${shares.state} <> 'offline'`,
        ),
      )
      .orderBy(asc(files.id))
      .limit(PAGE)
    if (page.length === 0) return
    await enqueueIngest(queues.ingest, page, 'backlog')
    after = page.at(-1)?.id ?? after
  }
}

async function enqueuePhotos(db: Database, queues: Queues): Promise<void> {
  for (let after = ''; ; ) {
    const page = await db
      .select({ id: photos.id, takenLocal: photos.takenLocal })
      .from(photos)
      .where(and(gt(photos.id, after), eq(photos.state, 'pending'), sql`${photos.ingestedAt} is not null`))
      .orderBy(asc(photos.id))
      .limit(PAGE)
    if (page.length === 0) return
    await enqueueAnalyse(queues.analyse, page, { urgency: 'backlog' })
    after = page.at(-1)?.id ?? after
  }
}
