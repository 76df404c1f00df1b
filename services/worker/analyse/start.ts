import type { Job } from 'bullmq'
import { messageOf, PermanentError } from '#core/errors'
import { recordEvent } from '#core/events'
import type { EngineReport } from '#core/heartbeat'
import { readOwnerSettings } from '#core/owner-settings'
import { isLastAttempt, type Payload, postpone } from '#core/queues'
import { isMachineTrouble } from '#core/trouble'
import { EngineUnavailableError } from '#vision/engines/engine'
import type { StageDeps } from '../stage-deps.js'
import { analyseJob } from './analyse-job.js'
import { holdEngine } from './engine-holder.js'
import { createGate } from './gate.js'
import { storeFailure } from './store.js'

/** A photo that met an engine that is away is tried again this soon after the gate has opened. */
const AWAY_MS = 1_000
/** A photo that met a database that is away, or a full disk, is tried again this soon. */
const TROUBLE_MS = 2_000
/** A worker that dies takes no blame for its photos here: the engine has a process of its own. */
const MAX_STALLED = 1_000

/** Takes photos from the queue while there is an engine and the owner wants it, as many at once as it has slots. */
export function startAnalyse(deps: StageDeps): { report(): EngineReport; close(): Promise<void> } {
  const { connection, queues, config, log } = deps
  const { db } = connection
  const holder = holdEngine(config, deps.folder, log)
  let sinceDrained = 0

  const handle = async (payload: Payload<'analyse'>, job: Job, token: string) => {
    const engine = holder.engine()
    if (deps.signal.aborted) return await postpone(job, token, 0) // the next start goes on with it
    if (!engine || !gate.isOpen()) return await postpone(job, token, AWAY_MS)
    const stage = { db, engine, previewsDir: deps.folder.previews, language: config.language, signal: deps.signal, log }
    try {
      await analyseJob(payload, stage)
      sinceDrained++
      gate.well()
    } catch (error) {
      if (deps.signal.aborted) return await postpone(job, token, 0)
      if (error instanceof EngineUnavailableError) {
        gate.away(error.message)
        return await postpone(job, token, AWAY_MS * (1 + Math.random()))
      }
      if (isMachineTrouble(error)) {
        log.warn({ error: messageOf(error) }, 'the database or its disk is in trouble; the photo waits')
        return await postpone(job, token, TROUBLE_MS * (1 + Math.random()))
      }
      if (!isLastAttempt(job)) throw error
      const permanent = new PermanentError('analysis_failed', `The photo could not be analysed: ${messageOf(error)}`)
      const { language } = config
      await storeFailure(db, { ...payload, language, model: engine.model, error: permanent, answer: undefined })
    }
  }
  const consumer = queues.consume('analyse', handle, { concurrency: 1, maxStalledCount: MAX_STALLED, autorun: false })
  queues.analyse
    .limit(config.analyseLimit)
    .catch((error) => log.warn({ error: messageOf(error) }, 'the limit of all workers could not be set'))
  const gate = createGate({
    consumer,
    engine: holder.engine,
    available: holder.available,
    held: deps.holds.analysis,
    hours: async () => (await readOwnerSettings(db, config)).analyseHours,
    paused: () => queues.analyse.isPaused(),
    idleMs: config.idleMinutes * 60_000,
    log,
    signal: deps.signal,
  })
  consumer.on('drained', () => {
    if (sinceDrained === 0) return
    const payload = { queue: 'analyse', analysed: sinceDrained }
    sinceDrained = 0
    recordEvent(db, { type: 'queue.drained', payload }).catch((error) =>
      log.debug({ error: messageOf(error) }, 'event not recorded'),
    )
  })

  return {
    report: () => ({ ...holder.report(), ...gate.report() }),
    async close() {
      await gate.closed
      await consumer.close()
      await holder.close()
    },
  }
}
