import { architectureOf, isEmbeddingModel, readGgufHeader } from '#core/gguf-header'
import { say } from '#core/sentences/say'

export type GgufKind = 'model' | 'mmproj' | 'embedding'

const EXPECTED = { model: 'a_vision_model', mmproj: 'its_projector', embedding: 'an_embedding_model' } as const

/**
 * What speaks against loading a file, as a sentence for its owner, or undefined. Only its header is read: its
 * architecture tells a projector (`clip`) from a language model, its pooling an embedding model.
 */
export async function ggufProblem(file: string, kind: GgufKind): Promise<string | undefined> {
  const what = say(EXPECTED[kind])
  try {
    const found = await readGgufHeader(file)
    if (found.beginning === '') return say('file_empty', { file, what })
    if (!found.header) return say('file_no_gguf', { file, beginning: JSON.stringify(found.beginning), what })
    const wrong = wrongKind(kind, architectureOf(found.header), isEmbeddingModel(found.header))
    return wrong && say('file_wrong_kind', { file, kind: wrong, what })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return say('file_missing', { file, what })
    return say('file_unreadable', { file, error: code ?? String(error), what })
  }
}

/** An architecture that is not said ('') may be anything. */
function wrongKind(kind: GgufKind, architecture: string, embedding: boolean): string | undefined {
  if (kind === 'mmproj') return architecture === 'clip' || architecture === '' ? undefined : say('a_model_no_projector')
  if (architecture === 'clip') return say('a_projector_no_model')
  if (kind === 'model' && embedding) return say('an_embedding_model_sees_nothing')
  if (kind === 'embedding' && architecture !== '' && !embedding) return say('no_embedding_model_kind')
  return undefined
}
