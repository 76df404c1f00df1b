import path from 'node:path'
import { loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { FatalError } from '#core/errors'
import { findEngine } from '#vision/models/find-engine'
import { findInstalled } from '#vision/models/installed'
import { localPlace } from '#vision/models/reference'
import { writeSelection } from '#vision/models/selection'

/** Remembers the choice in the models folder, after checking that it would work. */
export async function useModel(name: string, options: { mmproj?: string }, env: NodeJS.ProcessEnv): Promise<void> {
  const config = loadConfig(env)
  const folder = dataFolder(config.dataDir).models
  const model = name === 'auto' || name === 'nano-vl' ? name : await lasting(name, folder)
  const mmproj = options.mmproj && path.resolve(options.mmproj)
  const trial = await findEngine({ ...config, engine: 'embedded', model, mmproj: mmproj ?? config.mmproj })
  if (trial.kind === 'waiting' && name !== 'auto') {
    throw new FatalError(localPlace(name, folder) ? `${trial.reason} ${trial.hint}` : trial.reason)
  }

  await writeSelection(folder, name === 'auto' ? undefined : { model, ...(mmproj ? { mmproj } : {}) })
  if (name === 'auto') console.log('From now on the newest complete model in the models folder is used.')
  else console.log(`${name} is chosen.`)
  if (config.model) {
    console.log(`But ALBUMEN_MODEL is set to ${config.model}, and that wins: unset it to use this choice.`)
  } else if (config.serverUrl && config.engine !== 'embedded') {
    console.log(`But photos go to the server at ${config.serverUrl}: unset ALBUMEN_SERVER_URL to use this choice.`)
  } else console.log('If Albumen is running, it changes over by itself.')
}

/** A name of the catalog or a URI as it is; a file by its whole path, so that it is found from everywhere. */
async function lasting(name: string, folder: string): Promise<string> {
  if (localPlace(name, folder)) return name
  return (await findInstalled(name, folder))?.model ?? (/\.gguf$/i.test(name) ? path.resolve(name) : name)
}
