import type { Database } from '#core/database/connect'
import { PermanentError } from '#core/errors'
import type { Log } from '#core/log'
import type { Metrics } from '#core/metrics/metrics'
import type { Payload } from '#core/queues'
import { storeEmbedding, storeEmbeddingFailure } from '#core/search/semantic/stored'
import { toBytes } from '#core/search/semantic/vector'
import type { TextEngine } from '#text/engine/text-engine'
import { photoText } from '#text/photo-text'
import { readWords } from './read-words.js'

export interface EmbedDeps {
  db: Database
  engine: TextEngine
  log: Log
  metrics: Metrics
}

/**
 * Embeds the words of one photo and stores what they mean. Words that the engine cannot be made to embed are remembered
 * as such: the photo is found by full text as before.
 * @throws TextEngineUnavailableError when the engine is away, anything else when trying again may help
 */
export async function embedJob({ photoId }: Payload<'embed'>, { db, engine, log, metrics }: EmbedDeps): Promise<void> {
  const began = performance.now()
  const step = <T>(name: string, work: () => Promise<T>) =>
    metrics.time('albumen_stage_duration_seconds', { stage: 'embed', step: name }, work)
  const { version } = engine
  const found = await readWords(db, photoId, version)
  if (!found) return
  const { words, ...madeFrom } = found
  try {
    const text = photoText(words)
    if (text === '') throw new PermanentError('no_words', 'Nothing is known of this photo in words.')
    const vector = toBytes(await step('compute', () => engine.embed('passage', text)))
    await step('store', () => storeEmbedding(db, { ...madeFrom, vector }))
    metrics.count('albumen_embeddings_total', { result: 'stored' })
    log.debug({ ms: Math.round(performance.now() - began) }, 'photo embedded')
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error
    metrics.count('albumen_embeddings_total', { result: 'failed' })
    metrics.count('albumen_failures_total', { stage: 'embed', code: error.code })
    log.warn({ code: error.code, error: error.message }, 'the words of a photo could not be embedded')
    await storeEmbeddingFailure(db, madeFrom)
  }
}
