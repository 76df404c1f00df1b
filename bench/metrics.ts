import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
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
import { fillLibrary } from './search-scale/fill.js'

/**
 * What a scrape by Prometheus costs in a synthetic library:
 *   node dist/bench/metrics.js 100000 [FOLDER]
 * With a folder, the library is kept there and found again; bench/search-scale makes the same.
 */
const photos = Number(process.argv[2] ?? 100_000)
const kept = process.argv[3]
const TIMES = 20
/** Longer than an answer is kept. */
const APART_MS = 3_000

machine()
if (kept) await mkdir(kept, { recursive: true }).then(() => bench(kept))
else await inTemporaryFolder(bench)
process.exit(0)

async function bench(folder: string): Promise<void> {
  const log = createLog('bench', 'silent')
  const [cluster, run, logs] = ['postgres', 'run', 'logs'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ]
  const server = await startEmbeddedPostgres({ cluster, run, logs, log })
  const doneFile = path.join(folder, 'filled')
  await migrate(server.url, { queueTables: true })
  if (!existsSync(doneFile)) {
    await fillLibrary(server.url, photos, () => {})
    await writeFile(doneFile, '')
  }
  const metrics = createMetrics()
  const connection = connect(server.url, log)
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
