import { sql } from 'drizzle-orm'
import type { Database } from '#core/database/connect'
import { GONE_AFTER_SECONDS } from '#core/heartbeat'
import type { Finding } from '../finding.js'

const SERVICES = ['api', 'worker', 'watcher']

/** Which services let hear of themselves. Nothing runs where nobody ever did or all were stopped in order. */
export async function checkProcesses(db: Database): Promise<Finding> {
  const { rows } = await db.execute<{ service: string; seconds: number }>(sql`
    select service, extract(epoch from now() - max(seen_at))::float8 as seconds from heartbeats
    where seen_at > now() - interval '1 day' group by service`)
  const about = 'processes'
  if (rows.length === 0) return { about, state: 'ok', found: 'none is running' }
  const living = rows.filter(({ seconds }) => seconds < GONE_AFTER_SECONDS).map(({ service }) => service)
  const gone = SERVICES.filter((service) => !living.includes(service))
  if (gone.length === 0) return { about, state: 'ok', found: `${living.sort().join(', ')} are running` }
  return {
    ...{ about, state: 'warning', found: `not running: ${gone.join(', ')}` },
    why: 'Without the watcher no new photo is noticed, without a worker none is looked at, without the api none is shown.',
    advice: 'Look at the log for the reason; `albumen up`, or the container, starts them again.',
  }
}
