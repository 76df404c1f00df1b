import type { Config } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { say } from '#core/sentences/say'
import { chooseEmbedding } from '#text/models/choose'
import type { Finding } from '../finding.js'

/** Whether photos can be found by meaning, and what the database would bring for it. */
export async function checkSemantic(config: Config): Promise<Finding> {
  const choice = await chooseEmbedding(config.embeddingModel, dataFolder(config.dataDir).models)
  const about = say('about_semantic')
  if (choice.kind === 'off') return { about, state: 'ok', found: say('semantic_off') }
  if (choice.kind === 'waiting') {
    const advice = `${choice.hint} ${say('semantic_words_only')}`
    return { about, state: 'ok', found: choice.reason, advice }
  }
  const { name, dimensions, path } = choice
  return { about, state: 'ok', found: say('semantic_found', { name, dimensions, path }) }
}
