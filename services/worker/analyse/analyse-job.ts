import { stat } from 'node:fs/promises'
import type { Database } from '#core/database/connect'
import { PermanentError } from '#core/errors'
import type { Log } from '#core/log'
import { previewPath } from '#core/preview-path'
import type { Payload } from '#core/queues'
import { analysePhoto, InvalidAnswerError } from '#vision/analyse'
import type { VisionEngine } from '#vision/engines/engine'
import { toModelInput } from '#vision/model-input'
import type { Language } from '#vision/prompt'
import { ingestAgain } from './ingest-again.js'
import { liveAnswer, mayBeWatched } from './live-answer.js'
import { needsAnalysis } from './needs-analysis.js'
import { storeAnalysis, storeFailure } from './store.js'

export interface AnalyseDeps {
  db: Database
  engine: VisionEngine
  previewsDir: string
  language: Language
  signal: AbortSignal
  log: Log
}

/**
 * Looks at one photo and stores what the model said. A photo that the model cannot be made to answer about is stored as
 * failed, and that is a success of the job.
 * @throws EngineUnavailableError when the engine is away, anything else when trying again may help
 */
export async function analyseJob({ photoId, request }: Payload<'analyse'>, deps: AnalyseDeps): Promise<void> {
  const { db, engine, language } = deps
  if (!(await needsAnalysis(db, photoId, request))) return
  try {
    const jpeg = await modelInput(deps.previewsDir, photoId)
    if (!jpeg) return await ingestAgain(db, photoId)
    const onToken = (await mayBeWatched(db, photoId)) ? liveAnswer(db, photoId, deps.log) : undefined
    const answer = await analysePhoto(engine, jpeg, {
      ...{ language, signal: deps.signal },
      ...(onToken && { onToken }),
    })
    await storeAnalysis(db, { photoId, request, language, model: engine.model, answer })
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error
    const answer = error instanceof InvalidAnswerError ? error.answer : undefined
    await storeFailure(db, { photoId, request, language, model: engine.model, error, answer })
  }
}

/**
 * The model's JPEG, from the preview: the share need not be there, and huge originals are not decoded again. Null when
 * the preview is lost, or empty after a power cut.
 */
async function modelInput(previewsDir: string, photoId: string): Promise<Buffer | null> {
  const preview = previewPath(previewsDir, photoId, 'preview')
  const found = await stat(preview).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return null
  })
  return found && found.size > 0 ? await toModelInput(preview) : null
}
