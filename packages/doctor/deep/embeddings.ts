import { sql } from 'drizzle-orm'
import { living, type WorkerInfo } from '#core/heartbeat'
import { type Check, faultOf, several } from './check.js'
import { countOf, namesOf } from './rows.js'

/** Meanings belong to what is said of the photos now, and none is missing that nobody is about to make. */
export const embeddings: Check = {
  about: 'meanings',
  async look({ db, queues }) {
    const workers = await living<WorkerInfo>(db, 'worker')
    const version = workers.map(({ info }) => info.text?.version).find(Boolean)
    const stored = await countOf(db, sql`select 1 from photo_embeddings`)
    if (!version) {
      return { checked: stored, note: 'no embedding model is at work', faults: [] }
    }
    const { waiting, active } = await queues.embed.counts()
    const left = await namesOf(
      db,
      sql`select p.id as name from photos p left join photo_edits said on said.photo_id = p.id
        where p.present and (p.analysis_id is not null or said.revision > 0) and not exists (
        select 1 from photo_embeddings e where e.photo_id = p.id and e.analysis_id is not distinct from p.analysis_id
          and e.revision = coalesce(said.revision, 0)
          and e.version in (${version}, ${`${version}#failed`}))`,
    )
    if (waiting + active > 0) {
      return { checked: stored, note: `${several(left.length, 'photo')} on the way`, faults: [] }
    }
    return {
      checked: stored,
      faults: faultOf(left, {
        code: 'embedding_missing',
        state: 'warning',
        found: `${several(left.length, 'photo')} without ${left.length === 1 ? 'its' : 'their'} meaning, and none of them is waiting for it`,
        why: 'They are found by words, but not by meaning.',
        advice: 'The worker compares every quarter of an hour; if they stay, look at its log.',
      }),
    }
  },
}
