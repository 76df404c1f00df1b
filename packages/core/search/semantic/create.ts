import type { Connection } from '../../database/connect.js'
import { messageOf } from '../../errors.js'
import type { Log } from '../../log.js'
import { type Near, type Nearest, unpack } from './matrix.js'
import type { MeaningOfQuestion, SemanticSearch } from './semantic.js'
import { createSemanticIndex, type SemanticIndex } from './semantic-index.js'
import { createTextClient } from './text-client.js'
import { usualOf } from './usual.js'

/** A question is not kept waiting for longer than this by the engine that embeds it. */
const QUESTION_MS = 1_500
const COMPARE_MS = 300_000
/** Candidates that `keep` is shown at once, and at most: whoever wants fewer photos than one in a thousand names them. */
const KEEP_BATCH = 4_096
const MOST_CANDIDATES = 65_536

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
    async nearest({ limit, only, keep }) {
      if (!keep) return unpack(await nearest(limit, only))
      const kept: Near[] = []
      const shown = new Set<string>()
      for (let asked = Math.max(64, limit * 2); ; asked = Math.min(MOST_CANDIDATES, asked * 4)) {
        const candidates = await nearest(asked, only)
        const found = candidates.similarities.length
        for (let i = shown.size; i < found && kept.length < limit; i += KEEP_BATCH) {
          // Rows that were added meanwhile may have moved some across the batches' borders.
          const batch = unpack(candidates, i, Math.min(found, i + KEEP_BATCH)).filter(
            (each) => !shown.has(each.photoId),
          )
          for (const { photoId } of batch) shown.add(photoId)
          const wanted = await keep(batch.map(({ photoId }) => photoId))
          kept.push(...batch.filter(({ photoId }) => wanted.has(photoId)))
        }
        if (kept.length >= limit || found < asked || asked >= MOST_CANDIDATES) return kept.slice(0, limit)
      }
    },
  }
}
