import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '#core/database/connect'
import type { PhotoToEmbed } from '#core/embed-queue'
import { failedVersion } from '#core/search/semantic/stored'

interface Row extends Record<string, unknown> {
  id: string
  analysis_id: string | null
  revision: number
  taken_local: string | null
}

/** Where a page ended; photos without a date come last. */
export type Place = Pick<PhotoToEmbed, 'id' | 'takenLocal'>

/**
 * Photos on the shares of which something is said, without an embedding of this version and of that, newest first; those
 * without a date are a section of their own, so that each page is one walk along the index.
 */
export async function readUnembedded(
  db: Database,
  version: string,
  after: Place | undefined,
  limit: number,
): Promise<PhotoToEmbed[]> {
  const found = after?.takenLocal === null ? [] : await section(db, version, after, 'dated', limit)
  if (found.length === limit) return found
  const from = after?.takenLocal === null ? after : undefined
  return [...found, ...(await section(db, version, from, 'undated', limit - found.length))]
}

async function section(
  db: Database,
  version: string,
  after: Place | undefined,
  part: 'dated' | 'undated',
  limit: number,
): Promise<PhotoToEmbed[]> {
  const dated = part === 'dated'
  const here = dated ? sql`p.taken_local is not null` : sql`p.taken_local is null`
  const later = dated
    ? sql`(p.taken_local, p.id) < (${after?.takenLocal}::timestamp, ${after?.id}::char(64))`
    : sql`p.id < ${after?.id}::char(64)`
  return await read(
    db,
    sql`p.present and ${here} and ${after ? later : sql`true`} and ${unembedded(version)}
      order by p.taken_local desc nulls last, p.id desc nulls last limit ${limit}`,
  )
}

/** Those photos of these events that want an embedding. */
export async function readAnnounced(db: Database, version: string, eventIds: number[]): Promise<PhotoToEmbed[]> {
  return await read(
    db,
    sql`p.id in (select photo_id from outbox where id = any(${sql.param(eventIds)}::bigint[]) and type in ('photo.analysed', 'photo.edited'))
      and ${unembedded(version)}`,
  )
}

async function read(db: Database, where: SQL): Promise<PhotoToEmbed[]> {
  const { rows } = await db.execute<Row>(
    sql`select p.id, p.analysis_id, coalesce(said.revision, 0) as revision, p.taken_local::text as taken_local
      from photos p left join photo_edits said on said.photo_id = p.id where ${where}`,
  )
  return rows.map((row) => ({
    ...{ id: row.id, revision: row.revision, takenLocal: row.taken_local },
    analysisId: row.analysis_id === null ? null : Number(row.analysis_id),
  }))
}

function unembedded(version: string): SQL {
  return sql`(p.analysis_id is not null or said.revision > 0) and not exists (
    select 1 from photo_embeddings e where e.photo_id = p.id and e.analysis_id is not distinct from p.analysis_id
      and e.revision = coalesce(said.revision, 0) and e.version in (${version}, ${failedVersion(version)}))`
}
