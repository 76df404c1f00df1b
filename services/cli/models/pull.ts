import path from 'node:path'
import { type Config, loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { FatalError } from '#core/errors'
import { fixedEngine } from '#core/owner-server'
import { findEngine } from '#vision/models/find-engine'
import { createHubs } from '#vision/models/hubs'
import { type Pulled, pullModel } from '#vision/models/pull'
import { recommendModel } from '#vision/models/recommend'
import { probeHardware } from '#vision/tuning/hardware'
import { ownLibraryConfig } from '../owners-choice.js'
import { printJson } from '../print.js'
import { embeddingReference, pullEmbedding } from './embeddings.js'
import { placeNano, SERVER_SCRIPT, writeServerScript } from './for-server.js'
import { withProgress } from './progress-line.js'
import { amount } from './size.js'

/** Downloads a model; without a name the one that suits this machine. Progress goes to stderr. */
export async function pull(
  wanted: string | undefined,
  options: { mmproj?: string; embedding?: boolean; json?: boolean; forServer?: boolean },
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const embedding = embeddingReference(wanted, options.embedding ?? false)
  if (embedding) return await pullEmbedding(embedding, options, env)
  const config = loadConfig(env)
  const modelsDir = dataFolder(config.dataDir).models
  if (wanted === 'nano-vl' && options.forServer) {
    await writeServerScript(modelsDir, await placeNano(modelsDir))
    return console.log(serverStarts(modelsDir))
  }
  const name = wanted === undefined || wanted === 'auto' ? await recommend() : wanted
  const pulled = await withProgress((signal, onProgress) =>
    pullModel(name, {
      modelsDir,
      hubs: createHubs({ endpoint: config.hfEndpoint, token: config.hfToken }),
      mmproj: options.mmproj,
      signal,
      onProgress,
    }),
  )
  if (options.forServer) await writeServerScript(modelsDir, pulled)
  if (options.json) return printJson(pulled)
  for (const { file, bytes, alreadyThere } of pulled.files) {
    console.log(`${file}: ${alreadyThere ? 'already there' : `${amount(bytes)}, checked`}.`)
  }
  console.log(options.forServer ? serverStarts(modelsDir) : await whatNow(name, pulled, config))
}

function serverStarts(modelsDir: string): string {
  return `${path.join(modelsDir, SERVER_SCRIPT)} starts llama.cpp's own server with this model.`
}

async function recommend(): Promise<string> {
  const { model, sentence } = recommendModel(await probeHardware())
  if (!model) throw new FatalError(`${sentence} To download one all the same, name it: albumen models list.`)
  process.stderr.write(`${sentence} Others: albumen models list.\n`)
  return model.name
}

async function whatNow(name: string, pulled: Pulled, config: Config): Promise<string> {
  const choice = await findEngine(await ownLibraryConfig(config))
  if (choice.kind === 'server' && fixedEngine(config) === 'server') {
    return `Photos still go to the server at ${choice.urls.join(', ')}; unset ALBUMEN_SERVER_URL to use this model.`
  }
  if (choice.kind === 'embedded' && choice.modelPath === pulled.model) {
    return 'It is the model in use from now on.'
  }
  const projector = path.dirname(pulled.mmproj) === path.dirname(pulled.model) ? '' : ` --mmproj ${pulled.mmproj}`
  const instead = choice.kind === 'server' ? ` instead of the server at ${choice.urls.join(', ')}` : ''
  return `To use it${instead}: albumen models use ${name}${projector}`
}
