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
  const away = (await Promise.all(choice.urls.map(trouble))).filter((each) => each !== undefined)
  if (away.length === 0) return { about: 'engine', state: 'ok', found: `server at ${choice.urls.join(', ')}` }
  const state = away.length < choice.urls.length ? 'warning' : 'problem'
  const advice = 'Start the server there, or check ALBUMEN_SERVER_URL. Photos wait until one answers.'
  return { about: 'engine', state, found: away.join('; '), advice }
}

async function trouble(url: string): Promise<string | undefined> {
  return await fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
    () => undefined,
    (error: Error) => `${url}: ${messageOf(error.cause ?? error)}`,
  )
}
