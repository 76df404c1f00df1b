import type { Config } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { PermanentError } from '#core/errors'
import { findInstalled, removeModel } from './installed.js'
import { readSelection, writeSelection } from './selection.js'

export interface Removed {
  files: { file: string; bytes: number }[]
  /** a projector that stays, because another model needs it */
  kept: string | undefined
}

/**
 * Deletes a vision model of the models folder; if it was the chosen one, the choice goes with it.
 * @returns undefined when there is no model of this name
 * @throws PermanentError `model_chosen` for the chosen one, unless it is forced
 */
export async function removeVisionModel(
  name: string,
  { config, force = false }: { config: Config; force?: boolean | undefined },
): Promise<Removed | undefined> {
  const folder = dataFolder(config.dataDir).models
  const installed = await findInstalled(name, folder)
  if (!installed) return undefined
  const selection = await readSelection(folder)
  const isInstalled = async (model: string | undefined) =>
    model !== undefined && (await findInstalled(model, folder))?.model === installed.model
  const [byEnvironment, bySelection] = [await isInstalled(config.model), await isInstalled(selection?.model)]
  if ((byEnvironment || bySelection) && !force) {
    const where = byEnvironment ? 'ALBUMEN_MODEL' : '`albumen models use`'
    const why = `${installed.name} is the model chosen by ${where}. Choose another one first, or add --force.`
    throw new PermanentError('model_chosen', why)
  }
  const files = await removeModel(installed, folder)
  if (bySelection) await writeSelection(folder, undefined)
  return { files, kept: files.length === 1 ? installed.mmproj : undefined }
}
