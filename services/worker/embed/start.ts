import type { Job, Worker } from 'bullmq'
import type { Config } from '#core/config'
import { messageOf } from '#core/errors'
import type { TextReport } from '#core/heartbeat'
import { isLastAttempt, type Payload, postpone } from '#core/queues'
import { isMachineTrouble } from '#core/trouble'
import { type TextEngine, TextEngineUnavailableError } from '#text/engine/text-engine'
import type { StageDeps } from '../stage-deps.js'
import { embedJob } from './embed-job.js'
import { keepEnqueued } from './keep-enqueued.js'
import { holdTextEngine } from './text-holder.js'

/** Photos at once: the engine computes one text at a time, the others are read and stored meanwhile. */
const CONCURRENCY = 4
/** How long an engine that is away is left alone before the next photo is tried. */
const AWAY_MS = 5_000
/** A worker that dies takes no blame for its photos. */
const MAX_STALLED = 1_000

interface AtWork {
  consumer: Worker
  enqueued: { close(): Promise<void> }
  stop: AbortController
}

/** Gives every analysed photo an embedding, as soon as there is a model; and anew when there is another one. */
export function startEmbed(
  deps: StageDeps,
  owner: { ownersConfig(): Promise<Config>; lookEveryMs?: number },
): { report(): TextReport; close(): Promise<void> } {
  const { connection, queues, log, metrics, signal } = deps
  let atWork: AtWork | undefined

  function begin(engine: TextEngine): AtWork {
    const handle = async (payload: Payload<'embed'>, job: Job, token: string) => {
      if (deps.holds.writing()) return await postpone(job, token, AWAY_MS)
      const jobLog = log.child({ stage: 'embed', job: job.id, photo: payload.photoId })
      try {
        await embedJob(payload, { db: connection.db, engine, log: jobLog, metrics })
      } catch (error) {
        if (signal.aborted || stop.signal.aborted) return await postpone(job, token, 0) // the next one goes on with it
        if (error instanceof TextEngineUnavailableError) {
          log.warn({ error: error.message }, 'the text engine is away; embedding waits for it')
          return await postpone(job, token, AWAY_MS * (1 + Math.random()))
        }
        if (isMachineTrouble(error)) return await postpone(job, token, AWAY_MS * (1 + Math.random()))
        if (isLastAttempt(job)) jobLog.warn({ error: messageOf(error) }, 'a photo could not be embedded now')
        throw error
      }
    }
    const stop = new AbortController()
    const consumer = queues.consume('embed', handle, { concurrency: CONCURRENCY, maxStalledCount: MAX_STALLED })
    const enqueued = keepEnqueued({
      ...{ connection, queue: queues.embed, version: engine.version, log },
      signal: AbortSignal.any([signal, stop.signal]),
    })
    return { consumer, enqueued, stop }
  }

  async function end(): Promise<void> {
    const old = atWork
    atWork = undefined
    old?.stop.abort()
    await old?.enqueued.close()
    await old?.consumer.close()
  }

  const holder = holdTextEngine(
    {
      wanted: async () => (await owner.ownersConfig()).embeddingModel,
      lookEveryMs: owner.lookEveryMs,
      ...{ config: deps.config, modelsDir: deps.folder.models, log, metrics },
    },
    async (engine) => {
      await end()
      if (engine) atWork = begin(engine)
    },
  )
  return { report: () => holder.report(), close: () => holder.close() }
}
