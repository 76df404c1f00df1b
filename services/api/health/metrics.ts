import { sql } from 'drizzle-orm'
import type { Database } from '#core/database/connect'
import type { Status } from '../status/status.js'

/** Upper bounds of the histogram in seconds: a GPU's second to a small CPU's minutes. */
const BUCKETS = [0.5, 1, 2, 3, 5, 8, 13, 20, 30, 60, 120, 300]

interface Metric {
  name: string
  help: string
  type: 'gauge' | 'counter' | 'histogram'
  samples: { suffix?: string; labels?: Record<string, string>; value: number }[]
}

/** The state in Prometheus' text format (version 0.0.4). */
export async function metrics(db: Database, status: Status): Promise<string> {
  const gauge = (name: string, help: string, samples: Metric['samples']): Metric => ({
    name,
    help,
    type: 'gauge',
    samples,
  })
  const by = (label: string, values: Record<string, number>) =>
    Object.entries(values).map(([key, value]) => ({ labels: { [label]: key }, value }))
  const { analysed, pending, failed } = status.photos
  const queues = Object.entries(status.queues)
  const { found: _, ...files } = status.files
  return render([
    gauge('albumen_info', 'Version and model', [
      { labels: { version: status.version, engine: status.engine.kind, model: status.engine.model ?? '' }, value: 1 },
    ]),
    gauge('albumen_photos', 'Photos on the shares by state', by('state', { analysed, pending, failed })),
    gauge('albumen_files', 'Files by state', by('state', files)),
    gauge(
      'albumen_queue_jobs',
      'Jobs in a queue',
      queues.flatMap(([queue, { waiting, active }]) =>
        Object.entries({ waiting, active }).map(([state, value]) => ({ labels: { queue, state }, value })),
      ),
    ),
    gauge(
      'albumen_queue_paused',
      '1 while a queue is paused',
      queues.map(([queue, { paused }]) => ({ labels: { queue }, value: Number(paused) })),
    ),
    gauge('albumen_analyses_per_minute', 'Photos analysed a minute, lately', [{ value: status.rate.perMinute }]),
    gauge('albumen_engine_ready', '1 while the vision engine answers when it is asked', [
      { value: Number(['ready', 'idle'].includes(status.engine.state)) },
    ]),
    gauge('albumen_engine_slots', 'Photos analysed at once', [{ value: status.engine.concurrency }]),
    gauge(
      'albumen_share_online',
      '1 while a share is there',
      status.shares.map((share) => ({ labels: { share: share.name }, value: Number(share.state === 'online') })),
    ),
    await analysisSeconds(db),
  ])
}

/** The answers of the last day: a summary of all would read the whole table each time. */
async function analysisSeconds(db: Database): Promise<Metric> {
  const { rows } = await db.execute<{ bucket: number; n: string; total: string }>(sql`
    select width_bucket(milliseconds / 1000.0 - 1e-9, ${sql.raw(`array[${BUCKETS.join(',')}]::numeric[]`)}) as bucket,
      count(*) as n, sum(milliseconds) as total
    from analyses where created_at > now() - interval '1 day' group by 1`)
  const counts = new Map(rows.map((row) => [row.bucket, Number(row.n)]))
  let sum = 0
  const buckets = [...BUCKETS.map(String), '+Inf'].map((le, i) => {
    sum += counts.get(i) ?? 0
    return { suffix: '_bucket', labels: { le }, value: sum }
  })
  const seconds = rows.reduce((total, row) => total + Number(row.total), 0) / 1000
  return {
    ...{
      name: 'albumen_analysis_seconds',
      help: 'Time of the model for one photo, over the last day',
      type: 'histogram',
    },
    samples: [...buckets, { suffix: '_sum', value: seconds }, { suffix: '_count', value: sum }],
  }
}

function render(all: Metric[]): string {
  return all
    .map(({ name, help, type, samples }) => {
      const lines = samples.map(({ suffix = '', labels = {}, value }) => {
        const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`)
        return `${name}${suffix}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`
      })
      return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('\n')}\n`
    })
    .join('')
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
