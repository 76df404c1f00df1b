import { sql } from 'drizzle-orm'
import type { Database } from '#core/database/connect'
import { photoSearch } from '#core/database/schema'
import { refreshSearchDocument } from '#core/search/refresh'
import { type Check, faultOf, several } from './check.js'
import { namesOf } from './rows.js'

/** Every photo that was read is known to search, and what search knows of some of them is what it would write now. */
export const searchDocuments: Check = {
  about: 'search documents',
  async look({ db, sample, signal, progress }) {
    const absent = await namesOf(
      db,
      sql`select p.id as name from photos p where p.ingested_at is not null and p.failed_stage is distinct from 'ingest'
        and not exists (select 1 from photo_search s where s.photo_id = p.id)`,
    )
    const copied = await namesOf(
      db,
      sql`select p.id as name from photos p join photo_search s on s.photo_id = p.id
        where (s.present, s.favourite, s.hidden, s.sensitive)
            is distinct from (p.present, p.favourite, p.hidden, coalesce(p.sensitive, 'none') <> 'none')
          and not exists (select 1 from search_stale t where t.photo_id = p.id)`,
    )
    const chosen = await namesOf(
      db,
      sql`select s.photo_id as name from photo_search s
        where not exists (select 1 from search_stale t where t.photo_id = s.photo_id) order by random() limit ${Number.isFinite(sample) ? sample : null}`,
    )
    const old: string[] = []
    for (const [i, id] of chosen.entries()) {
      signal?.throwIfAborted()
      if (!(await isCurrent(db, id))) old.push(id)
      progress(i + 1, chosen.length)
    }
    const outdated = [...new Set([...copied, ...old])]
    const again = async (ids: string[]) => {
      await db.execute(sql`insert into search_stale (photo_id) select unnest(${sql.param(ids)}::text[])`)
      return ids.length
    }
    const advice = 'Repaired, they are written anew by the worker within seconds.'
    return {
      checked: await db.$count(photoSearch),
      note: `${several(chosen.length, 'document')} compared word by word`,
      faults: [
        ...faultOf(absent, {
          code: 'document_missing',
          state: 'problem',
          found: `${several(absent.length, 'photo')} that search does not know`,
          why: 'They are never found, and are left out of albums and counts.',
          advice,
          repair: () => again(absent),
        }),
        ...faultOf(outdated, {
          code: 'document_outdated',
          state: 'problem',
          found: `${several(outdated.length, 'search document')} out of date`,
          why: 'Their photos are found by what they were before.',
          advice,
          repair: () => again(outdated),
        }),
      ],
    }
  },
}

/** Writes the document anew where nobody sees it, and compares. */
async function isCurrent(db: Database, id: string): Promise<boolean> {
  let same = true
  const undo = new Error('not kept')
  await db
    .transaction(async (tx) => {
      const stored = async () => {
        const { rows } = await tx.execute<{ row: string }>(
          sql`select to_jsonb(s) - 'filler' as row from photo_search s where photo_id = ${id}`,
        )
        return JSON.stringify(rows[0]?.row)
      }
      const before = await stored()
      await refreshSearchDocument(tx, id)
      same = before === (await stored())
      throw undo
    })
    .catch((error) => {
      if (error !== undo) throw error
    })
  return same
}
