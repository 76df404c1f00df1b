import type { Config } from '#core/config'
import type { Finding } from '#doctor/finding'
import { inspectServer } from '#vision/engines/server/inspect-server'
import { findEngine } from '#vision/models/find-engine'

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
  const { urls, model } = choice
  const servers = await Promise.all(urls.map((url) => inspectServer(url, { model, apiKey: config.serverKey })))
  const away = servers.flatMap(({ problem }) => problem ?? [])
  const usable = servers.filter(({ problem }) => problem === undefined).map(({ url, found }) => `${found} at ${url}`)
  if (away.length === 0) return { about: 'engine', state: 'ok', found: usable.join(', ') }
  const state = usable.length > 0 ? 'warning' : 'problem'
  const advice = 'Photos wait until a server can be used; that is noticed by itself.'
  return { about: 'engine', state, found: away.join(' '), advice }
}
