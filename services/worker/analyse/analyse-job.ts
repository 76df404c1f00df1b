import { access } from 'node:fs/promises'
import type { Database } from '#core/database/connect'
import { PermanentError } from '#core/errors'
import { previewPath } from '#core/preview-path'
import type { Payload } from '#core/queues'
import { analysePhoto, InvalidAnswerError } from '#vision/analyse'
import type { VisionEngine } from '#vision/engines/engine'
import { toModelInput } from '#vision/model-input'
import type { Language } from '#vision/prompt'
import { needsAnalysis } from './needs-analysis.js'
import { storeAnalysis, storeFailure } from './store.js'

export interface AnalyseDeps {
  db: Database
  engine: VisionEngine
  previewsDir: string
  language: Language
  signal: AbortSignal
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
    const answer = await analysePhoto(engine, jpeg, { language, signal: deps.signal })
    await storeAnalysis(db, { photoId, request, language, model: engine.model, answer })
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error
    const answer = error instanceof InvalidAnswerError ? error.answer : undefined
    await storeFailure(db, { photoId, request, language, model: engine.model, error, answer })
  }
}

/** The model's JPEG, from the preview: the share need not be there, and huge originals are not decoded again. */
async function modelInput(previewsDir: string, photoId: string): Promise<Buffer> {
  const preview = previewPath(previewsDir, photoId, 'preview')
  await access(preview).catch((cause) => {
    throw new Error(`The preview ${preview} is not there (yet).`, { cause })
  })
  return await toModelInput(preview)
}
