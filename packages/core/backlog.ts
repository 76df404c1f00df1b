import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { enqueueAnalyse } from './analyse-queue.js'
import type { Database } from './database/connect.js'
import { files, photos, shares } from './database/schema.js'
import { enqueueIngest } from './ingest-queue.js'
import type { Queues } from './queues.js'

const PAGE = 5_000

/** Work that the catalogue knows of: files to be read on the shares that are there, photos to be analysed. */
export async function pendingCounts(db: Database): Promise<{ files: number; photos: number }> {
  const { rows } = await db.execute<{ files: string; photos: string }>(sql`
    select
      (select count(*) from files f join shares s on s.id = f.share_id
        where f.ingest = 'pending' and f.state = 'present' and s.state <> 'offline') as files,
      (select count(*) from photos where state = 'pending' and ingested_at is not null) as photos`)
  return { files: Number(rows[0]?.files), photos: Number(rows[0]?.photos) }
}

/** Enqueues every file that is still to be read; a job that exists is not doubled. */
export async function enqueueFiles(db: Database, queues: Pick<Queues, 'ingest'>): Promise<void> {
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

/** Enqueues every photo that is still to be analysed; a job that exists is not doubled. */
export async function enqueuePhotos(db: Database, queues: Queues): Promise<void> {
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
