import { architectureOf, isEmbeddingModel, readGgufHeader } from '#core/gguf-header'

export type GgufKind = 'model' | 'mmproj' | 'embedding'

const EXPECTED: Record<GgufKind, string> = {
  model: 'a vision model in GGUF format, such as Qwen3VL-8B-Instruct-Q4_K_M.gguf',
  mmproj: 'the image projector that belongs to the model, such as mmproj-Qwen3VL-8B-Instruct-F16.gguf',
  embedding: 'an embedding model in GGUF format, such as Qwen3-Embedding-0.6B-Q8_0.gguf',
}

/**
 * What speaks against loading a file, as a sentence for its owner, or undefined. Only its header is read: its
 * architecture tells a projector (`clip`) from a language model, its pooling an embedding model.
 */
export async function ggufProblem(file: string, kind: GgufKind): Promise<string | undefined> {
  const expected = `expected ${EXPECTED[kind]}`
  try {
    const found = await readGgufHeader(file)
    if (found.beginning === '') return `${file} is empty; ${expected}`
    if (!found.header)
      return `${file} is not a GGUF file (it begins with ${JSON.stringify(found.beginning)}); ${expected}`
    const wrong = wrongKind(kind, architectureOf(found.header), isEmbeddingModel(found.header))
    return wrong && `${file} is ${wrong}; ${expected}`
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return `${file} does not exist; ${expected}`
    return `${file} cannot be read (${code ?? String(error)}); ${expected}`
  }
}

/** An architecture that is not said ('') may be anything. */
function wrongKind(kind: GgufKind, architecture: string, embedding: boolean): string | undefined {
  if (kind === 'mmproj') return architecture === 'clip' || architecture === '' ? undefined : 'a model, not a projector'
  if (architecture === 'clip') return 'an image projector (mmproj), not a model'
  if (kind === 'model' && embedding) return 'an embedding model, which sees nothing'
  if (kind === 'embedding' && architecture !== '' && !embedding) return 'no embedding model'
  return undefined
}
