import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { living, type WatcherInfo, type WorkerInfo } from '#core/heartbeat'
import { listShares } from '#core/shares'
import type { ApiDeps } from '../deps.js'
import { isUsable } from '../engine-report.js'
import { readDisk } from '../status/disk.js'

const PATIENCE_MS = 3_000
/** Below this the database may stop at any time. */
const LEAST_BYTES = 200_000_000

export const component = z.object({
  component: z.enum(['database', 'queue', 'worker', 'watcher', 'engine', 'shares', 'disk']),
  code: z
    .string()
    .describe('stable: ok, database_away, queue_away, no_worker, no_watcher, engine_…, share_offline, disk_full'),
  /** everything else goes on without it */
  required: z.boolean().describe('whether the api cannot answer without it'),
  reason: z.string().optional(),
})
type Component = z.infer<typeof component>

/** What the api and the photos depend on, each with what is the matter. It names nobody: it is told to everybody. */
export async function readComponents({ connection: { db }, queues, config }: ApiDeps): Promise<Component[]> {
  const all = await Promise.all([
    required(
      'database',
      'database_away',
      'the database does not answer',
      db.execute(sql`select 1 from outbox limit 1`),
    ),
    required('queue', 'queue_away', 'the queue does not answer', queues.deliver.isPaused()),
  ])
  if (all.some(({ code }) => code !== 'ok')) return all
  const optional = async (
    name: Component['component'],
    look: () => Promise<[code: string, reason: string] | undefined>,
  ) => {
    const found = await look().catch((): [string, string] => [
      `${name}_unknown`,
      `it cannot be told how the ${name} is`,
    ])
    return { component: name, required: false, code: found?.[0] ?? 'ok', ...(found ? { reason: found[1] } : {}) }
  }
  return [
    ...all,
    await optional('watcher', async () =>
      (await living<WatcherInfo>(db, 'watcher')).length === 0 ? ['no_watcher', 'no watcher is running'] : undefined,
    ),
    await optional('worker', async () =>
      (await living<WorkerInfo>(db, 'worker')).length === 0 ? ['no_worker', 'no worker is running'] : undefined,
    ),
    await optional('engine', async () => {
      const engines = (await living<WorkerInfo>(db, 'worker')).flatMap(({ info }) => info.engine ?? [])
      const [first] = engines
      if (!first || engines.some(isUsable)) return undefined
      return [`engine_${first.state}`, `the vision engine is ${first.state}`]
    }),
    await optional('shares', async () => {
      const offline = (await listShares(db)).filter(({ state }) => state === 'offline').length
      return offline > 0 ? ['share_offline', `shares that are away: ${offline}`] : undefined
    }),
    await optional('disk', async () => {
      const { free } = await readDisk(db, config)
      return free !== null && free < LEAST_BYTES ? ['disk_full', 'the disk of the data folder is full'] : undefined
    }),
  ]
}

async function required(
  name: 'database' | 'queue',
  code: string,
  reason: string,
  work: Promise<unknown>,
): Promise<Component> {
  return await within(PATIENCE_MS, work).then(
    () => ({ component: name, required: true, code: 'ok' }),
    () => ({ component: name, required: true, code, reason }),
  )
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
