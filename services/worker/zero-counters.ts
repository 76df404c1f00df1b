import type { QueueName } from '#core/config'
import type { CounterName } from '#core/metrics/catalog'
import type { Labels, Metrics } from '#core/metrics/metrics'

const each = (label: string, values: string[]): Labels[] => values.map((value) => ({ [label]: value }))
const engine = (name: string): [CounterName, Labels[]][] => [
  ['albumen_engine_loads_total', [{ engine: name }]],
  ['albumen_engine_unloads_total', [{ engine: name }]],
  [
    'albumen_engine_failures_total',
    each('reason', ['died', 'load_failed', 'out_of_memory']).map((reason) => ({ engine: name, ...reason })),
  ],
]

const COUNTED: Record<QueueName, [CounterName, Labels[]][]> = {
  ingest: [['albumen_files_ingested_total', each('result', ['new', 'known', 'broken', 'gone', 'unreadable'])]],
  analyse: [
    ['albumen_answers_total', each('result', ['valid', 'partial', 'invalid'])],
    ['albumen_answers_repaired_total', [{}]],
    ['albumen_answers_repeated_total', [{}]],
    ['albumen_tokens_total', each('kind', ['prompt', 'cached', 'completion'])],
    ...engine('vision'),
  ],
  embed: [['albumen_embeddings_total', each('result', ['stored', 'failed'])], ...engine('text')],
  deliver: [
    ['albumen_webhook_attempts_total', each('result', ['delivered', 'refused', 'unreachable'])],
    ['albumen_failures_total', each('code', ['gone', 'no_answer']).map((code) => ({ stage: 'deliver', ...code }))],
  ],
}

/** Begins the counters of these queues at zero: the first failure is a rise only where there was a zero before. */
export function zeroCounters(metrics: Metrics, queues: QueueName[]): void {
  for (const queue of queues) {
    for (const [name, all] of COUNTED[queue]) for (const labels of all) metrics.count(name, labels, 0)
    for (const outcome of ['done', 'postponed', 'retried', 'failed']) {
      metrics.count('albumen_jobs_total', { queue, outcome }, 0)
    }
  }
}
