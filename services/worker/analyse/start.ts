import type { Job, Worker } from 'bullmq'
import { messageOf, PermanentError } from '#core/errors'
import { recordEvent } from '#core/events'
import type { EngineReport } from '#core/heartbeat'
import { isLastAttempt, type Payload, postpone } from '#core/queues'
import { EngineUnavailableError, type VisionEngine } from '#vision/engines/engine'
import type { StageDeps } from '../stage-deps.js'
import { analyseJob } from './analyse-job.js'
import { holdEngine } from './engine-holder.js'
import { storeFailure } from './store.js'

/** How long an engine that is away is left alone before the next photo is tried. */
const AWAY_MS = 5_000
/** A worker that dies takes no blame for its photos here: the engine has a process of its own. */
const MAX_STALLED = 1_000

/** Takes photos from the queue as soon as there is an engine, as many at once as it has slots. */
export function startAnalyse(deps: StageDeps): { report(): EngineReport; close(): Promise<void> } {
  const { connection, queues, config, log } = deps
  let consumer: Worker | undefined

  const onEngine = (engine: VisionEngine) => {
    const stage = {
      db: connection.db,
      engine,
      previewsDir: deps.folder.previews,
      language: config.language,
      signal: deps.signal,
    }
    let sinceDrained = 0
    const handle = async (payload: Payload<'analyse'>, job: Job, token: string) => {
      try {
        await analyseJob(payload, stage)
        sinceDrained++
      } catch (error) {
        if (deps.signal.aborted) return await postpone(job, token, 0) // the next start goes on with it
        if (error instanceof EngineUnavailableError) {
          log.warn({ error: error.message }, 'the vision engine is away; analysis waits for it')
          return await postpone(job, token, AWAY_MS * (1 + Math.random()))
        }
        if (!isLastAttempt(job)) throw error
        const permanent = new PermanentError('analysis_failed', `The photo could not be analysed: ${messageOf(error)}`)
        await storeFailure(connection.db, {
          ...payload,
          language: config.language,
          model: engine.model,
          error: permanent,
          answer: undefined,
        })
      }
    }
    // One more than the slots: the next photo is prepared while the engine is busy with the others.
    consumer = queues.consume('analyse', handle, { concurrency: engine.slots + 1, maxStalledCount: MAX_STALLED })
    consumer.on('drained', () => {
      if (sinceDrained === 0) return
      const payload = { queue: 'analyse', analysed: sinceDrained }
      sinceDrained = 0
      recordEvent(connection.db, { type: 'queue.drained', payload }).catch((error) =>
        log.debug({ error: messageOf(error) }, 'event not recorded'),
      )
    })
  }

  const holder = holdEngine(config, log, onEngine)
  return {
    report: () => holder.report(),
    async close() {
      await consumer?.close()
      await holder.close()
    },
  }
}
