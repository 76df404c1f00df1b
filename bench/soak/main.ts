import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { dataFolder } from '#core/data-folder'
import { builtFile, projectRoot } from '#core/project-root'
import { askDaemon } from '../../services/cli/up/single-instance.js'
import { machine } from '../report.js'
import { openArrivals } from './arrivals.js'
import { measureServices } from './processes.js'
import { reportSoak, type Sample } from './report.js'

/**
 * Does the product stay as small as it was? Arrivals, copies, new names and deletions for hours, at the small model's
 * full speed, with a look at every process each half minute; then the slope of everything.
 *   node dist/bench/soak/main.js --folder DIR [--minutes 120] [--warm-up 15]
 *   node dist/bench/soak/main.js --folder DIR --report       the figures of a run so far, or of one that was cut short
 */
const SAMPLE_EVERY_MS = 30_000
/** So many jobs are kept waiting: the model never rests, and the queue stays short. */
const WAITING = 8
const KEEP_FILES = 300

interface Status {
  photos: { total: number; analysed: number; pending: number }
  files: { pending: number }
  queues: Record<string, { waiting: number; active: number }>
}

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    minutes: { type: 'string', default: '120' },
    'warm-up': { type: 'string', default: '15' },
    report: { type: 'boolean', default: false },
  },
})
if (!values.folder) throw new Error('Expected --folder DIR: where photos, data and samples are put.')
const root = path.resolve(values.folder)
const samplesFile = path.join(root, 'samples.jsonl')
const warmUpHours = Number(values['warm-up']) / 60

if (!values.report) await run(Number(values.minutes) * 60_000)
machine()
process.exit(reportSoak(readSamples(), warmUpHours).length > 0 ? 1 : 0)

function readSamples(): Sample[] {
  const lines = readFileSync(samplesFile, 'utf8').trim().split('\n')
  return lines.map((each) => JSON.parse(each) as Sample)
}

async function run(milliseconds: number): Promise<void> {
  if (existsSync(samplesFile)) throw new Error(`Expected a folder without an earlier run, but ${samplesFile} is there.`)
  const [photos, data, heaps] = ['photos', 'data', 'heaps'].map((name) => path.join(root, name)) as [
    string,
    string,
    string,
  ]
  for (const folder of [photos, data, heaps]) mkdirSync(folder, { recursive: true })
  const daemon = spawn(process.execPath, [path.join(projectRoot, 'bin', 'albumen.mjs'), 'up', photos], {
    env: {
      ...process.env,
      ALBUMEN_DATA_DIR: data,
      ALBUMEN_MODEL: 'nano-vl',
      ALBUMEN_PORT: '0',
      ALBUMEN_ANALYSE_CONCURRENCY: '1',
      ALBUMEN_SCAN_MINUTES: '5',
      ALBUMEN_MIN_FREE_MB: '200',
      SOAK_HEAP_DIR: heaps,
      NODE_OPTIONS: `--import=${builtFile('bench/soak/heap-reporter.js')}`,
    },
    stdio: 'ignore',
  })
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  daemon.once('exit', () => stop.abort())
  const timer = setTimeout(() => stop.abort(), milliseconds)
  const started = Date.now()
  try {
    await Promise.all([feed(photos, data, stop.signal), sampleRegularly(data, heaps, started, stop.signal)])
  } finally {
    clearTimeout(timer)
    if (daemon.exitCode === null) {
      daemon.kill('SIGINT')
      await new Promise((resolve) => daemon.once('exit', resolve))
    }
  }
}

/** Keeps a few photos waiting, as long as there is time. */
async function feed(photos: string, data: string, signal: AbortSignal): Promise<void> {
  const arrivals = await openArrivals(photos, KEEP_FILES)
  while (!signal.aborted) {
    const status = await readStatus(data)
    const pending = status ? status.photos.pending + status.files.pending : WAITING
    for (let i = pending; i < WAITING; i++) await arrivals.step()
    await sleep(1_000, undefined, { signal }).catch(() => {})
  }
  console.log(`What happened: ${JSON.stringify(arrivals.happened)}`)
}

async function sampleRegularly(data: string, heaps: string, started: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(SAMPLE_EVERY_MS, undefined, { signal }).catch(() => {})
    if (signal.aborted) return
    const sample = await look(data, heaps, (Date.now() - started) / 3_600_000).catch((error) => {
      console.log(`a look failed: ${(error as Error).message}`)
      return undefined
    })
    if (sample) appendFileSync(samplesFile, `${JSON.stringify(sample)}\n`)
  }
}

async function look(data: string, heaps: string, hours: number): Promise<Sample | undefined> {
  const info = await askDaemon(dataFolder(data).run)
  const status = await readStatus(data)
  if (!info || !status) return undefined
  const services = Object.entries({ ...info.processes, supervisor: info.pid }).filter(
    (entry): entry is [string, number] => entry[1] !== undefined,
  )
  const postmaster = Number(readFileSync(path.join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  const use = await measureServices(Object.fromEntries(services), postmaster, heaps)
  return {
    hours,
    services: Object.fromEntries(use),
    databaseBytes: await databaseBytes(info.databaseUrl as string),
    waiting: Object.values(status.queues).reduce((sum, queue) => sum + queue.waiting, 0),
    photos: status.photos.total,
    analysed: status.photos.analysed,
    load: os.loadavg()[0] ?? 0,
  }
}

async function readStatus(data: string): Promise<Status | undefined> {
  const address = (await askDaemon(dataFolder(data).run))?.address
  if (!address) return undefined
  try {
    return (await (await fetch(`${address}/api/v1/status`)).json()) as Status
  } catch {
    return undefined
  }
}

async function databaseBytes(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes')
    return Number(rows[0]?.bytes)
  } finally {
    await client.end()
  }
}
