import { rm } from 'node:fs/promises'
import type { Config } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { PermanentError } from '#core/errors'
import { say } from '#core/sentences/say'
import { findInstalled, removeModel } from './installed.js'
import { partPath, removePart, sizeOf } from './part-file.js'
import { isLocked } from './pull-lock.js'
import { recordPath } from './pull-record.js'
import { localPlace } from './reference.js'
import { modelsIn, projectorFor } from './resolve.js'
import { readSelection, writeSelection } from './selection.js'

export interface Removed {
  files: { file: string; bytes: number }[]
  /** a projector that stays, because another model needs it */
  kept: string | undefined
}

/**
 * Deletes a vision model of the models folder, or what was downloaded of it; if it was the chosen one, the choice goes with it.
 * @returns undefined when there is no model of this name
 * @throws PermanentError `model_chosen` for the chosen one, unless it is forced
 */
export async function removeVisionModel(
  name: string,
  { config, force = false }: { config: Config; force?: boolean | undefined },
): Promise<Removed | undefined> {
  const folder = dataFolder(config.dataDir).models
  const installed = await findInstalled(name, folder)
  if (!installed) return await removeUnfinished(name, folder)
  const selection = await readSelection(folder)
  const isInstalled = async (model: string | undefined) =>
    model !== undefined && (await findInstalled(model, folder))?.model === installed.model
  const [byEnvironment, bySelection] = [await isInstalled(config.model), await isInstalled(selection?.model)]
  if ((byEnvironment || bySelection) && !force) {
    const where = byEnvironment ? 'ALBUMEN_MODEL' : '`albumen models use`'
    const why = say('model_is_chosen', { model: installed.name, by: where })
    throw new PermanentError('model_chosen', why)
  }
  const files = await removeModel(installed, folder)
  if (bySelection) await writeSelection(folder, undefined)
  return { files, kept: files.length === 1 ? installed.mmproj : undefined }
}

/** Parts, and the projector that came before its model, unless another model needs it. */
async function removeUnfinished(name: string, folder: string): Promise<Removed | undefined> {
  const place = localPlace(name, folder)
  if (!place || (await sizeOf(partPath(place.model))) === 0) return undefined
  if (await isLocked(place.model)) {
    throw new PermanentError('busy', say('model_downloading', { model: name }))
  }
  const needed = await Promise.all((await modelsIn(folder)).map(projectorFor))
  const files: Removed['files'] = []
  for (const file of [place.model, ...(place.mmproj && !needed.includes(place.mmproj) ? [place.mmproj] : [])]) {
    files.push({ file, bytes: (await sizeOf(file)) + (await sizeOf(partPath(file))) })
    await removePart(file)
    await rm(file, { force: true })
    await rm(recordPath(file), { force: true })
  }
  return { files, kept: undefined }
}
