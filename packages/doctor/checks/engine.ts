import type { Config } from '#core/config'
import { say } from '#core/sentences/say'
import { inspectServer } from '#vision/engines/server/inspect-server'
import type { EngineChoice } from '#vision/models/resolve'
import type { Finding } from '../finding.js'

export async function checkEngine(choice: EngineChoice, config: Config): Promise<Finding> {
  if (choice.kind === 'waiting') {
    const why = say('engine_waiting_why')
    return { about: say('about_engine'), state: 'warning', found: choice.reason, why, advice: choice.hint }
  }
  if (choice.kind === 'embedded') {
    const found = `${choice.name} (${choice.modelPath})`
    if (choice.name === 'nano-vl' || process.platform !== 'linux')
      return { about: say('about_engine'), state: 'ok', found }
    const advice = say('engine_one_core_advice')
    const why = say('engine_one_core_why')
    return { about: say('about_engine'), state: 'warning', found, why, advice }
  }
  const { urls, model } = choice
  const servers = await Promise.all(urls.map((url) => inspectServer(url, { model, apiKey: config.serverKey })))
  const away = servers.flatMap(({ problem }) => problem ?? [])
  const usable = servers.filter(({ problem }) => problem === undefined).map(({ url, found }) => `${found} at ${url}`)
  if (away.length === 0) return { about: say('about_engine'), state: 'ok', found: usable.join(', ') }
  const state = usable.length > 0 ? 'warning' : 'problem'
  const advice = say('engine_server_advice')
  const why = say('engine_server_why')
  return { about: say('about_engine'), state, found: away.join(' '), why, advice }
}
