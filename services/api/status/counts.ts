import { sql } from 'drizzle-orm'
import type { Database } from '#core/database/connect'
import { countEmbeddings } from '#core/search/semantic/stored'

export interface Counts {
  photos: { total: number; analysed: number; pending: number; failed: number }
  /** failed photos by the stage at which they failed */
  failedAt: { ingest: number; analyse: number }
  files: { found: number; ingested: number; pending: number; failed: number; missing: number }
  /** present files by share id */
  shareFiles: Map<number, number>
  deliveries: { pending: number; delivered: number; failed: number }
  /** photos with an embedding, and those whose words cannot be embedded, by the version of the embeddings */
  embeddings: Map<string, { stored: number; failed: number }>
}

/** Counts the catalogue. Each of its statements reads one index or one narrow table once. */
export async function countCatalogue(db: Database): Promise<Counts> {
  const photos = await countPhotos(db)
  const files = await countFiles(db)
  return { ...photos, ...files, deliveries: await countDeliveries(db), embeddings: await countEmbeddings(db) }
}

/** The total comes from an index alone, the rest from the (small) index of photos that are not analysed. */
async function countPhotos(db: Database): Promise<Pick<Counts, 'photos' | 'failedAt'>> {
  const { rows } = await db.execute<Record<'total' | 'pending' | 'at_ingest' | 'at_analyse', string>>(sql`
    select (select count(*) from photos where present) as total, open.* from (
      select count(*) filter (where state = 'pending') as pending,
        count(*) filter (where state = 'failed' and failed_stage = 'ingest') as at_ingest,
        count(*) filter (where state = 'failed' and failed_stage is distinct from 'ingest') as at_analyse
      from photos where present and state <> 'analysed'
    ) open`)
  const number = (name: 'total' | 'pending' | 'at_ingest' | 'at_analyse') => Number(rows[0]?.[name] ?? 0)
  const failed = number('at_ingest') + number('at_analyse')
  const total = number('total')
  return {
    photos: { total, analysed: total - number('pending') - failed, pending: number('pending'), failed },
    failedAt: { ingest: number('at_ingest'), analyse: number('at_analyse') },
  }
}

async function countFiles(db: Database): Promise<Pick<Counts, 'files' | 'shareFiles'>> {
  const { rows } = await db.execute<{ share_id: number; state: string; ingest: string; n: string }>(sql`
    select share_id, state, ingest, count(*) as n from files group by share_id, state, ingest`)
  const files = { found: 0, ingested: 0, pending: 0, failed: 0, missing: 0 }
  const shareFiles = new Map<number, number>()
  for (const { share_id, state, ingest, n } of rows) {
    const count = Number(n)
    if (state === 'missing') {
      files.missing += count
      continue
    }
    files.found += count
    if (ingest === 'done') files.ingested += count
    else if (ingest === 'failed') files.failed += count
    else files.pending += count
    shareFiles.set(share_id, (shareFiles.get(share_id) ?? 0) + count)
  }
  return { files, shareFiles }
}

async function countDeliveries(db: Database): Promise<Counts['deliveries']> {
  const { rows } = await db.execute<{ state: keyof Counts['deliveries']; n: string }>(
    sql`select state, count(*) as n from deliveries group by state`,
  )
  const counts = { pending: 0, delivered: 0, failed: 0 }
  for (const { state, n } of rows) counts[state] = Number(n)
  return counts
}
