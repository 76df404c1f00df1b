import path from 'node:path'
import { loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { FatalError } from '#core/errors'
import { findEmbedding, installedEmbeddings } from '#text/models/installed'
import { findInstalled, installedModels } from '#vision/models/installed'
import { verifyModelFiles } from '#vision/models/verify'
import { printJson } from '../print.js'
import { progressLine } from './progress-line.js'

/** Reads one model, or all of the models folder, with their projectors; exit code 1 when one is damaged. */
export async function verifyModels(
  name: string | undefined,
  options: { json?: boolean },
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const folder = dataFolder(loadConfig(env).dataDir).models
  const one = name ? await findInstalled(name, folder) : undefined
  const embedding = name && !one ? await findEmbedding(name, folder) : undefined
  if (name && !one && !embedding)
    throw new FatalError(`There is no model "${name}" in ${folder}; see albumen models list.`)
  const models = one ? [one] : embedding ? [] : await installedModels(folder)
  const embeddings = embedding ? [embedding] : one ? [] : await installedEmbeddings(folder)
  const line = progressLine(process.stderr)
  const verdicts = await verifyModelFiles({ models, embeddings, onProgress: line.show }).finally(line.end)
  if (verdicts.some(({ state }) => state === 'damaged')) process.exitCode = 1
  if (options.json) return printJson(verdicts)
  if (verdicts.length === 0) console.log(`There is no model in ${folder}.`)
  for (const { file, state, found } of verdicts) console.log(`${state.padEnd(8)} ${path.basename(file)}: ${found}`)
  if (process.exitCode)
    console.log('To get a damaged model again: albumen models remove NAME, then albumen models pull NAME.')
}
