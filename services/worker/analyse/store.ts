import { eq, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#core/database/connect'
import { analyses, photos } from '#core/database/schema'
import { recordPhotoEvents } from '#core/edits/announce'
import { holdPhotos, settlePrivacy } from '#core/edits/privacy'
import type { PermanentError } from '#core/errors'
import { recordEvent } from '#core/events'
import { refreshSearchDocument } from '#core/search/refresh'
import type { PhotoAnalysis } from '#vision/analyse'
import { PROMPT_VERSION } from '#vision/prompt'
import type { KeptAnalysis } from '#vision/schema'

/** An answer as it came, whatever it was worth. */
type PhotoAnswer = Omit<PhotoAnalysis, 'analysis' | 'absent'> & { absent?: PhotoAnalysis['absent'] }

interface Asked {
  photoId: string
  request: string
  language: string
  model: string
}

/**
 * The answer, the photo's state, its search document and the event, in one transaction: all of it or nothing. What the
 * owner has said of the photo stays as it is, and wins.
 */
export async function storeAnalysis(db: Database, asked: Asked & { answer: PhotoAnalysis }): Promise<void> {
  const { photoId, answer } = asked
  const { analysis } = answer
  await db.transaction(async (tx) => {
    await holdPhotos(tx, [photoId])
    const analysisId = await insertAnswer(tx, asked, answer, analysis)
    if (analysisId === null) return
    await tx
      .update(photos)
      .set({
        state: 'analysed',
        analysisId,
        analysedAt: sql`now()`,
        failedStage: null,
        failedCode: null,
        failedReason: null,
        failedAt: null,
      })
      .where(eq(photos.id, photoId))
    await settlePrivacy(tx, [photoId])
    await refreshSearchDocument(tx, photoId)
    await recordPhotoEvents(tx, 'photo.analysed', [photoId])
  })
}

/**
 * Marks the photo failed, keeping the raw answer where there was one. A photo that has a valid analysis from before
 * keeps it, and stays analysed.
 */
export async function storeFailure(
  db: Database,
  failure: Asked & { error: PermanentError; answer: PhotoAnswer | undefined },
): Promise<void> {
  const { photoId, error, answer } = failure
  await db.transaction(async (tx) => {
    if (answer && (await insertAnswer(tx, failure, answer, null)) === null) return
    await tx
      .update(photos)
      .set({
        state: sql`case when analysis_id is null then 'failed' else state end`,
        failedStage: 'analyse',
        failedCode: error.code,
        failedReason: error.message,
        failedAt: sql`now()`,
      })
      .where(eq(photos.id, photoId))
    await recordEvent(tx, {
      type: 'photo.failed',
      photoId,
      payload: { photoId, stage: 'analyse', code: error.code, reason: error.message },
    })
  })
}

/** @returns the row's id, or null when this request has a valid answer already; an invalid one is replaced */
async function insertAnswer(
  tx: Transaction,
  asked: Asked,
  answer: PhotoAnswer,
  analysis: KeptAnalysis | null,
): Promise<number | null> {
  const row = {
    photoId: asked.photoId,
    request: asked.request,
    language: asked.language,
    model: answer.model ?? asked.model,
    promptVersion: PROMPT_VERSION,
    valid: analysis !== null,
    ...(analysis ?? {}),
    raw: withoutNul(answer.raw),
    absent: answer.absent ?? [],
    repaired: answer.repaired,
    attempts: answer.attempts,
    milliseconds: Math.round(answer.milliseconds),
    promptTokens: answer.promptTokens,
    cachedTokens: answer.cachedTokens ?? null,
    completionTokens: answer.completionTokens,
  }
  const [stored] = await tx
    .insert(analyses)
    .values(row)
    .onConflictDoUpdate({
      target: [analyses.photoId, analyses.request],
      set: row,
      setWhere: sql`not ${analyses.valid}`,
    })
    .returning({ id: analyses.id })
  return stored?.id ?? null
}

/** Postgres has no NUL in text. */
function withoutNul(text: string): string {
  return text.replaceAll('\u0000', '')
}
