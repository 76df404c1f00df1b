import { z } from 'zod'
import { PermanentError } from '#core/errors'
import { forgetEmbeddingModel } from '#core/owner-settings'
import { say } from '#core/sentences/say'
import { removeEmbeddingModel } from '#text/models/remove'
import { removeVisionModel } from '#vision/models/remove'
import type { Doing } from './errand-deps.js'

const options = z.object({ force: z.boolean().default(false) })

/** Deletes a model and what belongs to it alone. */
export const remove: Doing = async (errand, { connection: { db }, config, folder }) => {
  const { force } = options.parse(errand.options)
  const vision = await removeVisionModel(errand.name, { config, force })
  if (vision) return { freed: vision.files.reduce((sum, { bytes }) => sum + bytes, 0) }
  const embedding = await removeEmbeddingModel(errand.name, folder.models)
  if (!embedding)
    throw new PermanentError('missing', say('no_such_model', { model: errand.name, folder: folder.models }))
  await forgetEmbeddingModel(db, config, embedding.file)
  return { freed: embedding.bytes }
}
