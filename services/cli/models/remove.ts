import { loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { FatalError } from '#core/errors'
import { findInstalled, installedModels, removeModel } from '#vision/models/installed'
import { readSelection, writeSelection } from '#vision/models/selection'
import { removeEmbedding } from './embeddings.js'
import { amount } from './size.js'

/** Deletes a model of the models folder and says what that freed. */
export async function removeInstalled(
  name: string,
  options: { force?: boolean },
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const config = loadConfig(env)
  const folder = dataFolder(config.dataDir).models
  const installed = await findInstalled(name, folder)
  if (!installed && (await removeEmbedding(name, env))) return
  if (!installed) {
    const names = (await installedModels(folder)).map((each) => each.name).join(', ')
    throw new FatalError(`There is no model "${name}" in ${folder}. There: ${names || 'none'}.`)
  }
  const selection = await readSelection(folder)
  const isInstalled = async (model: string | undefined) =>
    model !== undefined && (await findInstalled(model, folder))?.model === installed.model
  const [byEnvironment, bySelection] = [await isInstalled(config.model), await isInstalled(selection?.model)]
  if ((byEnvironment || bySelection) && !options.force) {
    const where = byEnvironment ? 'ALBUMEN_MODEL' : '`albumen models use`'
    throw new FatalError(`${installed.name} is the model chosen by ${where}. Choose another one first, or add --force.`)
  }
  const gone = await removeModel(installed, folder)
  if (bySelection) await writeSelection(folder, undefined)
  for (const { file, bytes } of gone) console.log(`Deleted ${file} (${amount(bytes)}).`)
  const freed = gone.reduce((sum, { bytes }) => sum + bytes, 0)
  const kept = installed.mmproj && gone.length === 1 ? ` ${installed.mmproj} stays: another model needs it.` : ''
  console.log(`${amount(freed)} freed.${kept}`)
}
