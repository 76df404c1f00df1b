import path from 'node:path'
import type { Config } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { PermanentError } from '#core/errors'
import { findEngine } from './find-engine.js'
import { findInstalled } from './installed.js'
import { localPlace } from './reference.js'
import { writeSelection } from './selection.js'

/**
 * Remembers in the models folder which model looks at the photos, after checking that it would work.
 * @param name a name of the catalog, a .gguf file, nano-vl, or auto: the newest in the folder
 * @throws PermanentError `model_unusable` with what is missing
 */
export async function useModel(
  name: string,
  { config, mmproj }: { config: Config; mmproj?: string | undefined },
): Promise<void> {
  const folder = dataFolder(config.dataDir).models
  const model = name === 'auto' || name === 'nano-vl' ? name : await lasting(name, folder)
  const projector = mmproj && path.resolve(mmproj)
  const trial = await findEngine({ ...config, engine: 'embedded', model, mmproj: projector ?? config.mmproj })
  if (trial.kind === 'waiting' && name !== 'auto') {
    const why = localPlace(name, folder) ? `${trial.reason} ${trial.hint}` : trial.reason
    throw new PermanentError('model_unusable', why)
  }
  await writeSelection(folder, name === 'auto' ? undefined : { model, ...(projector ? { mmproj: projector } : {}) })
}

/** A name of the catalog or a URI as it is; a file by its whole path, so that it is found from everywhere. */
async function lasting(name: string, folder: string): Promise<string> {
  if (localPlace(name, folder)) return name
  return (await findInstalled(name, folder))?.model ?? (/\.gguf$/i.test(name) ? path.resolve(name) : name)
}
