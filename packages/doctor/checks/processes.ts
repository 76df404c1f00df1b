import { sql } from 'drizzle-orm'
import type { Database } from '#core/database/connect'
import { GONE_AFTER_SECONDS } from '#core/heartbeat'
import { say } from '#core/sentences/say'
import type { Finding } from '../finding.js'

/** Processes that tell of themselves. */
export const SERVICES = ['api', 'worker', 'watcher']

/** Which services let hear of themselves. Nothing runs where nobody ever did or all were stopped in order. */
export async function checkProcesses(db: Database): Promise<Finding> {
  const { rows } = await db.execute<{ service: string; seconds: number }>(sql`
    select service, extract(epoch from now() - max(seen_at))::float8 as seconds from heartbeats
    where seen_at > now() - interval '1 day' group by service`)
  const about = say('about_processes')
  if (rows.length === 0) return { about, state: 'ok', found: say('processes_none') }
  const living = rows.filter(({ seconds }) => seconds < GONE_AFTER_SECONDS).map(({ service }) => service)
  const gone = SERVICES.filter((service) => !living.includes(service))
  if (gone.length === 0)
    return { about, state: 'ok', found: say('processes_running', { names: living.sort().join(', ') }) }
  return {
    ...{ about, state: 'warning', found: say('processes_gone', { names: gone.join(', ') }) },
    why: say('processes_why'),
    advice: say('processes_advice'),
  }
}
