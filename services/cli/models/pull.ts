import os from 'node:os'
import path from 'node:path'
import { loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { findEngine } from '#vision/models/find-engine'
import { createHubs } from '#vision/models/hubs'
import { type Pulled, pullModel } from '#vision/models/pull'
import { recommendModel } from '#vision/models/recommend'
import { printJson } from '../print.js'
import { embeddingReference, pullEmbedding } from './embeddings.js'
import { withProgress } from './progress-line.js'
import { amount } from './size.js'

/** Downloads a model; without a name the one that suits this machine's memory. Progress goes to stderr. */
export async function pull(
  wanted: string | undefined,
  options: { mmproj?: string; embedding?: boolean; json?: boolean },
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const embedding = embeddingReference(wanted, options.embedding ?? false)
  if (embedding) return await pullEmbedding(embedding, options, env)
  const config = loadConfig(env)
  const name = wanted ?? recommend()
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

function recommend(): string {
  // A container may have less than its machine; without a limit Node reports 0 or an absurd number.
  const limit = process.constrainedMemory?.() || Number.POSITIVE_INFINITY
  const { model, reason } = recommendModel(Math.min(os.totalmem(), limit))
  process.stderr.write(`${reason} Others: albumen models list.\n`)
  return model.name
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
