import type { Config } from '#core/config'
import { inspectServer } from '#vision/engines/server/inspect-server'
import { findEngine } from '#vision/models/find-engine'
import type { Finding } from '../finding.js'

export async function checkEngine(config: Config): Promise<Finding> {
  const choice = await findEngine(config)
  if (choice.kind === 'waiting') {
    const why = 'Photos are found by date, place and name, but not by what is in them.'
    return { about: 'engine', state: 'warning', found: choice.reason, why, advice: choice.hint }
  }
  if (choice.kind === 'embedded') {
    const found = `${choice.name} (${choice.modelPath})`
    if (choice.name === 'nano-vl' || process.platform !== 'linux') return { about: 'engine', state: 'ok', found }
    const advice =
      "The embedded engine uses one processor core a photo. llama.cpp's own llama-server is much faster: see `albumen tune`."
    const why = 'On one core a photo takes minutes instead of seconds.'
    return { about: 'engine', state: 'warning', found, why, advice }
  }
  const { urls, model } = choice
  const servers = await Promise.all(urls.map((url) => inspectServer(url, { model, apiKey: config.serverKey })))
  const away = servers.flatMap(({ problem }) => problem ?? [])
  const usable = servers.filter(({ problem }) => problem === undefined).map(({ url, found }) => `${found} at ${url}`)
  if (away.length === 0) return { about: 'engine', state: 'ok', found: usable.join(', ') }
  const state = usable.length > 0 ? 'warning' : 'problem'
  const advice = 'Photos wait until a server can be used; that is noticed by itself.'
  const why = 'Fewer servers share the photos, or none looks at them.'
  return { about: 'engine', state, found: away.join(' '), why, advice }
}
