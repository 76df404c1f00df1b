import { sql } from 'drizzle-orm'
import type { Database } from '#core/database/connect'
import { readablePath } from '#core/file-path'
import { type ShownChoice, shown } from '#core/search/shown'

export interface Failure {
  kind: 'file' | 'photo'
  photoId: string | null
  stage: 'ingest' | 'analyse'
  code: string
  reason: string
  share: string | null
  path: string | null
  at: string | null
}

/** Files whose bytes could not be read, and photos that were read but not understood, with one file of each. */
const failures = (sensitive: ShownChoice) => sql`
  select 'file' as kind, f.id::text as key, null::char(64) as photo_id, 'ingest' as stage,
    coalesce(f.failed_code, 'unknown') as code, coalesce(f.failed_reason, '') as reason,
    s.name as share, f.path, f.first_seen_at as at
  from files f join shares s on s.id = f.share_id
  where f.ingest = 'failed' and f.state = 'present'
  union all
  select 'photo', p.id, p.id, coalesce(p.failed_stage, 'analyse'), coalesce(p.failed_code, 'unknown'),
    coalesce(p.failed_reason, ''), held.share, held.path, p.failed_at
  from photos p left join lateral (
    select s.name as share, f.path from files f join shares s on s.id = f.share_id
    where f.photo_id = p.id and f.state = 'present' order by f.id limit 1
  ) held on true
  where p.state = 'failed' and p.present and ${shown({ sensitive, hidden: 'include' })}`

export async function listFailures(
  db: Database,
  page: { code?: string | undefined; after?: string | undefined; limit: number; sensitive: ShownChoice },
): Promise<{ items: Failure[]; next: string | null }> {
  const { rows } = await db.execute<Failure & { key: string; photo_id: string | null; [name: string]: unknown }>(sql`
    select * from (select *, kind || '-' || key as place from (${failures(page.sensitive)}) each) all_failures
    where ${page.code === undefined ? sql`true` : sql`code = ${page.code}`}
      and ${page.after === undefined ? sql`true` : sql`place > ${page.after}`}
    order by place limit ${page.limit + 1}`)
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    items: shown.map(({ kind, photo_id, stage, code, reason, share, path, at }) => ({
      ...{ kind, photoId: photo_id, stage, code, reason, share, path: path && readablePath(path) },
      at: at === null ? null : new Date(at).toISOString(),
    })),
    next: rows.length > page.limit && last ? `${last.kind}-${last.key}` : null,
  }
}

/** How many there are of each kind of trouble. */
export async function countFailures(db: Database, sensitive: ShownChoice): Promise<{ code: string; count: number }[]> {
  const { rows } = await db.execute<{ code: string; n: string }>(
    sql`select code, count(*) as n from (${failures(sensitive)}) each group by code order by n desc, code`,
  )
  return rows.map((row) => ({ code: row.code, count: Number(row.n) }))
}

/** What is to be tried again: files from the beginning, photos that were read from their analysis. */
export async function failedWork(db: Database, code: string | undefined) {
  const same = (column: ReturnType<typeof sql>) => (code === undefined ? sql`true` : sql`${column} = ${code}`)
  const files = await db.execute<{ id: string }>(sql`
    select f.id from files f where f.state = 'present' and f.ingest = 'failed' and ${same(sql`f.failed_code`)}
    union
    select f.id from photos p join files f on f.photo_id = p.id and f.state = 'present'
    where p.state = 'failed' and p.present and p.ingested_at is null and ${same(sql`p.failed_code`)}`)
  const photos = await db.execute<{ id: string }>(sql`
    select p.id from photos p where p.state = 'failed' and p.present and p.ingested_at is not null
      and ${same(sql`p.failed_code`)}`)
  return { fileIds: files.rows.map((row) => Number(row.id)), photoIds: photos.rows.map((row) => row.id) }
}
