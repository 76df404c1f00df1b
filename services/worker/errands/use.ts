import { PermanentError } from '#core/errors'
import { fixedEngine, writeOwnerServer } from '#core/owner-server'
import { fixedSettings, writeOwnerSettings } from '#core/owner-settings'
import { say } from '#core/sentences/say'
import { findEmbedding } from '#text/models/installed'
import { useModel } from '#vision/models/use'
import type { Doing, ErrandDeps } from './errand-deps.js'

/** Takes a model that is there into use, instead of another or of a server. */
export const use: Doing = async (errand, deps) => {
  await takeIntoUse(errand.name, deps)
  return {}
}

/** @throws PermanentError `fixed` where the configuration decides, `model_unusable` with what is missing */
export async function takeIntoUse(name: string, { connection, config, folder }: ErrandDeps): Promise<void> {
  const embedding = await findEmbedding(name, folder.models)
  if (embedding) {
    if ('embeddingModel' in fixedSettings(config)) throw fixed('ALBUMEN_EMBEDDING_MODEL')
    return await writeOwnerSettings(connection.db, { embeddingModel: embedding.file })
  }
  const decides = fixedEngine(config)
  if (decides) throw fixed(decides === 'server' ? 'ALBUMEN_SERVER_URL' : 'ALBUMEN_MODEL')
  await useModel(name, { config })
  await writeOwnerServer(connection.db, undefined)
}

function fixed(setting: string): PermanentError {
  return new PermanentError('fixed', say('model_fixed', { setting }))
}
