import { availableParallelism } from 'node:os'
import { loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import type { Connection } from '#core/database/connect'
import { createLog } from '#core/log'
import type { MeaningOfQuestion, SemanticSearch } from '#core/search/semantic/semantic'
import { usualOf } from '#core/search/semantic/usual'
import { fromBytes, toBytes } from '#core/search/semantic/vector'
import { createTextEngine } from '#text/engine/text-engine'
import { type ChosenModel, chooseEmbedding } from '#text/models/choose'
import { type PhotoWords, photoText } from '#text/photo-text'

export interface EmbeddingModel {
  chosen: ChosenModel | undefined
  /** for people: which model, or why there is none */
  note: string
}

/** @param wanted a GGUF or a name of the catalog; undefined for what `albumen models pull` left in the data folder */
export async function embeddingModel(wanted: string | undefined): Promise<EmbeddingModel> {
  const choice = await chooseEmbedding(wanted, dataFolder(loadConfig(process.env).dataDir).models)
  if (choice.kind === 'model') {
    const kind = /nano-vl/.test(choice.name) ? ', which was not made for it: it only shows that the way works' : ''
    return { chosen: choice, note: `Embeddings by ${choice.name}, ${choice.dimensions} dimensions${kind}.` }
  }
  const reason = choice.kind === 'waiting' ? `${choice.reason} ${choice.hint}` : 'It is switched off.'
  return { chosen: undefined, note: `Semantic and hybrid search are not measured: ${reason}` }
}

/** Meanings of all photos in memory, in 8 bits as the product keeps them, compared one by one. */
export async function withMeanings<T>(
  { pool }: Connection,
  chosen: ChosenModel,
  use: (semantic: SemanticSearch) => Promise<T>,
): Promise<T> {
  const engine = createTextEngine(chosen, {
    threads: availableParallelism(),
    idleMs: 0,
    log: createLog('bench', 'silent'),
  })
  try {
    const { rows } = await pool.query<PhotoWords & { id: string }>(`
      select p.id, p.place, a.description, a.objects, a.tags, a.category, a.text
      from photos p join analyses a on a.id = p.analysis_id`)
    const photos = await Promise.all(
      rows.map(async (row) => ({
        photoId: row.id,
        vector: fromBytes(toBytes(await engine.embed('passage', photoText(row)))),
      })),
    )
    const nearestTo = (meant: Float32Array): MeaningOfQuestion => ({
      async usual() {
        const similarities = photos.map(({ vector }) => product(meant, vector))
        return usualOf(similarities, 1, photos.length)
      },
      async nearest({ limit, only, keep }) {
        const named = only && new Set(only)
        const sorted = photos
          .filter(({ photoId }) => !named || named.has(photoId))
          .map(({ photoId, vector }) => ({ photoId, similarity: product(meant, vector) }))
          .sort((a, b) => b.similarity - a.similarity)
        const kept = keep && (await keep(sorted.map(({ photoId }) => photoId)))
        return sorted.filter(({ photoId }) => !kept || kept.has(photoId)).slice(0, limit)
      },
    })
    // Asked for meaning alone and for both together, but embedded once.
    const meanings = new Map<string, Float32Array>()
    return await use({
      async meaningOf(question) {
        const meant = meanings.get(question) ?? (await engine.embed('question', question))
        meanings.set(question, meant)
        return nearestTo(meant)
      },
      async meaningOfPhoto(photoId) {
        const photo = photos.find((each) => each.photoId === photoId)
        return photo && nearestTo(photo.vector)
      },
    })
  } finally {
    await engine.close()
  }
}

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}
