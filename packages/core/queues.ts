import {
  createPostgresBackend,
  DelayedError,
  type Job,
  type JobsOptions,
  Queue,
  type QueueOptions,
  Worker,
  type WorkerOptions,
} from 'bullmq'
import { Redis } from 'ioredis'
import pg from 'pg'
import { z } from 'zod'
import type { QueueName } from './config.js'
import { FatalError, messageOf } from './errors.js'
import type { Log } from './log.js'
import type { Metrics } from './metrics/metrics.js'
import { forgetFutureInPostgres, forgetFutureInRedis } from './queue-clock.js'

/** What each queue carries; checked where a job is taken. */
export const payloads = {
  ingest: z.strictObject({ fileId: z.number().int().positive() }),
  analyse: z.strictObject({ photoId: z.string().regex(/^[0-9a-f]{64}$/), request: z.string().min(1) }),
  embed: z.strictObject({ photoId: z.string().regex(/^[0-9a-f]{64}$/) }),
  deliver: z.strictObject({ deliveryId: z.number().int().positive() }),
} as const
export type Payload<N extends QueueName> = z.infer<(typeof payloads)[N]>

/** One piece of work to enqueue. A job with the same id that still waits or runs makes this one a no-op. */
export interface Work<N extends QueueName> {
  id: string
  payload: Payload<N>
  /** 0 runs first; larger numbers later. New arrivals are 0, the backlog is ordered by age. */
  priority?: number
}

export interface QueueCounts {
  waiting: number
  active: number
  failed: number
  paused: boolean
}

export interface ProducerQueue<N extends QueueName> {
  name: N
  add(work: Work<N>[]): Promise<void>
  counts(): Promise<QueueCounts>
  isPaused(): Promise<boolean>
  /** Lets all workers together do so many at once; undefined for as many as they like. */
  limit(count: number | undefined): Promise<void>
  pause(): Promise<void>
  resume(): Promise<void>
}

export interface Queues {
  ingest: ProducerQueue<'ingest'>
  analyse: ProducerQueue<'analyse'>
  embed: ProducerQueue<'embed'>
  deliver: ProducerQueue<'deliver'>
  backend: 'redis' | 'postgres'
  /** its connections, where the queue is in the database */
  pool: pg.Pool | undefined
  /** Takes jobs from a queue until closed. */
  consume<N extends QueueName>(
    name: N,
    handler: (payload: Payload<N>, job: Job, token: string) => Promise<void>,
    /** without `autorun` it takes its first job when resumed */
    options: { concurrency: number; maxStalledCount: number; autorun?: boolean },
  ): Worker
  /** Has jobs go on that a clock which was ahead has put off too far. @returns how many */
  forgetFuture(): Promise<number>
  close(): Promise<void>
}

/** Puts a job back for later; unlike a failure this uses up no attempt. The job's handler must end with it. */
export async function postpone(job: Job, token: string, milliseconds: number): Promise<never> {
  await job.moveToDelayed(Date.now() + milliseconds, token)
  throw new DelayedError()
}

/** True when a failure now would be final: no attempt is left. */
export function isLastAttempt(job: Job): boolean {
  return job.attemptsMade + 1 >= (job.opts.attempts ?? 1)
}

/** The largest priority number that BullMQ takes. */
const LOWEST_PRIORITY = 2_097_151

/** Later work for older photos: the newest of a backlog is seen first. @param ageDays from now to the photo's date */
export function backlogPriority(ageDays: number): number {
  return Math.max(1, Math.min(LOWEST_PRIORITY, 1 + Math.round(ageDays)))
}

/** How old a photo is. @param takenLocal its wall-clock time, ISO; one without a date counts as new */
export function ageDays(takenLocal: string | null, now: number): number {
  const taken = takenLocal ? Date.parse(`${takenLocal.replace(' ', 'T')}Z`) : Number.NaN
  return Number.isNaN(taken) ? 0 : (now - taken) / 86_400_000
}

/**
 * The queues, on Redis when a URL is given, else in the database. Nothing else in the program knows which.
 * A job that is done is removed, so that its id is free again; results live in the catalogue.
 */
export async function openQueues(
  settings: { redisUrl?: string | undefined; databaseUrl: string; prefix?: string; connections?: number },
  log: Log,
  observers: { metrics?: Metrics; telemetry?: Telemetry } = {},
): Promise<Queues> {
  const { metrics, telemetry } = observers
  const backend = settings.redisUrl
    ? await redisBackend(settings.redisUrl, log, telemetry)
    : postgresBackend(settings.databaseUrl, { log, telemetry, connections: settings.connections ?? 12 })
  const onError = (error: Error) => log.warn({ error: error.message }, 'queue connection trouble')
  const opened: { close(): Promise<unknown> }[] = []

  function producer<N extends QueueName>(name: N): ProducerQueue<N> {
    const queue = backend.queue(name)
    queue.on('error', onError)
    opened.push(queue)
    return {
      name,
      async add(work) {
        const jobs = work.map((each) => ({
          name,
          data: each.payload,
          opts: { ...jobOptions[name], jobId: each.id, ...(each.priority ? { priority: each.priority } : {}) },
        }))
        for (let i = 0; i < jobs.length; i += 1000) await queue.addBulk(jobs.slice(i, i + 1000))
      },
      async counts() {
        // 'paused' is what the PostgreSQL backend calls the jobs of a queue at rest; the types do not name it.
        const paused = 'paused' as 'waiting'
        const counts = await queue.getJobCounts('waiting', 'active', 'delayed', 'prioritized', paused, 'failed')
        const count = (state: string) => counts[state] ?? 0
        return {
          waiting: count('waiting') + count('delayed') + count('prioritized') + count('paused'),
          active: count('active'),
          failed: count('failed'),
          paused: await queue.isPaused(),
        }
      },
      async limit(count) {
        if (count === undefined) await queue.removeGlobalConcurrency()
        else await queue.setGlobalConcurrency(count)
      },
      isPaused: () => queue.isPaused(),
      pause: () => queue.pause(),
      resume: () => queue.resume(),
    }
  }

  return {
    ingest: producer('ingest'),
    analyse: producer('analyse'),
    embed: producer('embed'),
    deliver: producer('deliver'),
    backend: backend.kind,
    pool: backend.pool,
    consume(name, handler, options) {
      const worker = backend.worker(
        name,
        async (job, token) => {
          const payload = payloads[name].parse(job.data) as Payload<typeof name>
          await counted(name, job, () => handler(payload, job, token ?? ''), metrics)
        },
        // A busy event loop renews its locks late: leave room, but let a killed worker's jobs come back within seconds.
        { ...options, lockDuration: 15_000, stalledInterval: 5_000, runRetryDelay: 1_000 },
      )
      worker.on('error', onError)
      opened.unshift(worker)
      return worker
    },
    forgetFuture: () => backend.forgetFuture(),
    async close() {
      for (const each of opened)
        await each.close().catch((error) => log.debug({ error: messageOf(error) }, 'closing a queue'))
      await backend.close()
    },
  }
}

/** Runs one job, and counts how it ended and how long it had waited for its first begin. */
async function counted(queue: QueueName, job: Job, run: () => Promise<void>, metrics?: Metrics): Promise<void> {
  const ended = (outcome: string) => metrics?.count('albumen_jobs_total', { queue, outcome })
  if (job.attemptsStarted <= 1) {
    metrics?.observe('albumen_job_wait_seconds', Math.max(0, Date.now() - job.timestamp) / 1000, { queue })
  }
  try {
    await run()
    ended('done')
  } catch (error) {
    ended(error instanceof DelayedError ? 'postponed' : isLastAttempt(job) ? 'failed' : 'retried')
    throw error
  }
}

const remove = { removeOnComplete: true, removeOnFail: true } satisfies JobsOptions
const jobOptions: Record<QueueName, JobsOptions> = {
  ingest: { ...remove, attempts: 5, backoff: { type: 'exponential', delay: 2_000, jitter: 0.5 } },
  analyse: { ...remove, attempts: 5, backoff: { type: 'exponential', delay: 5_000, jitter: 0.5 } },
  embed: { ...remove, attempts: 5, backoff: { type: 'exponential', delay: 5_000, jitter: 0.5 } },
  // Deliveries decide by themselves when to come again.
  deliver: { ...remove, attempts: 1 },
}

type Telemetry = QueueOptions['telemetry']

interface Backend {
  kind: 'redis' | 'postgres'
  pool?: pg.Pool
  queue(name: string): Queue
  worker(name: string, run: (job: Job, token?: string) => Promise<void>, options: Partial<WorkerOptions>): Worker
  forgetFuture(): Promise<number>
  close(): Promise<void>
}

/** BullMQ's own tables in the `bullmq` schema. Its backend factory is the last constructor argument. */
function postgresBackend(
  url: string,
  { log, telemetry, connections }: { log: Log; telemetry: Telemetry; connections: number },
): Backend {
  const pool = new pg.Pool({
    connectionString: url,
    options: '-c search_path=bullmq',
    application_name: `albumen ${log.bindings().name} queue`,
    max: connections, // each consumer keeps one to LISTEN on
    keepAlive: true,
    connectionTimeoutMillis: 15_000,
  })
  pool.setMaxListeners(50) // each queue and consumer adds a few
  pool.on('error', (error) => log.warn({ error: error.message }, 'queue database connection lost'))
  const connection = pool as unknown as QueueOptions['connection']
  // The default generic backend is Redis; the classes are the same whichever backend they are given.
  const factory = createPostgresBackend as never
  const traced = telemetry ? { telemetry } : {}
  return {
    kind: 'postgres',
    pool,
    queue: (name) => new Queue(name, { connection, ...traced }, factory),
    worker: (name, run, options) => new Worker(name, run, { ...options, connection, ...traced }, factory),
    forgetFuture: () => forgetFutureInPostgres(pool),
    close: () => pool.end(),
  }
}

async function redisBackend(url: string, log: Log, telemetry: Telemetry): Promise<Backend> {
  const traced = telemetry ? { telemetry } : {}
  const connect = (blocking: boolean) => {
    // Commands wait for a lost Redis instead of failing; a consumer's blocking connection must never give up.
    const client = new Redis(url, { maxRetriesPerRequest: null, enableReadyCheck: !blocking })
    client.on('error', (error) => log.warn({ error: error.message }, 'redis connection lost'))
    return client
  }
  const shared = connect(false)
  const clients = [shared]
  const queues: Queue[] = []
  await checkRedis(shared, log)
  return {
    kind: 'redis',
    queue(name) {
      const queue = new Queue(name, { connection: shared, ...traced })
      queues.push(queue)
      return queue
    },
    worker: (name, run, options) => {
      const client = connect(true)
      clients.push(client)
      return new Worker(name, run, { ...options, connection: client, ...traced } as WorkerOptions)
    },
    async forgetFuture() {
      let jobs = 0
      for (const queue of queues) jobs += await forgetFutureInRedis(queue, shared)
      return jobs
    },
    close: async () => {
      for (const client of clients) client.disconnect()
    },
  }
}

/** Says at start what would lose a backlog later; the backlog is derived from the catalogue again in any case. */
async function checkRedis(redis: Redis, log: Log): Promise<void> {
  await redis.ping().catch((cause) => {
    throw new FatalError(`Redis does not answer at REDIS_URL: ${messageOf(cause)}`, { cause })
  })
  const setting = async (name: string) => ((await redis.config('GET', name).catch(() => [])) as string[])[1]
  const [appendOnly, policy] = [await setting('appendonly'), await setting('maxmemory-policy')]
  if (appendOnly === 'no') log.warn({ appendOnly }, 'Redis keeps its queue in memory only: set "appendonly yes"')
  if (policy && policy !== 'noeviction') {
    log.warn({ policy }, 'Redis may throw queued work away when memory is short: set "maxmemory-policy noeviction"')
  }
}
