import { loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { FatalError, PermanentError } from '#core/errors'
import { removeEmbeddingModel } from '#text/models/remove'
import { installedModels } from '#vision/models/installed'
import { removeVisionModel } from '#vision/models/remove'
import { forgetEmbedding } from '../owners-choice.js'
import { amount } from './size.js'

/** Deletes a model of the models folder and says what that freed. */
export async function removeInstalled(
  name: string,
  options: { force?: boolean },
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const config = loadConfig(env)
  const folder = dataFolder(config.dataDir).models
  const removed = await removeVisionModel(name, { config, force: options.force }).catch((error) => {
    throw error instanceof PermanentError ? new FatalError(error.message, { cause: error }) : error
  })
  if (removed) {
    for (const { file, bytes } of removed.files) console.log(`Deleted ${file} (${amount(bytes)}).`)
    const freed = removed.files.reduce((sum, { bytes }) => sum + bytes, 0)
    const kept = removed.kept ? ` ${removed.kept} stays: another model needs it.` : ''
    return console.log(`${amount(freed)} freed.${kept}`)
  }
  const embedding = await removeEmbeddingModel(name, folder)
  if (embedding) {
    await forgetEmbedding(embedding.file, config)
    return console.log(`Deleted ${embedding.file}. ${amount(embedding.bytes)} freed.`)
  }
  const names = (await installedModels(folder)).map((each) => each.name).join(', ')
  throw new FatalError(`There is no model "${name}" in ${folder}. There: ${names || 'none'}.`)
}
