import type { Config } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { chooseEmbedding } from '#text/models/choose'
import type { Finding } from '../finding.js'

/** Whether photos can be found by meaning, and what the database would bring for it. */
export async function checkSemantic(config: Config): Promise<Finding> {
  const choice = await chooseEmbedding(config.embeddingModel, dataFolder(config.dataDir).models)
  const about = 'semantic search'
  if (choice.kind === 'off') return { about, state: 'ok', found: 'switched off (ALBUMEN_EMBEDDING_MODEL=none)' }
  if (choice.kind === 'waiting') {
    const advice = `${choice.hint} Until then photos are found by words only.`
    return { about, state: 'ok', found: choice.reason, advice }
  }
  return { about, state: 'ok', found: `${choice.name}, ${choice.dimensions} dimensions (${choice.path})` }
}
