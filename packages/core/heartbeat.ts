import { hostname } from 'node:os'
import { and, eq, gt, inArray, or, sql } from 'drizzle-orm'
import type { Database } from './database/connect.js'
import { heartbeats, processMetrics } from './database/schema.js'
import { messageOf } from './errors.js'
import type { Log } from './log.js'
import { isAlive } from './process-alive.js'

/** How often a process says that it is alive, and after how long silence counts as gone. */
const EVERY_MS = 2_000
export const GONE_AFTER_SECONDS = 12

/** `idle`: its memory is given back until the next photo; `waiting`: there is no model yet. */
export type EngineState = 'waiting' | 'idle' | 'loading' | 'ready' | 'restarting' | 'unreachable' | 'failed'

/** What of the machine makes work wait. The reason is one sentence for the owner. */
export interface Hold {
  code: 'disk' | 'battery' | 'busy'
  reason: string
}

/** What a worker says about its vision engine. */
export interface EngineReport {
  kind: 'embedded' | 'server' | 'none'
  model: string | null
  state: EngineState
  /** Photos analysed at once. */
  concurrency: number
  /** Why it is not ready and what the owner can do about it. */
  reason?: string
  hint?: string
  /** What the owner should know although it works. */
  notice?: string
  /** Models on their way to this machine. */
  downloads?: { file: string; received: number; total?: number | undefined; bytesPerSecond: number }[]
  /** How the model runs, where this program decides it. */
  settings?: { slots: number; imageMaxTokens: number; gpuLayers: number; tuned: boolean }
  /** Why photos wait although the engine could look at them. */
  held?: Hold
  /** When photos are analysed, whether that is now, and when it changes. */
  hours?: { hours: string; open: boolean; changesAt: string | null }
  /** Where the api may ask this engine itself (OpenAI chat API), for a photo that is not to be stored. */
  endpoint?: { url: string; token: string | null }
}

export type TextState = 'off' | 'waiting' | 'idle' | 'loading' | 'ready' | 'restarting' | 'failed'

/** What a worker says about its text engine, which turns words into meanings. */
export interface TextReport {
  /** off: the owner wants none; waiting: there is no model; idle: not in memory until it is asked */
  state: TextState
  model: string | null
  /** of the embeddings it makes; others cannot be compared with them */
  version: string | null
  dimensions: number
  /** Why it makes none and what the owner can do about it. */
  reason?: string
  hint?: string
  /** Where the api has questions embedded (OpenAI embeddings API). */
  endpoint?: { url: string; token: string }
}

/** What a worker says about the models on its disk, and about its machine. */
export interface ModelsReport {
  folder: string
  /** bytes left on that disk; null where the system does not say */
  free: number | null
  installed: InstalledReport[]
  /** names of all GGUF files there, projectors included */
  files: string[]
  /** files whose download was begun and is not under way */
  unfinished: { file: string; received: number; total?: number | undefined }[]
  /** what is chosen in the folder by name; null for the newest */
  chosen: string | null
  /** the machine, once somebody wanted to know: `Hardware` of the vision package */
  hardware?: object
}

export interface InstalledReport {
  /** the catalog's, else the file's without .gguf */
  name: string
  kind: 'vision' | 'embedding'
  file: string
  bytes: number
  /** false for a vision model without its projector */
  complete: boolean
  used: boolean
}

export interface WorkerInfo extends Record<string, unknown> {
  engine: EngineReport | null
  /** absent where the worker does not serve the queue `embed` */
  text?: TextReport
  /** absent where it has no use for models */
  models?: ModelsReport
  queues: string[]
}

export interface WatcherInfo extends Record<string, unknown> {
  /** Shares being walked right now. */
  scanning: string[]
}

export type Service = 'watcher' | 'worker' | 'api'

/** The machine (or container) and the process on it. */
export function whoIAm(): { host: string; instance: string } {
  return { host: hostname(), instance: `${hostname()}-${process.pid}` }
}

/** Keeps one row fresh for this process until closed; a database that is away is waited for. */
export function startHeartbeat(
  db: Database,
  service: Service,
  info: () => Record<string, unknown>,
  log: Log,
): { beat(): Promise<void>; close(): Promise<void> } {
  const { instance } = whoIAm()
  const key = and(eq(heartbeats.service, service), eq(heartbeats.instance, instance))
  const beat = async () => {
    const values = { service, instance, info: info(), seenAt: sql`now()` }
    await db
      .insert(heartbeats)
      .values(values)
      .onConflictDoUpdate({ target: [heartbeats.service, heartbeats.instance], set: values })
  }
  const quietly = () => beat().catch((error) => log.debug({ error: messageOf(error) }, 'heartbeat not written'))
  const timer = setInterval(quietly, EVERY_MS)
  void forgetTheDead(db, service).then(quietly, quietly)
  return {
    beat: quietly,
    async close() {
      clearInterval(timer)
      await db
        .delete(heartbeats)
        .where(key)
        .catch(() => {})
    },
  }
}

/** Forgets processes of this machine that were killed, and others that nobody has heard of for a day. */
async function forgetTheDead(db: Database, service: Service): Promise<void> {
  const { host, instance } = whoIAm()
  for (const table of [heartbeats, processMetrics]) {
    const rows = await db.select({ instance: table.instance }).from(table).where(eq(table.service, service))
    const here = rows.flatMap((row) => (row.instance.startsWith(`${host}-`) ? [row.instance] : []))
    const dead = here.filter((each) => each !== instance && !isAlive(Number(each.slice(host.length + 1))))
    const old = sql`${table.seenAt} < now() - interval '1 day'`
    await db.delete(table).where(or(inArray(table.instance, dead), old))
  }
}

/** When each service was last heard of from this machine (or container), of those that were within a day. */
export async function heartbeatsHere(db: Database): Promise<Map<string, { secondsAgo: number; living: boolean }>> {
  const { rows } = await db.execute<{ service: string; seconds: number }>(sql`
    select service, extract(epoch from now() - max(seen_at))::float8 as seconds from heartbeats
    where starts_with(instance, ${`${hostname()}-`}) and seen_at > now() - interval '1 day' group by service`)
  return new Map(
    rows.map(({ service, seconds }) => [service, { secondsAgo: seconds, living: seconds < GONE_AFTER_SECONDS }]),
  )
}

/** What the living processes of a service said last. */
export async function living<Info extends Record<string, unknown>>(
  db: Database,
  service: Service,
): Promise<{ instance: string; info: Info }[]> {
  const rows = await db
    .select()
    .from(heartbeats)
    .where(
      and(
        eq(heartbeats.service, service),
        gt(heartbeats.seenAt, sql`now() - make_interval(secs => ${GONE_AFTER_SECONDS})`),
      ),
    )
  return rows.map((row) => ({ instance: row.instance, info: row.info as Info }))
}
