import type { Database } from '#core/database/connect'
import { PermanentError } from '#core/errors'
import type { Log } from '#core/log'
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
}

/**
 * Embeds the words of one photo and stores what they mean. Words that the engine cannot be made to embed are remembered
 * as such: the photo is found by full text as before.
 * @throws TextEngineUnavailableError when the engine is away, anything else when trying again may help
 */
export async function embedJob({ photoId }: Payload<'embed'>, { db, engine, log }: EmbedDeps): Promise<void> {
  const { version } = engine
  const found = await readWords(db, photoId, version)
  if (!found) return
  const { words, ...madeFrom } = found
  try {
    const text = photoText(words)
    if (text === '') throw new PermanentError('no_words', 'Nothing is known of this photo in words.')
    const vector = toBytes(await engine.embed('passage', text))
    await storeEmbedding(db, { ...madeFrom, vector })
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error
    log.warn({ photoId, code: error.code, error: error.message }, 'the words of a photo could not be embedded')
    await storeEmbeddingFailure(db, madeFrom)
  }
}
