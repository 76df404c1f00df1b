import { sql } from 'drizzle-orm'
import type { Config } from '#core/config'
import type { Database } from '#core/database/connect'
import { messageOf } from '#core/errors'
import { say } from '#core/sentences/say'
import type { Finding } from '../finding.js'

/** More than this between two clocks makes schedules, webhooks' signatures and sign-ins go wrong. */
const SKEW_SECONDS = 30

/** The database answers, and its clock is that of this machine. */
export async function checkDatabase(config: Config, db: Database | Error | undefined): Promise<Finding[]> {
  const about = say('about_database')
  const kind = config.databaseUrl ? 'DATABASE_URL' : say('bundled_database')
  if (!db) return [{ about, state: 'ok', found: say('database_at_first_start', { kind }) }]
  try {
    if (db instanceof Error) throw db
    const { rows } = await db.execute<{ version: string; size: string; vector: boolean; skew: number }>(sql`
      select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size,
        exists (select 1 from pg_available_extensions where name = 'vector') as vector,
        extract(epoch from clock_timestamp() - ${new Date().toISOString()}::timestamptz)::float8 as skew`)
    const [row] = rows
    return [
      {
        about,
        state: 'ok',
        found: say(row?.vector ? 'database_found_vector' : 'database_found', {
          ...{ kind, version: row?.version ?? '', size: row?.size ?? '' },
        }),
      },
      clock(row?.skew ?? 0),
    ]
  } catch (error) {
    const advice = config.databaseUrl ? say('database_check_url') : say('database_log', { folder: config.dataDir })
    const why = say('database_why')
    return [{ about, state: 'problem', found: messageOf(error), why, advice }]
  }
}

function clock(skew: number): Finding {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const found = say('clock_found', { now: new Date().toISOString(), zone, skew: Math.abs(skew).toFixed(1) })
  if (Math.abs(skew) < SKEW_SECONDS) return { about: say('about_clock'), state: 'ok', found }
  const why = say('clock_why')
  return { about: say('about_clock'), state: 'warning', found, why, advice: say('clock_advice') }
}
