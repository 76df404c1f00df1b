import path from 'node:path'
import type pg from 'pg'
import { loadConfig } from '#core/config'
import { connect } from '#core/database/connect'
import { startEmbeddedPostgres } from '#core/database/embedded'
import { migrate } from '#core/database/migrate'
import { createLog } from '#core/log'
import { createMetrics } from '#core/metrics/metrics'
import { publishMetrics } from '#core/metrics/publish'
import { openQueues } from '#core/queues'
import { createApp } from '../services/api/app.js'
import { inTemporaryFolder, machine, median, row, seconds, section } from './report.js'

/**
 * What a scrape by Prometheus costs in a catalogue of so many photos:
 *   node dist/bench/metrics.js 100000
 */
const photos = Number(process.argv[2] ?? 100_000)
const TIMES = 20
/** Longer than an answer is kept. */
const APART_MS = 3_000

machine()
await inTemporaryFolder(bench)
process.exit(0)

async function bench(folder: string): Promise<void> {
  const log = createLog('bench', 'silent')
  const [cluster, run, logs] = ['postgres', 'run', 'logs'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ]
  const server = await startEmbeddedPostgres({ cluster, run, logs, log })
  await migrate(server.url, { queueTables: true })
  const metrics = createMetrics()
  const connection = connect(server.url, log)
  await fill(connection.pool)
  const queues = await openQueues({ databaseUrl: server.url }, log)
  const config = loadConfig({}, { dataDir: folder })
  const { server: api } = await createApp({ connection, queues, config, previewsDir: folder, log, metrics })
  for (const service of ['worker', 'watcher'] as const) publishMetrics(connection.db, service, busyProcess(), log)
  const scrape = () => api.inject({ url: '/metrics' })
  await scrape()

  section(`A scrape, ${photos.toLocaleString('en')} photos`)
  const { body } = await scrape()
  row('photos that it tells of', `${/^albumen_photos\{state="analysed"\} (\d+)/m.exec(body)?.[1]}`)
  row('bytes of the answer', `${body.length}`)
  row('bytes that a busy worker publishes every 10 s', `${JSON.stringify(await busyProcess().snapshot()).length}`)
  const apart: number[] = []
  for (let i = 0; i < TIMES; i++) {
    await new Promise((resolve) => setTimeout(resolve, APART_MS))
    apart.push((await seconds(scrape)) * 1000)
  }
  row(
    `milliseconds, one each ${APART_MS / 1000} s: median, longest`,
    `${median(apart).toFixed(1)}, ${Math.max(...apart).toFixed(1)}`,
  )
  const cpu = process.cpuUsage()
  const rushed = await seconds(async () => {
    for (let i = 0; i < 1_000; i++) await scrape()
  })
  const { user, system } = process.cpuUsage(cpu)
  row('milliseconds, 1,000 in a row: mean, processor', `${rushed.toFixed(2)}, ${((user + system) / 1e6).toFixed(2)}`)
  await api.close()
  await queues.close()
  await connection.close()
  await server.stop()
}

/** Rows as they are after analysis: one photo in fifty failed, one in ten still waits. */
async function fill(pool: pg.Pool): Promise<void> {
  const run = (statement: string) => pool.query(statement)
  await run(`insert into shares (name, path, state, last_scan_at) select 'share ' || n, '/photos/' || n, 'online', now()
    from generate_series(1, 3) n`)
  await run(`insert into photos (id, bytes, state, failed_stage, failed_code, taken_local, ingested_at, analysed_at)
    select encode(sha256(n::text::bytea), 'hex'), 4e6, case when n % 50 = 0 then 'failed' when n % 10 = 0 then 'pending'
        else 'analysed' end, case when n % 50 = 0 then 'analyse' end, case when n % 50 = 0 then 'reason_' || n % 7 end,
      now() - n * interval '1 hour', now(), now() from generate_series(1, ${photos}) n`)
  await run(`insert into files (share_id, path, directory, size, mtime_ms, ingest, photo_id)
    select 1 + n % 3, n / 100 || '/' || n || '.jpg', n / 100 || '', 4e6, n, 'done', encode(sha256(n::text::bytea), 'hex')
    from generate_series(1, ${photos}) n`)
  await run(`insert into analyses (photo_id, request, valid, language, model, prompt_version, raw, repaired, attempts,
      milliseconds, prompt_tokens, completion_tokens, created_at)
    select id, 'first', true, 'en', 'm', '1', repeat('x', 400), false, 1, 3000, 900, 60, now() - random() * interval '9 days'
    from photos where state = 'analysed'`)
  await run(
    `insert into outbox (type, photo_id, payload, relayed_at) select 'photo.analysed', id, '{}', now() from photos`,
  )
  await run('vacuum analyze')
}

/** As many series as a worker has after a day. */
function busyProcess() {
  const metrics = createMetrics()
  const steps = [
    'ingest read',
    'ingest examine',
    'ingest store',
    'analyse wait',
    'analyse prompt',
    'analyse generation',
  ]
  for (const each of [...steps, 'analyse store', 'embed compute', 'embed store', 'deliver send']) {
    const [stage = '', step = ''] = each.split(' ')
    for (let i = 1; i < 300; i++) metrics.observe('albumen_stage_duration_seconds', i / 7, { stage, step })
  }
  for (const queue of ['ingest', 'analyse', 'embed', 'deliver']) {
    metrics.observe('albumen_job_wait_seconds', 100, { queue })
    for (const outcome of ['done', 'postponed', 'retried', 'failed'])
      metrics.count('albumen_jobs_total', { queue, outcome })
  }
  for (let i = 0; i < 30; i++) metrics.count('albumen_failures_total', { stage: 'ingest', code: `reason_${i}` })
  return metrics
}
