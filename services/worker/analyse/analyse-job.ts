import type { Database } from '#core/database/connect'
import { PermanentError } from '#core/errors'
import type { Log } from '#core/log'
import type { Payload } from '#core/queues'
import { analysePhoto, InvalidAnswerError } from '#vision/analyse'
import type { VisionEngine } from '#vision/engines/engine'
import { toModelInput } from '#vision/model-input'
import type { Language } from '#vision/prompt'
import { ingestAgain } from './ingest-again.js'
import { liveAnswer } from './live-answer.js'
import { needsAnalysis } from './needs-analysis.js'
import type { PreviewSource } from './preview-source.js'
import { storeAnalysis, storeFailure } from './store.js'

export interface AnalyseDeps {
  db: Database
  engine: VisionEngine
  previews: PreviewSource
  language: Language
  signal: AbortSignal
  log: Log
}

/**
 * Looks at one photo and stores what the model said. A photo that the model cannot be made to answer about is stored as
 * failed, and that is a success of the job.
 * @throws EngineUnavailableError and PreviewsUnavailableError when these are away, anything else when trying again may help
 */
export async function analyseJob({ photoId, request }: Payload<'analyse'>, deps: AnalyseDeps): Promise<void> {
  const { db, engine, language } = deps
  if (!(await needsAnalysis(db, photoId, request))) return
  try {
    // The model's JPEG is made of the preview: the share need not be there, and huge originals are not decoded again.
    const preview = await deps.previews.read(photoId, deps.signal)
    if (!preview) return await ingestAgain(db, photoId)
    const jpeg = await toModelInput(preview)
    const onToken = liveAnswer(db, photoId, deps.log)
    const answer = await analysePhoto(engine, jpeg, { language, signal: deps.signal, onToken })
    await storeAnalysis(db, { photoId, request, language, model: engine.model, answer })
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error
    const answer = error instanceof InvalidAnswerError ? error.answer : undefined
    await storeFailure(db, { photoId, request, language, model: engine.model, error, answer })
  }
}
