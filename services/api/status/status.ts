import { z } from 'zod'
import type { QueueCounts } from '#core/queues'
import { listShares, type Share } from '#core/shares'
import type { ApiDeps } from '../deps.js'
import { engineStatus, textStatus } from '../engine-report.js'
import { cached } from './cached.js'
import { countCatalogue } from './counts.js'
import { analysesPerMinute, etaSeconds } from './rate.js'

const count = z.int().min(0)
const queue = z.object({ waiting: count, active: count, failed: count, completed: count, paused: z.boolean() })

export const shareStatus = z.object({
  name: z.string(),
  path: z.string(),
  mode: z.enum(['auto', 'native', 'poll']),
  watching: z.enum(['native', 'poll']).nullable().describe('how it is watched now'),
  state: z.enum(['pending', 'online', 'offline']),
  reason: z.string().nullable().describe('why it is offline'),
  files: count,
  lastScanAt: z.string().nullable(),
})

export const statusSchema = z
  .object({
    version: z.string(),
    engine: z.object({
      kind: z.enum(['embedded', 'server', 'none']),
      model: z.string().nullable(),
      state: z.enum(['waiting', 'loading', 'ready', 'restarting', 'unreachable', 'failed', 'stopped']),
      concurrency: count,
      reason: z.string().optional().describe('why it is not ready'),
      hint: z.string().optional().describe('what the owner can do about it'),
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
      })
      .describe('what turns words into meanings, for semantic search'),
    queues: z.object({ ingest: queue, analyse: queue, embed: queue, deliver: queue }),
    photos: z.object({ total: count, analysed: count, pending: count, failed: count }),
    files: z.object({ found: count, ingested: count, pending: count, failed: count, missing: count }),
    rate: z.object({ perMinute: z.number(), etaSeconds: z.int().nullable() }),
    shares: z.array(shareStatus),
  })
  .meta({ id: 'Status' })
export type Status = z.infer<typeof statusSchema>

export interface StatusReader {
  read(): Promise<Status>
  shares(): Promise<z.infer<typeof shareStatus>[]>
}

/** The state of everything in one answer, cheap enough to be asked for each second. */
export function createStatusReader({ connection: { db }, queues }: ApiDeps, version: string): StatusReader {
  const counts = cached(() => countCatalogue(db))
  const queueCounts = cached(() =>
    Promise.all([queues.ingest.counts(), queues.analyse.counts(), queues.embed.counts(), queues.deliver.counts()]),
  )
  const rate = cached(() => analysesPerMinute(db))

  const shares = async () => {
    const { shareFiles } = await counts()
    return (await listShares(db)).map((share) => shareView(share, shareFiles.get(share.id) ?? 0))
  }
  return {
    shares,
    async read() {
      const [engine, textEngine, [ingest, analyse, embed, deliver], counted, perMinute, shareList] = await Promise.all([
        engineStatus(db),
        textStatus(db),
        queueCounts(),
        counts(),
        rate(),
        shares(),
      ])
      const { photos, files, deliveries, failedAt, embeddings } = counted
      // Files still to be read are photos still to be analysed, as far as anybody knows.
      const left = photos.pending + files.pending
      return {
        version,
        engine: engine as Status['engine'],
        textEngine,
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
      }
    },
  }
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

function shareView(share: Share, files: number): z.infer<typeof shareStatus> {
  return {
    name: share.name,
    path: share.path,
    mode: share.mode,
    watching: share.watching,
    state: share.state,
    reason: share.state === 'offline' ? share.offlineReason : null,
    files,
    lastScanAt: share.lastScanAt?.toISOString() ?? null,
  }
}
