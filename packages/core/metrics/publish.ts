import { gt, sql } from 'drizzle-orm'
import type { Database } from '../database/connect.js'
import { processMetrics } from '../database/schema.js'
import { messageOf } from '../errors.js'
import { type Service, whoIAm } from '../heartbeat.js'
import type { Log } from '../log.js'
import type { Counted } from './merge.js'
import type { Metrics, Snapshot } from './metrics.js'

/** How often a process tells its numbers; Prometheus rarely asks more often. */
const EVERY_MS = 10_000
/** After so long without news its numbers are no longer told. */
const SILENT_SECONDS = 45

/**
 * Tells the api what this process has counted, through the database: the api alone has a port, and a worker may be on
 * another machine. The table is unlogged, so that this costs no write-ahead log.
 */
export function publishMetrics(db: Database, service: Service, metrics: Metrics, log: Log): { close(): Promise<void> } {
  const me = { service, ...whoIAm() }
  let writing = Promise.resolve()
  const publish = async () => {
    const row = { ...me, seenAt: sql`now()`, snapshot: await metrics.snapshot() }
    await db
      .insert(processMetrics)
      .values(row)
      .onConflictDoUpdate({ target: [processMetrics.service, processMetrics.instance], set: row })
  }
  const quietly = () => {
    writing = publish().catch((error) => log.debug({ error: messageOf(error) }, 'metrics not published'))
  }
  const timer = setInterval(quietly, EVERY_MS)
  quietly()
  return {
    async close() {
      clearInterval(timer)
      await writing
      await db
        .delete(processMetrics)
        .where(sql`service = ${me.service} and instance = ${me.instance}`)
        .catch(() => {})
    },
  }
}

/** What the living processes have counted, each with its name and machine. */
export async function publishedMetrics(db: Database): Promise<Counted[]> {
  const rows = await db
    .select()
    .from(processMetrics)
    .where(gt(processMetrics.seenAt, sql`now() - make_interval(secs => ${SILENT_SECONDS})`))
  return rows.map(({ service, host, snapshot }) => ({
    labels: { process: service, host },
    snapshot: snapshot as Snapshot,
  }))
}
