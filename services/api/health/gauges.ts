import { sql } from 'drizzle-orm'
import type { Database } from '#core/database/connect'
import { GONE_AFTER_SECONDS } from '#core/heartbeat'
import type { Series, Snapshot } from '#core/metrics/metrics'
import type { Described } from '#core/metrics/render'
import { listShares, type Share } from '#core/shares'
import type { Status } from '../status/status.js'

const ENGINE_STATES = ['waiting', 'idle', 'loading', 'ready', 'restarting', 'unreachable', 'failed', 'off', 'stopped']

const helps = {
  albumen_info: 'Version and model',
  albumen_photos: 'Photos on the shares: analysed, pending, failed',
  albumen_files: 'Files of the catalogue: ingested, pending, failed, missing',
  albumen_failures: 'Files and photos that are given up now, by stage and reason',
  albumen_analyses_per_minute: 'Photos analysed a minute, lately',
  albumen_queue_jobs: 'Jobs in a queue: waiting, active',
  albumen_queue_paused: '1 while a queue is paused',
  albumen_engine_ready: '1 while the vision engine answers when it is asked',
  albumen_engine_state: '1 for the state that an engine is in',
  albumen_engine_slots: 'Photos analysed at once',
  albumen_share_online: '1 while a share is there',
  albumen_share_files: 'Files of a share',
  albumen_share_last_scan_timestamp_seconds: 'When a share was last walked from end to end, since 1970',
  albumen_share_last_scan_seconds: 'Time that the last walk of a share took',
  albumen_webhook_deliveries: 'Webhook deliveries: pending, delivered, failed',
  albumen_events_waiting: 'Events not handed to the webhooks yet',
  albumen_search_documents_stale: 'Photos whose search document is to be written anew',
  albumen_disk_free_bytes: 'Room left where the data folder lies',
  albumen_disk_size_bytes: 'Size of the disk where the data folder lies',
  albumen_database_size_bytes: 'Size of the database',
  albumen_models_size_bytes: 'Size of the models in the data folder',
  albumen_process_up: '1 while a process lets hear of itself, 0 when it has fallen silent within a day',
  albumen_process_silent_seconds: 'Time since a process was last heard of',
} as const
type Name = keyof typeof helps

/** What these metrics are. */
export const describedGauges: Record<string, Described> = Object.fromEntries(
  Object.entries(helps).map(([name, help]) => [name, { help, type: 'gauge' as const }]),
)

/** What the catalogue and the machine are like now. */
export async function readGauges(db: Database, status: Status): Promise<Snapshot> {
  const [shares, failures, waiting, heartbeats] = await Promise.all([
    listShares(db),
    countFailures(db),
    countWaiting(db),
    readHeartbeats(db),
  ])
  const { analysed, pending, failed } = status.photos
  const { found: _, ...files } = status.files
  const queues = Object.entries(status.queues)
  const { engine, textEngine, disk } = status
  return {
    ...one('albumen_info', { version: status.version, engine: engine.kind, model: engine.model ?? '' }, 1),
    ...by('albumen_photos', 'state', { analysed, pending, failed }),
    ...by('albumen_files', 'state', files),
    albumen_failures: failures,
    ...one('albumen_analyses_per_minute', {}, status.rate.perMinute),
    albumen_queue_jobs: queues.flatMap(([queue, { waiting, active }]) => [
      { labels: { queue, state: 'waiting' }, value: waiting },
      { labels: { queue, state: 'active' }, value: active },
    ]),
    albumen_queue_paused: queues.map(([queue, { paused }]) => ({ labels: { queue }, value: Number(paused) })),
    ...one('albumen_engine_ready', {}, Number(['ready', 'idle'].includes(engine.state))),
    albumen_engine_state: [...states('vision', engine.state), ...states('text', textEngine.state)],
    ...one('albumen_engine_slots', {}, engine.concurrency),
    ...ofShares(shares, status),
    albumen_webhook_deliveries: deliverySeries(status),
    ...one('albumen_events_waiting', {}, waiting.events),
    ...one('albumen_search_documents_stale', {}, waiting.documents),
    ...(disk.free === null ? {} : one('albumen_disk_free_bytes', {}, disk.free)),
    ...(disk.total === null ? {} : one('albumen_disk_size_bytes', {}, disk.total)),
    ...one('albumen_database_size_bytes', {}, disk.database),
    ...one('albumen_models_size_bytes', {}, disk.models),
    albumen_process_up: heartbeats.map(({ labels, living }) => ({ labels, value: Number(living) })),
    albumen_process_silent_seconds: heartbeats.map(({ labels, seconds }) => ({ labels, value: seconds })),
  }
}

function one(name: Name, labels: Series['labels'], value: number): Snapshot {
  return { [name]: [{ labels, value }] }
}

function by(name: Name, label: string, values: Record<string, number>): Snapshot {
  return { [name]: Object.entries(values).map(([key, value]) => ({ labels: { [label]: key }, value })) }
}

function states(engine: string, now: string): Series[] {
  return ENGINE_STATES.map((state) => ({ labels: { engine, state }, value: Number(state === now) }))
}

function deliverySeries({ queues: { deliver } }: Status): Series[] {
  const counts = { pending: deliver.waiting + deliver.active, delivered: deliver.completed, failed: deliver.failed }
  return Object.entries(counts).map(([state, value]) => ({ labels: { state }, value }))
}

function ofShares(shares: Share[], status: Status): Snapshot {
  const files = new Map(status.shares.map((share) => [share.name, share.files]))
  const scanned = shares.filter((share) => share.lastScanAt !== null)
  const series = (all: Share[], value: (share: Share) => number) =>
    all.map((share) => ({ labels: { share: share.name }, value: value(share) }))
  return {
    albumen_share_online: series(shares, (share) => Number(share.state === 'online')),
    albumen_share_files: series(shares, (share) => files.get(share.name) ?? 0),
    albumen_share_last_scan_timestamp_seconds: series(scanned, (share) => Number(share.lastScanAt) / 1000),
    albumen_share_last_scan_seconds: series(scanned, (share) => (share.lastScan?.milliseconds ?? 0) / 1000),
  }
}

async function countFailures(db: Database): Promise<Series[]> {
  const { rows } = await db.execute<{ stage: string; code: string; n: string }>(sql`
    select stage, code, count(*) as n from (
      select coalesce(failed_stage, 'analyse') as stage, coalesce(failed_code, 'unknown') as code
      from photos where state = 'failed' and present
      union all
      select 'ingest', coalesce(failed_code, 'unknown') from files where ingest = 'failed' and state = 'present'
    ) failures group by stage, code`)
  return rows.map(({ stage, code, n }) => ({ labels: { stage, code }, value: Number(n) }))
}

async function countWaiting(db: Database): Promise<{ events: number; documents: number }> {
  const { rows } = await db.execute<{ events: string; documents: string }>(sql`
    select (select count(*) from outbox where relayed_at is null) as events,
      (select count(*) from search_stale) as documents`)
  return { events: Number(rows[0]?.events ?? 0), documents: Number(rows[0]?.documents ?? 0) }
}

async function readHeartbeats(db: Database): Promise<{ labels: Series['labels']; seconds: number; living: boolean }[]> {
  // The number behind the machine's name is that of the process.
  const { rows } = await db.execute<{ service: string; host: string; seconds: number }>(sql`
    select service, regexp_replace(instance, '-[0-9]+$', '') as host,
      extract(epoch from now() - max(seen_at))::float8 as seconds
    from heartbeats where seen_at > now() - interval '1 day' group by 1, 2`)
  return rows.map(({ service, host, seconds }) => ({
    labels: { process: service, host },
    seconds: Math.max(0, seconds),
    living: seconds < GONE_AFTER_SECONDS,
  }))
}
