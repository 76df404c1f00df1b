import { and, eq, sql } from 'drizzle-orm'
import { hideAbsentPhotos } from '#core/absent-photos'
import { enqueueFiles } from '#core/backlog'
import type { Database } from '#core/database/connect'
import { files, shares } from '#core/database/schema'
import { recordEvent } from '#core/events'
import { enqueueIngest, type FileToIngest } from '#core/ingest-queue'
import type { Metrics } from '#core/metrics/metrics'
import type { ProducerQueue } from '#core/queues'
import type { Catalogue, FoundFile, ShareRef } from './catalogue.js'

/** The catalogue in Postgres; files to be ingested go to the queue once they are recorded. */
export function postgresCatalogue(db: Database, queue: ProducerQueue<'ingest'>, metrics?: Metrics): Catalogue {
  return {
    filesIn: (share, directory) => filesIn(db, share, directory),
    directories: (share) => directories(db, share),
    sample: (share, count) => sample(db, share, count),
    async found(share, found, urgency) {
      const pending = await recordFound(db, share, found)
      await enqueueIngest(queue, pending, urgency)
      metrics?.count('albumen_files_found_total', { share: share.name, urgency }, pending.length)
    },
    missing: (share, paths) => markMissing(db, share, sql`path = any(${sql.param(paths)}::text[])`, paths.length),
    missingDirectories: (share, gone) => markMissing(db, share, insideAny(gone), gone.length),
    async shareState(share, state, detail) {
      const cameBack = await setShareState(db, share, state, detail)
      // What waited to be read when it went is known already: no walk finds it as new.
      if (cameBack) await enqueueFiles(db, { ingest: queue })
    },
    async scanned(share, { files: count, directories: folders, milliseconds }) {
      await db
        .update(shares)
        .set({ lastScanAt: sql`now()`, lastScan: { files: count, directories: folders, milliseconds } })
        .where(eq(shares.id, share.id))
    },
  }
}

async function filesIn(db: Database, share: ShareRef, directory: string) {
  return await db
    .select({ path: files.path, size: files.size, mtimeMs: files.mtimeMs, state: files.state })
    .from(files)
    .where(and(eq(files.shareId, share.id), eq(files.directory, directory)))
}

async function directories(db: Database, share: ShareRef): Promise<string[]> {
  const rows = await db
    .selectDistinct({ directory: files.directory })
    .from(files)
    .where(and(eq(files.shareId, share.id), eq(files.state, 'present')))
  return rows.map((row) => row.directory)
}

/** One file from each of some folders, so that one emptied folder proves nothing. */
async function sample(db: Database, share: ShareRef, count: number): Promise<string[]> {
  const { rows } = await db.execute<{ path: string }>(sql`
    select path from (
      select distinct on (directory) directory, path from files where share_id = ${share.id} and state = 'present'
    ) one_per_directory order by random() limit ${count}`)
  return rows.map((row) => row.path)
}

/** Inserts or updates; a file that is back unchanged keeps its photo. @returns the files that need ingesting */
async function recordFound(db: Database, share: ShareRef, found: FoundFile[]): Promise<FileToIngest[]> {
  const column = (pick: (file: FoundFile) => string | number) => sql.param(found.map(pick))
  return await db.transaction(async (tx) => {
    const { rows } = await tx.execute<{
      id: string
      size: string
      mtime_ms: string
      ingest: string
      photo_id: string | null
    }>(sql`
      insert into files (share_id, path, directory, size, mtime_ms)
      select ${share.id}, path, directory, size, mtime_ms
      from unnest(
        ${column((file) => file.path)}::text[], ${column((file) => file.directory)}::text[],
        ${column((file) => file.size)}::bigint[], ${column((file) => Math.floor(file.mtimeMs))}::bigint[]
      ) as found (path, directory, size, mtime_ms)
      on conflict (share_id, path) do update set
        size = excluded.size, mtime_ms = excluded.mtime_ms, state = 'present', missing_since = null,
        ingest = case
          when files.ingest = 'done' and files.size = excluded.size and files.mtime_ms = excluded.mtime_ms then 'done'
          else 'pending'
        end
      returning id, size, mtime_ms, ingest, photo_id`)
    const back = rows.filter((row) => row.ingest === 'done' && row.photo_id !== null).map((row) => row.photo_id)
    if (back.length > 0) {
      await tx.execute(sql`update photos set present = true where not present and id = any(${sql.param(back)}::text[])`)
    }
    return rows
      .filter((row) => row.ingest === 'pending')
      .map((row) => ({ id: Number(row.id), size: Number(row.size), mtimeMs: Number(row.mtime_ms) }))
  })
}

async function markMissing(db: Database, share: ShareRef, which: ReturnType<typeof sql>, count: number): Promise<void> {
  if (count === 0) return
  await db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ photo_id: string | null }>(sql`
      update files set state = 'missing', missing_since = now()
      where share_id = ${share.id} and state = 'present' and ${which} returning photo_id`)
    await hideAbsentPhotos(
      tx,
      rows.flatMap((row) => row.photo_id ?? []),
    )
  })
}

/** Files in these directories or below them. */
function insideAny(gone: string[]) {
  const list = sql.param(gone)
  return sql`exists (
    select 1 from unnest(${list}::text[]) as gone (directory)
    where files.directory = gone.directory or starts_with(files.directory, gone.directory || '/')
      or gone.directory = ''
  )`
}

/** @returns whether it was offline and is back */
async function setShareState(
  db: Database,
  share: ShareRef,
  state: 'online' | 'offline',
  detail: Parameters<Catalogue['shareState']>[2],
): Promise<boolean> {
  return await db.transaction(async (tx) => {
    const [before] = await tx.select({ state: shares.state }).from(shares).where(eq(shares.id, share.id)).for('update')
    if (!before) return false // removed meanwhile
    await tx
      .update(shares)
      .set({
        state,
        offlineReason: detail.reason ?? null,
        ...(detail.watching ? { watching: detail.watching } : {}),
        ...(detail.device === undefined ? {} : { device: detail.device }),
        ...(detail.inode === undefined ? {} : { inode: detail.inode }),
      })
      .where(eq(shares.id, share.id))
    const changed = before.state !== state && !(before.state === 'pending' && state === 'online')
    if (changed) {
      await recordEvent(tx, {
        type: state === 'online' ? 'share.online' : 'share.offline',
        payload: { share: share.name, ...(detail.reason ? { reason: detail.reason } : {}) },
      })
    }
    return changed && state === 'online'
  })
}
