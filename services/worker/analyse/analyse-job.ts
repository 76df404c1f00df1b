import type { Database } from '#core/database/connect'
import { PermanentError } from '#core/errors'
import type { Log } from '#core/log'
import type { Metrics } from '#core/metrics/metrics'
import type { Payload } from '#core/queues'
import { analysePhoto, InvalidAnswerError } from '#vision/analyse'
import type { VisionEngine } from '#vision/engines/engine'
import { toModelInput } from '#vision/model-input'
import type { Language } from '#vision/prompt'
import { countAnswer } from './count-answer.js'
import { ingestAgain } from './ingest-again.js'
import { liveAnswer, mayBeWatched } from './live-answer.js'
import { needsAnalysis } from './needs-analysis.js'
import type { PreviewSource } from './preview-source.js'
import { storeAnalysis, storeFailure } from './store.js'
import { timedEngine } from './timed-engine.js'

const STORE = { stage: 'analyse', step: 'store' }

export interface AnalyseDeps {
  db: Database
  engine: VisionEngine
  previews: PreviewSource
  language: Language
  signal: AbortSignal
  log: Log
  metrics: Metrics
}

/**
 * Looks at one photo and stores what the model said. A photo that the model cannot be made to answer about is stored as
 * failed, and that is a success of the job.
 * @throws EngineUnavailableError and PreviewsUnavailableError when these are away, anything else when trying again may help
 */
export async function analyseJob({ photoId, request }: Payload<'analyse'>, deps: AnalyseDeps): Promise<void> {
  const { db, engine, language, metrics, log } = deps
  if (!(await needsAnalysis(db, photoId, request))) return
  try {
    // The model's JPEG is made of the preview: the share need not be there, and huge originals are not decoded again.
    const preview = await deps.previews.read(photoId, deps.signal)
    if (!preview) return await ingestAgain(db, photoId)
    const jpeg = await toModelInput(preview)
    const onToken = (await mayBeWatched(db, photoId)) ? liveAnswer(db, photoId, log) : undefined
    const answer = await analysePhoto(timedEngine(engine, metrics), jpeg, {
      ...{ language, signal: deps.signal },
      ...(onToken && { onToken }),
    })
    const stored = { photoId, request, language, model: engine.model, answer }
    await metrics.time('albumen_stage_duration_seconds', STORE, () => storeAnalysis(db, stored))
    countAnswer(metrics, answer, answer.absent.length > 0 ? 'partial' : 'valid')
    log.debug({ ms: answer.milliseconds, attempts: answer.attempts, repaired: answer.repaired }, 'photo analysed')
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error
    const answer = error instanceof InvalidAnswerError ? error.answer : undefined
    await storeFailure(db, { photoId, request, language, model: engine.model, error, answer })
    if (answer) countAnswer(metrics, answer, 'invalid')
    metrics.count('albumen_failures_total', { stage: 'analyse', code: error.code })
    log.info({ code: error.code, error: error.message }, 'the photo could not be analysed')
  }
}
