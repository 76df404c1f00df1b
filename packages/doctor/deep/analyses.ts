import { sql } from 'drizzle-orm'
import { photos } from '#core/database/schema'
import { settlePrivacy } from '#core/edits/privacy'
import { type Check, faultOf, several } from './check.js'
import { namesOf } from './rows.js'

/**
 * Each analysed photo has a valid analysis of its own, each photo with one is analysed, each is as private as is said of
 * it, and no present file has lost its photo. What is pending after a repair is enqueued by the check of the queues, which comes later.
 */
export const analyses: Check = {
  about: 'analyses',
  async look({ db }) {
    const without = await namesOf(
      db,
      sql`select p.id as name from photos p left join analyses a on a.id = p.analysis_id
        where p.state = 'analysed' and (a.id is null or not a.valid or a.photo_id <> p.id)`,
    )
    const unnoticed = await namesOf(
      db,
      sql`select p.id as name from photos p where p.state <> 'analysed' and p.failed_stage is distinct from 'ingest'
        and exists (select 1 from analyses a where a.photo_id = p.id and a.valid)`,
    )
    const unlinked = await namesOf(
      db,
      sql`select s.name || ': ' || f.path as name from files f join shares s on s.id = f.share_id
        where f.state = 'present' and f.ingest = 'done' and f.photo_id is null`,
    )
    const hidden = await namesOf(
      db,
      sql`select p.id as name from photos p where p.present <> exists (
        select 1 from files f where f.photo_id = p.id and f.state = 'present')`,
    )
    const exposed = await namesOf(
      db,
      sql`select p.id as name from photos p join current_analyses c on c.photo_id = p.id
        where p.sensitive is distinct from c.sensitive`,
    )
    const newestAnswer = sql`(select max(a.id) from analyses a where a.photo_id = photos.id and a.valid)`
    const settle = async (ids: string[]) => {
      await db.execute(sql`update photos set analysis_id = ${newestAnswer},
          state = case when ${newestAnswer} is null then 'pending' else 'analysed' end
        where id = any(${sql.param(ids)}::text[])`)
      await settlePrivacy(db, ids)
      await db.execute(sql`insert into search_stale (photo_id) select unnest(${sql.param(ids)}::text[])`)
      return ids.length
    }
    return {
      checked: await db.$count(photos),
      faults: [
        ...faultOf(without, {
          code: 'analysis_missing',
          state: 'problem',
          found: `${several(without.length, 'photo')} called analysed without a valid analysis`,
          why: 'They can be found by name and date only, and nobody would look at them again.',
          advice: 'Repaired, they get the newest valid analysis, or are analysed again.',
          repair: () => settle(without),
        }),
        ...faultOf(unnoticed, {
          code: 'analysis_unnoticed',
          state: 'problem',
          found: `${several(unnoticed.length, 'photo')} with a valid analysis that ${unnoticed.length === 1 ? 'is' : 'are'} not called analysed`,
          why: 'What the model saw in them is not shown.',
          advice: 'Repaired, their newest valid analysis is shown.',
          repair: () => settle(unnoticed),
        }),
        ...faultOf(exposed, {
          code: 'privacy_wrong',
          state: 'problem',
          found: `${several(exposed.length, 'photo')} called private or not, against what is said of ${exposed.length === 1 ? 'it' : 'them'}`,
          why: 'Private photos may be shown, or others left out.',
          advice: 'Repaired, what their owner says counts, and what the model says elsewhere.',
          async repair() {
            await settlePrivacy(db, exposed)
            return exposed.length
          },
        }),
        ...faultOf(unlinked, {
          code: 'file_without_photo',
          state: 'problem',
          found: `${several(unlinked.length, 'file')} called read that ${unlinked.length === 1 ? 'leads' : 'lead'} to no photo`,
          why: 'They are never shown.',
          advice: 'Repaired, they are read again.',
          async repair() {
            await db.execute(sql`update files set ingest = 'pending'
              where state = 'present' and ingest = 'done' and photo_id is null`)
            return unlinked.length
          },
        }),
        ...faultOf(hidden, {
          code: 'presence_wrong',
          state: 'problem',
          found: `${several(hidden.length, 'photo')} shown without a file, or hidden with one`,
          why: 'What is listed is not what is on the shares.',
          advice: 'Repaired, they are shown exactly when a file with them is there.',
          async repair() {
            await db.execute(sql`update photos set present = not present where id = any(${sql.param(hidden)}::text[])
              and present <> exists (select 1 from files f where f.photo_id = photos.id and f.state = 'present')`)
            return hidden.length
          },
        }),
      ],
    }
  },
}
