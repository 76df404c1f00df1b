import type { Job, Worker } from 'bullmq'
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

/** Gives every analysed photo an embedding, as soon as there is a model. */
export function startEmbed(deps: StageDeps): { report(): TextReport; close(): Promise<void> } {
  const { connection, queues, log, signal } = deps
  let consumer: Worker | undefined
  let enqueued: { close(): Promise<void> } | undefined

  const onEngine = (engine: TextEngine) => {
    const handle = async (payload: Payload<'embed'>, job: Job, token: string) => {
      if (deps.holds.writing()) return await postpone(job, token, AWAY_MS)
      try {
        await embedJob(payload, { db: connection.db, engine, log })
      } catch (error) {
        if (signal.aborted) return await postpone(job, token, 0) // the next start goes on with it
        if (error instanceof TextEngineUnavailableError) {
          log.warn({ error: error.message }, 'the text engine is away; embedding waits for it')
          return await postpone(job, token, AWAY_MS * (1 + Math.random()))
        }
        if (isMachineTrouble(error)) return await postpone(job, token, AWAY_MS * (1 + Math.random()))
        if (isLastAttempt(job)) log.warn({ ...payload, error: messageOf(error) }, 'a photo could not be embedded now')
        throw error
      }
    }
    consumer = queues.consume('embed', handle, { concurrency: CONCURRENCY, maxStalledCount: MAX_STALLED })
    enqueued = keepEnqueued({ connection, queue: queues.embed, version: engine.version, log, signal })
  }

  const holder = holdTextEngine({ config: deps.config, modelsDir: deps.folder.models, log }, onEngine)
  return {
    report: () => holder.report(),
    async close() {
      await enqueued?.close()
      // The engine first: what its closing rejects is put back into the queue by the consumer.
      await Promise.all([holder.close(), consumer?.close()])
    },
  }
}
