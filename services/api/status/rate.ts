import { sql } from 'drizzle-orm'
import type { Database } from '#core/database/connect'

/** The rate is that of the newest answers within these bounds: steady for a slow model, quick to follow a fast one. */
const WINDOW_MINUTES = 10
const WINDOW_ANSWERS = 100

/** Photos a minute over the last answers, up to now; it falls by itself when answers stop coming. */
export async function analysesPerMinute(db: Database): Promise<number> {
  const { rows } = await db.execute<{ n: string; seconds: number | null }>(sql`
    select count(*) as n, extract(epoch from clock_timestamp() - min(created_at)) as seconds from (
      select created_at from analyses
      where created_at > clock_timestamp() - make_interval(mins => ${WINDOW_MINUTES})
      order by created_at desc limit ${WINDOW_ANSWERS}
    ) newest`)
  const n = Number(rows[0]?.n ?? 0)
  return perMinute(n, Number(rows[0]?.seconds ?? 0))
}

/** The oldest answer only marks the beginning of the window. */
export function perMinute(answers: number, seconds: number): number {
  return answers < 2 ? 0 : Math.round(((answers - 1) / Math.max(seconds, 0.1)) * 600) / 10
}

/** Seconds until nothing is left to do; null while nobody can know. */
export function etaSeconds(left: number, perMinuteNow: number): number | null {
  if (left === 0) return 0
  return perMinuteNow > 0 ? Math.round((left / perMinuteNow) * 60) : null
}
