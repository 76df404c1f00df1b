import { loadConfig } from '#core/config'
import { FatalError, PermanentError } from '#core/errors'
import { useModel } from '#vision/models/use'
import { leaveServer } from '../owners-choice.js'

/** Chooses a model, and says whether it is used from now on. */
export async function chooseModel(name: string, options: { mmproj?: string }, env: NodeJS.ProcessEnv): Promise<void> {
  const config = loadConfig(env)
  await useModel(name, { config, mmproj: options.mmproj }).catch((error) => {
    throw error instanceof PermanentError ? new FatalError(error.message, { cause: error }) : error
  })
  if (name === 'auto') console.log('From now on the newest complete model in the models folder is used.')
  else console.log(`${name} is chosen.`)
  if (config.model) {
    console.log(`But ALBUMEN_MODEL is set to ${config.model}, and that wins: unset it to use this choice.`)
  } else if (config.serverUrl && config.engine !== 'embedded') {
    console.log(`But photos go to the server at ${config.serverUrl}: unset ALBUMEN_SERVER_URL to use this choice.`)
  } else {
    const server = await leaveServer(config)
    if (server) console.log(`Photos are no longer sent to ${server}, which was chosen on the settings page.`)
    console.log('If Albumen is running, it changes over by itself.')
  }
}
