import { z } from 'zod'
import { listErrands } from '#core/errands'
import { readOwnerSettings } from '#core/owner-settings'
import type { QueueCounts } from '#core/queues'
import { listShares, type Share } from '#core/shares'
import type { ApiDeps } from '../deps.js'
import { type EngineStatus, engineStatus, textStatus } from '../engine-report.js'
import { errandView, viewErrand } from '../errands/view.js'
import { told, withTold } from '../told-view.js'
import { backupSchema, backupStatus } from './backup.js'
import { cached } from './cached.js'
import { countCatalogue } from './counts.js'
import { diskSchema, readDisk } from './disk.js'
import { analysesPerMinute, etaSeconds } from './rate.js'

/** How long what is known of the disk holds. */
const DISK_MS = 30_000

const count = z.int().min(0)
const queue = z.object({ waiting: count, active: count, failed: count, completed: count, paused: z.boolean() })

export const shareStatus = z.object({
  name: z.string(),
  path: z.string().nullable().describe('null for callers without the scope admin'),
  mode: z.enum(['auto', 'native', 'poll']),
  watching: z.enum(['native', 'poll']).nullable().describe('how it is watched now'),
  state: z.enum(['pending', 'online', 'offline']),
  reason: z.string().nullable().describe('why it is offline'),
  told,
  files: count,
  lastScanAt: z.string().nullable(),
  ignore: z.array(z.string()).describe('what is left out, in the words of .gitignore'),
})

export const statusSchema = z
  .object({
    version: z.string(),
    engine: z.object({
      kind: z.enum(['embedded', 'server', 'none']),
      model: z.string().nullable(),
      state: z
        .enum(['waiting', 'idle', 'loading', 'ready', 'restarting', 'unreachable', 'failed', 'stopped'])
        .describe('idle: its memory is given back; the next photo loads the model'),
      concurrency: count,
      reason: z.string().optional().describe('why it is not ready'),
      hint: z.string().optional().describe('what the owner can do about it'),
      notice: z.string().optional().describe('what the owner should know although it works'),
      told,
      settings: z
        .object({ slots: count, imageMaxTokens: count, gpuLayers: count, tuned: z.boolean() })
        .optional()
        .describe('how the model runs, where Albumen decides it'),
      downloads: z
        .array(z.object({ file: z.string(), received: count, total: count.optional(), bytesPerSecond: count }))
        .optional()
        .describe('models on their way to this machine'),
      held: z
        .object({ code: z.enum(['disk', 'battery', 'busy']), reason: z.string(), told })
        .optional()
        .describe('why photos wait although the engine could look at them'),
      hours: z
        .object({ hours: z.string(), open: z.boolean(), changesAt: z.string().nullable() })
        .optional()
        .describe('when photos are analysed, whether that is now, and when it changes'),
    }),
    textEngine: z
      .object({
        model: z.string().nullable(),
        version: z.string().nullable().describe('of the embeddings it makes; others are made anew'),
        dimensions: count,
        state: z
          .enum(['off', 'waiting', 'idle', 'loading', 'ready', 'restarting', 'failed', 'stopped'])
          .describe('idle: not in memory until it is asked'),
        reason: z.string().optional().describe('why it is not ready'),
        hint: z.string().optional().describe('what the owner can do about it'),
        told,
      })
      .describe('what turns words into meanings, for semantic search'),
    queues: z.object({ ingest: queue, analyse: queue, embed: queue, deliver: queue }),
    photos: z.object({ total: count, analysed: count, pending: count, failed: count }),
    files: z.object({ found: count, ingested: count, pending: count, failed: count, missing: count }),
    rate: z.object({ perMinute: z.number(), etaSeconds: z.int().nullable() }),
    shares: z.array(shareStatus),
    disk: diskSchema,
    backup: backupSchema,
    errands: z.array(errandView).describe('what a worker is asked to do besides: downloads, measurements'),
    welcome: z.boolean().describe('nothing is set up yet: the page guides through it'),
  })
  .meta({ id: 'Status' })
export type Status = z.infer<typeof statusSchema>

export interface StatusReader {
  read(): Promise<Status>
  shares(): Promise<z.infer<typeof shareStatus>[]>
}

/**
 * The state of everything in one answer, cheap enough to be asked for each second. It asks for one thing after the other:
 * all at once would keep a connection open for each, day and night, and each is a process of PostgreSQL.
 */
export function createStatusReader({ connection: { db }, queues, config }: ApiDeps, version: string): StatusReader {
  const counts = cached(() => countCatalogue(db))
  const each = [queues.ingest, queues.analyse, queues.embed, queues.deliver] as const
  const queueCounts = cached(() => inTurn(each, (queue) => queue.counts()))
  // Numbers may be old when counting takes long; whoever pauses a queue sees at once that it rests.
  const queueStates = async () => {
    const counted = await queueCounts()
    const paused = await inTurn(each, (queue) => queue.isPaused())
    const now = counted.map((queue, i) => ({ ...queue, paused: paused[i] ?? queue.paused }))
    return now as [QueueCounts, QueueCounts, QueueCounts, QueueCounts]
  }
  const rate = cached(() => analysesPerMinute(db))
  const disk = cached(() => readDisk(db, config), DISK_MS)

  const shares = async () => {
    const { shareFiles } = await counts()
    return (await listShares(db)).map((share) => shareView(share, shareFiles.get(share.id) ?? 0))
  }
  return {
    shares,
    async read() {
      const engine = await engineStatus(db)
      const textEngine = await textStatus(db)
      const [ingest, analyse, embed, deliver] = await queueStates()
      const counted = await counts()
      const perMinute = await rate()
      const shareList = await shares()
      const diskUse = await disk()
      const backup = await backupStatus(db, config)
      const asked = await listErrands(db)
      const { welcomed } = await readOwnerSettings(db, config)
      const { photos, files, deliveries, failedAt, embeddings } = counted
      // Files still to be read are photos still to be analysed, as far as anybody knows.
      const left = photos.pending + files.pending
      return {
        version,
        engine: toldEngine(engine),
        textEngine: withTold(textEngine, 'reason', 'hint'),
        queues: {
          ingest: settled(ingest, files.ingested, files.failed + failedAt.ingest),
          analyse: settled(analyse, photos.analysed, failedAt.analyse),
          embed: embedding(embed, photos.analysed, textEngine.version, embeddings),
          deliver: settled(deliver, deliveries.delivered, deliveries.failed),
        },
        photos,
        files,
        rate: { perMinute, etaSeconds: etaSeconds(left, perMinute) },
        shares: shareList,
        disk: diskUse,
        backup,
        errands: asked.filter(({ endedAt }) => endedAt === null).map(viewErrand),
        welcome: !welcomed && shareList.length === 0,
      }
    },
  }
}

async function inTurn<T, R>(all: readonly T[], ask: (each: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = []
  for (const each of all) answers.push(await ask(each))
  return answers
}

/** The queue is refilled from the catalogue bit by bit: what waits is every analysed photo that is not embedded yet. */
function embedding(
  queue: QueueCounts,
  analysed: number,
  version: string | null,
  embeddings: Map<string, { stored: number; failed: number }>,
) {
  if (version === null) return settled(queue, 0, 0)
  const { stored, failed } = embeddings.get(version) ?? { stored: 0, failed: 0 }
  const waiting = Math.max(queue.waiting, analysed - stored - failed - queue.active)
  return settled({ ...queue, waiting }, stored, failed)
}

/** What is settled leaves the queues: the catalogue counts it. */
function settled(queue: QueueCounts, completed: number, failed: number) {
  return {
    waiting: queue.waiting,
    active: queue.active,
    failed: failed + queue.failed,
    completed,
    paused: queue.paused,
  }
}

function toldEngine({ held, ...engine }: EngineStatus): Status['engine'] {
  return { ...withTold(engine, 'reason', 'hint', 'notice'), ...(held ? { held: withTold(held, 'reason') } : {}) }
}

function shareView(share: Share, files: number): z.infer<typeof shareStatus> {
  const view = {
    name: share.name,
    path: share.path,
    mode: share.mode,
    watching: share.watching,
    state: share.state,
    reason: share.state === 'offline' ? share.offlineReason : null,
    files,
    lastScanAt: share.lastScanAt?.toISOString() ?? null,
    ignore: share.ignore,
  }
  return withTold(view, 'reason')
}
