import { setTimeout as sleep } from 'node:timers/promises'
import type { Job } from 'bullmq'
import { messageOf, PermanentError } from '#core/errors'
import { recordEvent } from '#core/events'
import type { EngineReport } from '#core/heartbeat'
import { type OwnerSettings, readOwnerSettings } from '#core/owner-settings'
import { isLastAttempt, type Payload, postpone } from '#core/queues'
import { say } from '#core/sentences/say'
import { isMachineTrouble } from '#core/trouble'
import { EngineUnavailableError } from '#vision/engines/engine'
import type { StageDeps } from '../stage-deps.js'
import { analyseJob } from './analyse-job.js'
import { type HolderDeps, holdEngine } from './engine-holder.js'
import { createGate } from './gate.js'
import { PreviewsUnavailableError, previewSource } from './preview-source.js'
import { storeFailure } from './store.js'

/** A photo that met an engine that is away is tried again this soon after the gate has opened. */
const AWAY_MS = 1_000
/** A photo that met a database that is away, or a full disk, is tried again this soon. */
const TROUBLE_MS = 2_000
/** A worker that dies takes no blame for its photos here: the engine has a process of its own. */
const MAX_STALLED = 1_000

/** How long photos under way and the model's memory may take until the machine is free. */
const REST_PATIENCE_MS = 60_000
const REST_LOOK_MS = 200

export interface AnalyseStage {
  report(): EngineReport
  /**
   * Does something while no photo is looked at and the model's memory is free; analysis goes on afterwards.
   * @throws the signal's reason when it is aborted
   */
  restWhile<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Takes photos from the queue while there is an engine and the owner wants it, as many at once as it has slots. */
export function startAnalyse(deps: StageDeps, owner: Pick<HolderDeps, 'ownersConfig' | 'survey'>): AnalyseStage {
  const { connection, queues, config, log, metrics } = deps
  const { db } = connection
  const holder = holdEngine(config, { ...owner, folder: deps.folder, log, metrics })
  const previews = previewSource(config, deps.folder.previews)
  let sinceDrained = 0
  let underWay = 0
  /** read again and again by the gate, before it first opens */
  let owners: OwnerSettings | undefined

  const handle = async (payload: Payload<'analyse'>, job: Job, token: string) => {
    const engine = holder.engine()
    if (deps.signal.aborted) return await postpone(job, token, 0) // the next start goes on with it
    if (!engine || !gate.isOpen()) return await postpone(job, token, AWAY_MS)
    const jobLog = log.child({ stage: 'analyse', job: job.id, photo: payload.photoId })
    // As it is when this photo begins; while the database is away, what the gate has read last.
    const { language = 'en' } = (await readOwnerSettings(db, config).catch(() => owners)) ?? {}
    const stage = { db, engine, previews, language, signal: deps.signal, log: jobLog, metrics }
    underWay++
    try {
      await analyseJob(payload, stage)
      sinceDrained++
      gate.well()
    } catch (error) {
      if (deps.signal.aborted) return await postpone(job, token, 0)
      if (error instanceof EngineUnavailableError || error instanceof PreviewsUnavailableError) {
        gate.away(error.message)
        return await postpone(job, token, AWAY_MS * (1 + Math.random()))
      }
      if (isMachineTrouble(error)) {
        jobLog.warn({ error: messageOf(error) }, 'the database or its disk is in trouble; the photo waits')
        return await postpone(job, token, TROUBLE_MS * (1 + Math.random()))
      }
      if (!isLastAttempt(job)) {
        jobLog.info({ error: messageOf(error) }, 'the photo cannot be analysed now; it is tried again')
        throw error
      }
      jobLog.warn({ error: messageOf(error) }, 'the photo cannot be analysed')
      metrics.count('albumen_failures_total', { stage: 'analyse', code: 'analysis_failed' })
      const permanent = new PermanentError('analysis_failed', say('photo_not_analysed', { why: messageOf(error) }))
      await storeFailure(db, { ...payload, language, model: engine.model, error: permanent, answer: undefined })
    } finally {
      underWay--
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
    async hours() {
      owners = await readOwnerSettings(db, config)
      return owners.analyseHours
    },
    paused: () => queues.analyse.isPaused(),
    idleMs: config.idleMinutes * 60_000,
    log,
    signal: deps.signal,
  })
  const atRest = () => {
    const engine = holder.engine()
    return underWay === 0 && (!engine || engine.kind === 'server' || !['loading', 'ready'].includes(engine.state()))
  }
  consumer.on('drained', () => {
    if (sinceDrained === 0) return
    const payload = { queue: 'analyse', analysed: sinceDrained }
    sinceDrained = 0
    recordEvent(db, { type: 'queue.drained', payload }).catch((error) =>
      log.debug({ error: messageOf(error) }, 'event not recorded'),
    )
  })

  return {
    report() {
      const { hours, held, trouble } = gate.report()
      const engine = holder.report()
      const notice = engine.reason ? undefined : trouble
      return { ...engine, ...(notice ? { notice } : {}), ...(held ? { held } : {}), ...(hours ? { hours } : {}) }
    },
    async restWhile(signal, work) {
      const goOn = gate.hold()
      try {
        const until = Date.now() + REST_PATIENCE_MS
        while (!atRest() && Date.now() < until) await sleep(REST_LOOK_MS, undefined, { signal })
        return await work()
      } finally {
        goOn()
      }
    },
    async close() {
      await gate.closed
      await consumer.close()
      await holder.close()
    },
  }
}
