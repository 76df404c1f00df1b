import type { Config } from '#core/config'
import { messageOf } from '#core/errors'
import { findEngine } from '#vision/models/find-engine'
import type { Finding } from './finding.js'

export async function checkEngine(config: Config): Promise<Finding> {
  const choice = await findEngine(config)
  if (choice.kind === 'waiting') {
    return { about: 'engine', state: 'warning', found: choice.reason, advice: choice.hint }
  }
  if (choice.kind === 'embedded') {
    const found = `${choice.name} (${choice.modelPath})`
    if (choice.name === 'nano-vl' || process.platform !== 'linux') return { about: 'engine', state: 'ok', found }
    const advice =
      "The embedded engine uses one processor core a photo. llama.cpp's own llama-server is much faster: see `albumen tune`."
    return { about: 'engine', state: 'warning', found, advice }
  }
  try {
    await fetch(choice.url, { signal: AbortSignal.timeout(5_000) })
    return { about: 'engine', state: 'ok', found: `server at ${choice.url}` }
  } catch (error) {
    const advice = 'Start the server there, or check ALBUMEN_SERVER_URL. Photos wait until it answers.'
    return {
      about: 'engine',
      state: 'problem',
      found: `${choice.url}: ${messageOf((error as Error).cause ?? error)}`,
      advice,
    }
  }
}
