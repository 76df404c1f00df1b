import { sql } from 'drizzle-orm'
import type { Config } from '#core/config'
import type { Database } from '#core/database/connect'
import { messageOf } from '#core/errors'
import type { Finding } from '../finding.js'

/** More than this between two clocks makes schedules, webhooks' signatures and sign-ins go wrong. */
const SKEW_SECONDS = 30

/** The database answers, and its clock is that of this machine. */
export async function checkDatabase(config: Config, db: Database | Error | undefined): Promise<Finding[]> {
  const about = 'database'
  const kind = config.databaseUrl ? 'DATABASE_URL' : 'bundled PostgreSQL'
  if (!db) return [{ about, state: 'ok', found: `${kind}, made at the first start` }]
  try {
    if (db instanceof Error) throw db
    const { rows } = await db.execute<{ version: string; size: string; vector: boolean; skew: number }>(sql`
      select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size,
        exists (select 1 from pg_available_extensions where name = 'vector') as vector,
        extract(epoch from clock_timestamp() - ${new Date().toISOString()}::timestamptz)::float8 as skew`)
    const [row] = rows
    const unused = row?.vector ? ', pgvector available (not used)' : ''
    return [
      { about, state: 'ok', found: `${kind}, version ${row?.version}, ${row?.size}${unused}` },
      clock(row?.skew ?? 0),
    ]
  } catch (error) {
    const advice = config.databaseUrl
      ? 'Check DATABASE_URL and that the server runs.'
      : `Its log is in ${config.dataDir}/logs.`
    const why = 'Without it nothing is found, shown or stored.'
    return [{ about, state: 'problem', found: messageOf(error), why, advice }]
  }
}

function clock(skew: number): Finding {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const found = `${new Date().toISOString()}, time zone ${zone}, ${Math.abs(skew).toFixed(1)} s from the database's`
  if (Math.abs(skew) < SKEW_SECONDS) return { about: 'clock', state: 'ok', found }
  const why = 'Working hours, webhook signatures and sign-ins go by the clock.'
  return { about: 'clock', state: 'warning', found, why, advice: 'Let both machines set their clocks by NTP.' }
}
