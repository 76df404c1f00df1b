import type { Connection } from '../../database/connect.js'
import { messageOf } from '../../errors.js'
import type { Log } from '../../log.js'
import type { Nearest } from './matrix.js'
import { nearestKept } from './nearest-kept.js'
import type { MeaningOfQuestion, SemanticSearch } from './semantic.js'
import { createSemanticIndex, type SemanticIndex } from './semantic-index.js'
import { createTextClient } from './text-client.js'
import { usualOf } from './usual.js'

/** A question is not kept waiting for longer than this by the engine that embeds it. */
const QUESTION_MS = 1_500
const COMPARE_MS = 300_000
export interface SemanticSearchOptions {
  questionMs?: number
  compareMs?: number
}

/**
 * Semantic search over the embeddings in the database, with questions embedded by a living worker. It begins to read at
 * once; close it before the connection.
 */
export function createSemanticSearch(
  connection: Connection,
  log: Log,
  { questionMs = QUESTION_MS, compareMs = COMPARE_MS }: SemanticSearchOptions = {},
): SemanticSearch & { close(): Promise<void> } {
  const client = createTextClient(connection.db, questionMs)
  const index = createSemanticIndex({ databaseUrl: connection.url, compareMs }, log)
  return {
    async meaningOf(question) {
      try {
        const found = await client.embed(question)
        if ('unavailable' in found) return found
        await index.ask({ type: 'use', version: found.version })
        const { version, photos, reading } = await index.ask({ type: 'state' })
        if (version !== found.version || photos === 0) {
          const still = reading ? 'The embeddings are still being read.' : 'No photo has an embedding yet.'
          return { unavailable: still }
        }
        return meaning(index, found)
      } catch (error) {
        log.warn({ error: messageOf(error) }, 'a question has no meaning now')
        return { unavailable: `Meanings cannot be compared now: ${messageOf(error)}` }
      }
    },
    async meaningOfPhoto(photoId) {
      const found = await index.ask({ type: 'vector', photoId }).catch((error) => {
        log.warn({ error: messageOf(error) }, 'a photo has no meaning now')
        return null
      })
      return found ? meaning(index, found) : undefined
    },
    close: () => index.close(),
  }
}

function meaning(
  index: SemanticIndex,
  { version, vector }: { version: string; vector: Float32Array },
): MeaningOfQuestion {
  const nearest = (limit: number, only?: string[]): Promise<Nearest> =>
    index.ask({ type: 'nearest', version, question: vector, limit, only })
  return {
    async usual() {
      return (await index.ask({ type: 'usual', version, question: vector })) ?? usualOf([], 1, 0)
    },
    nearest: (options) => nearestKept(nearest, options),
  }
}
