import { z } from 'zod'
import { PermanentError } from '#core/errors'
import { say } from '#core/sentences/say'
import { embeddingCatalogModel } from '#text/models/catalog'
import { embeddingsFolder } from '#text/models/choose'
import { createHubs } from '#vision/models/hubs'
import type { PullProgress } from '#vision/models/progress'
import { pullEmbeddingModel, pullModel } from '#vision/models/pull'
import { type FileReference, parseReference } from '#vision/models/reference'
import type { Doing } from './errand-deps.js'
import { takeIntoUse } from './use.js'

const options = z.object({
  /** the projector, where it does not lie beside the model */
  mmproj: z.string().optional(),
  /** it is an embedding model; those of the catalog are known */
  embedding: z.boolean().default(false),
  /** take it into use afterwards */
  use: z.boolean().default(false),
})

/** Downloads a model with what belongs to it. */
export const pull: Doing = async (errand, deps, { signal, progress }) => {
  const wanted = options.parse(errand.options)
  const { config, folder } = deps
  const hubs = createHubs({ endpoint: config.hfEndpoint, token: config.hfToken })
  const onProgress = ({ file, phase, received, total, bytesPerSecond }: PullProgress) =>
    progress({ file, phase, received, total: total ?? null, bytesPerSecond: Math.round(bytesPerSecond) })
  const common = { hubs, signal, onProgress }
  const embedding = embeddingReference(errand.name, wanted.embedding)
  const files = embedding
    ? [await pullEmbeddingModel(embedding, { ...common, modelsDir: embeddingsFolder(folder.models) })]
    : (await pullModel(errand.name, { ...common, modelsDir: folder.models, mmproj: wanted.mmproj })).files
  if (wanted.use) await takeIntoUse(errand.name, deps)
  return { bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), used: wanted.use }
}

function embeddingReference(name: string, isEmbedding: boolean): FileReference | undefined {
  const known = embeddingCatalogModel(name)
  if (known) return { kind: 'hub', repository: known.repository, file: known.file }
  if (!isEmbedding) return undefined
  const reference = parseReference(name)
  if (reference.kind !== 'path') return reference
  throw new PermanentError('missing', say('reference_expected', { name }))
}
