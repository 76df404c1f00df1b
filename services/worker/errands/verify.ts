import path from 'node:path'
import { PermanentError } from '#core/errors'
import { say } from '#core/sentences/say'
import { findEmbedding } from '#text/models/installed'
import { findInstalled } from '#vision/models/installed'
import { verifyModelFiles } from '#vision/models/verify'
import type { Doing } from './errand-deps.js'

/** Reads a model whole and compares it with its hash. */
export const verify: Doing = async (errand, { folder }, { signal, progress }) => {
  const vision = await findInstalled(errand.name, folder.models)
  const embedding = vision ? undefined : await findEmbedding(errand.name, folder.models)
  if (!vision && !embedding) {
    throw new PermanentError('missing', say('no_such_model', { model: errand.name, folder: folder.models }))
  }
  const verdicts = await verifyModelFiles({
    models: vision ? [vision] : [],
    embeddings: embedding ? [embedding] : [],
    onProgress: ({ file, phase, received, total }) => progress({ file, phase, received, total: total ?? null }),
    signal,
  })
  return { files: verdicts.map(({ file, state, found }) => ({ file: path.basename(file), state, found })) }
}
