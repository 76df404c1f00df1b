/**
 * Every metric that a process counts by itself, with Prometheus' naming: base units, `_total` for counters. Those that
 * are read from the catalogue or the machine when they are asked for are named in services/api/health.
 */

/** Seconds, from a fast disk's millisecond to a small processor's minutes. */
const STAGE_BUCKETS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 120, 300]
/** Seconds, from at once to days. */
const WAIT_BUCKETS = [0.1, 1, 5, 15, 60, 300, 1_800, 7_200, 43_200, 172_800]
const LOAD_BUCKETS = [0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600]
const LAG_BUCKETS = [0.5, 1, 2, 5, 10, 30, 60, 120, 300, 900]
const HTTP_BUCKETS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

export const counters = {
  albumen_jobs_total: 'Jobs taken from a queue, by how that ended: done, postponed, retried, failed',
  albumen_files_found_total: 'New or changed files that the watcher put into the queue',
  albumen_files_ingested_total: 'Files read: new, known (content that was there already), broken, gone, unreadable',
  albumen_answers_total: 'Answers of the vision model: valid, partial (some fields left out), invalid',
  albumen_answers_repaired_total: 'Answers that had to be repaired before they could be read',
  albumen_answers_repeated_total: 'Photos about which the model was asked a second time',
  albumen_tokens_total: 'Tokens of the vision model: prompt, cached (of the prompt, not computed again), completion',
  albumen_failures_total: 'Files and photos given up, by stage and reason',
  albumen_embeddings_total: 'Photos given a meaning for semantic search: stored, failed',
  albumen_webhook_attempts_total: 'Webhook requests sent: delivered, refused, unreachable',
  albumen_engine_loads_total: 'Times that an engine has loaded its model',
  albumen_engine_unloads_total: 'Times that an engine has given its memory back',
  albumen_engine_failures_total: 'Times that an engine died, could not load, or found no memory',
  albumen_log_lines_total: 'Warnings and errors logged, those left out as repeated too',
  albumen_process_cpu_seconds_total: 'Processor time of a process, without its engines',
} as const

export const gauges = {
  albumen_process_resident_memory_bytes: 'Memory of a process that is not swapped out',
  albumen_process_start_time_seconds: 'When a process was started, since 1970',
  albumen_event_loop_lag_seconds: 'Longest time that a process was busy without a pause, in the last ten seconds or so',
  albumen_database_pool_connections: 'Connections to the database: busy, idle, and requests that wait for one',
} as const

export const histograms = {
  albumen_stage_duration_seconds: { help: 'Time that a step of a stage took for one photo', buckets: STAGE_BUCKETS },
  albumen_job_wait_seconds: {
    help: 'Time from the moment a job was enqueued until it was begun',
    buckets: WAIT_BUCKETS,
  },
  albumen_engine_load_seconds: { help: 'Time that an engine took to load its model', buckets: LOAD_BUCKETS },
  albumen_watcher_lag_seconds: {
    help: 'Time from the first sign of a new or changed file until it was in the queue, its settling included',
    buckets: LAG_BUCKETS,
  },
  albumen_http_request_duration_seconds: { help: 'Time that the api took to answer', buckets: HTTP_BUCKETS },
} as const

export type CounterName = keyof typeof counters
export type GaugeName = keyof typeof gauges
export type HistogramName = keyof typeof histograms
