import path from 'node:path'
import { loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { FatalError } from '#core/errors'
import { findEngine } from '#vision/models/find-engine'
import { createHubs } from '#vision/models/hubs'
import { type Pulled, pullModel } from '#vision/models/pull'
import { PullError } from '#vision/models/pull-error'
import { recommendModel } from '#vision/models/recommend'
import { probeHardware } from '#vision/tuning/hardware'
import { printJson } from '../print.js'
import { progressLine } from './progress-line.js'
import { amount } from './size.js'

/** Downloads a model; without a name the one that suits this machine. Progress goes to stderr. */
export async function pull(
  wanted: string | undefined,
  options: { mmproj?: string; json?: boolean },
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const config = loadConfig(env)
  const name = wanted ?? (await recommend())
  const pulled = await withProgress((signal, onProgress) =>
    pullModel(name, {
      modelsDir: dataFolder(config.dataDir).models,
      hubs: createHubs({ endpoint: config.hfEndpoint, token: config.hfToken }),
      mmproj: options.mmproj,
      signal,
      onProgress,
    }),
  )
  if (options.json) return printJson(pulled)
  for (const { file, bytes, alreadyThere } of pulled.files) {
    console.log(`${file}: ${alreadyThere ? 'already there' : `${amount(bytes)}, checked`}.`)
  }
  console.log(await whatNow(name, pulled, await findEngine(config)))
}

async function recommend(): Promise<string> {
  const { model, sentence } = recommendModel(await probeHardware())
  if (!model) throw new FatalError(`${sentence} To download one all the same, name it: albumen models list.`)
  process.stderr.write(`${sentence} Others: albumen models list.\n`)
  return model.name
}

/** Ctrl-C ends the download in order; errors become sentences. */
async function withProgress<T>(
  work: (signal: AbortSignal, onProgress: ReturnType<typeof progressLine>['show']) => Promise<T>,
): Promise<T> {
  const stop = new AbortController()
  const onSignal = () => stop.abort()
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal)
  const line = progressLine(process.stderr)
  try {
    return await work(stop.signal, line.show)
  } catch (error) {
    throw error instanceof PullError ? new FatalError(error.message, { cause: error }) : error
  } finally {
    line.end()
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
  }
}

async function whatNow(name: string, pulled: Pulled, choice: Awaited<ReturnType<typeof findEngine>>): Promise<string> {
  if (choice.kind === 'server') {
    return `Photos still go to the server at ${choice.urls.join(', ')}; unset ALBUMEN_SERVER_URL to use this model.`
  }
  if (choice.kind === 'embedded' && choice.modelPath === pulled.model) {
    return 'It is the model in use. If Albumen runs with another one, restart it.'
  }
  const projector = path.dirname(pulled.mmproj) === path.dirname(pulled.model) ? '' : ` --mmproj ${pulled.mmproj}`
  return `To use it: albumen models use ${name}${projector}`
}
