/** The embedding models that Albumen knows by name. All understand English and Chinese. */
export interface EmbeddingModel {
  /** such as `qwen3-embedding-0.6b` */
  name: string
  /** owner/name on Hugging Face */
  repository: string
  file: string
  bytes: number
  /** Of the vectors that are kept; the model may make longer ones. */
  dimensions: number
  /** Rough bytes in use while it works. */
  memoryBytes: number
  licence: string
  /** For people. */
  suits: string
}

export const embeddingCatalog: EmbeddingModel[] = [
  {
    name: 'qwen3-embedding-0.6b',
    repository: 'Qwen/Qwen3-Embedding-0.6B-GGUF',
    file: 'Qwen3-Embedding-0.6B-Q8_0.gguf',
    bytes: 639_150_592,
    dimensions: 256,
    memoryBytes: 0.9e9,
    licence: 'Apache-2.0',
    suits: 'finds by meaning; over 100 languages; the best choice',
  },
  {
    name: 'granite-embedding-107m',
    repository: 'bartowski/granite-embedding-107m-multilingual-GGUF',
    file: 'granite-embedding-107m-multilingual-Q8_0.gguf',
    bytes: 121_020_096,
    dimensions: 384,
    memoryBytes: 0.25e9,
    licence: 'Apache-2.0',
    suits: 'finds by meaning; 12 languages; for a small NAS, many times faster',
  },
]

/** The entry of a name, in any case, or of its `hf:` reference. */
export function embeddingCatalogModel(text: string): EmbeddingModel | undefined {
  const reference = text.replace(/^(hf|huggingface):(\/\/)?/i, '').toLowerCase()
  return embeddingCatalog.find(
    ({ name, repository, file }) => reference === name || reference === `${repository}/${file}`.toLowerCase(),
  )
}

/** The entry whose file has this name. */
export function embeddingModelOfFile(file: string): EmbeddingModel | undefined {
  return embeddingCatalog.find((each) => each.file === file)
}
