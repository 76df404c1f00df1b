import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from '#core/config'
import type { DataFolder } from '#core/data-folder'
import { messageOf } from '#core/errors'
import type { EngineReport } from '#core/heartbeat'
import type { Listening } from '#core/json-server'
import type { Log } from '#core/log'
import type { Metrics } from '#core/metrics/metrics'
import { memoryOf } from '#core/metrics/process-metrics'
import { say } from '#core/sentences/say'
import { createChooser, type Found } from '#vision/engines/choose-engine'
import { createOnDemandEngine, type OnDemandEngine } from '#vision/engines/on-demand'
import { serveEngine } from '#vision/engines/serve'
import { type Recommendation, recommendModel } from '#vision/models/recommend'
import { offerOf } from '../offer.js'
import type { Survey } from '../survey.js'
import { createAutoPull } from './auto-pull.js'
import { watchDownloads } from './downloads.js'

/** How often it is looked whether there is a model now, or another one. */
const LOOK_EVERY_MS = 3_000

export interface EngineHolder {
  /** The engine, once there was a model or a server; what it is made of may change while it runs. */
  engine(): OnDemandEngine | undefined
  /** whether there is a model or a server now */
  available(): boolean
  report(): EngineReport
  close(): Promise<void>
}

export interface HolderDeps {
  /** the configuration with what the owner has chosen since */
  ownersConfig(): Promise<Config>
  survey: Survey
  folder: DataFolder
  log: Log
  metrics: Metrics
}

/**
 * Holds the vision engine: waits until there is a model or a server, changes over when the owner chooses another, and
 * offers it to the api, for photos that are only looked at and not stored.
 */
export function holdEngine(config: Config, { ownersConfig, survey, folder, log, metrics }: HolderDeps): EngineHolder {
  const chooser = createChooser(ownersConfig, log, metrics)
  metrics.gauge('albumen_process_resident_memory_bytes', () => memoryOf('vision engine', engine?.pids() ?? []))
  const downloads = watchDownloads(folder.models)
  const autoPull = createAutoPull(config, folder.models, log)
  const stopping = new AbortController()
  let found: Found | undefined
  let engine: OnDemandEngine | undefined
  const offer = offerOf('vision', config)
  let served: { server: Listening; token: string } | undefined
  let onTheWay: EngineReport['downloads'] = []
  let advice: Recommendation | undefined

  async function lookOnce(): Promise<void> {
    const before = found
    const next = await chooser.look()
    if (stopping.signal.aborted) return
    onTheWay = await downloads.look()
    if (next.kind === 'waiting') {
      advice ??= recommendModel(await survey.hardware())
      if (config.model === 'auto' && advice.model) autoPull.want(advice.model.name)
    } else if (before?.kind !== 'engine' || before.key !== next.key) await take(next)
    found = next
  }

  async function take({ recipe, settings }: Extract<Found, { kind: 'engine' }>): Promise<void> {
    log.info({ kind: recipe.kind, model: recipe.model, slots: recipe.slots, ...settings }, 'vision engine chosen')
    if (engine) return engine.use(recipe)
    engine = createOnDemandEngine(recipe, { idleMs: config.idleMinutes * 60_000, log, metrics })
    const token = randomBytes(24).toString('base64url')
    served = { token, server: await serveEngine(engine, { host: offer.host, port: offer.port, token }) }
  }

  const looking = (async () => {
    while (!stopping.signal.aborted) {
      await lookOnce().catch((error) => log.error({ error: messageOf(error) }, 'the vision engine cannot be chosen'))
      await sleep(LOOK_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => {})
    }
  })()

  const waiting = ({ reason, hint }: { reason: string; hint: string }): EngineReport => {
    const none = { kind: 'none', model: null, state: 'waiting', concurrency: 0 } as const
    const suitable = advice?.sentence ?? ''
    if (config.model !== 'auto' || !advice?.model) {
      return { ...none, reason, hint: hint.startsWith(suitable) ? hint : `${suitable} ${hint}` }
    }
    const problem = autoPull.problem()
    return { ...none, reason: problem ?? reason, hint: problem ? hint : `${suitable} ${say('being_downloaded')}` }
  }

  function working(held: OnDemandEngine, settings: EngineReport['settings']): EngineReport {
    const reason = held.lastError()
    const notice = held.notice?.()
    return {
      kind: held.kind,
      model: held.model,
      state: held.state(),
      concurrency: held.slots,
      ...(reason ? { reason } : {}),
      ...(notice ? { notice } : {}),
      ...(settings ? { settings: { ...settings, slots: held.slots } } : {}),
      ...(served ? { endpoint: { url: offer.url(served.server.url), token: served.token } } : {}),
    }
  }

  return {
    engine: () => engine,
    available: () => found?.kind === 'engine',
    report() {
      const report: EngineReport =
        found?.kind === 'waiting'
          ? waiting(found)
          : engine && found
            ? working(engine, found.settings)
            : { kind: 'none', model: null, state: 'loading', concurrency: 0 }
      return onTheWay && onTheWay.length > 0 ? { ...report, downloads: onTheWay } : report
    },
    async close() {
      stopping.abort()
      await Promise.all([looking, autoPull.close(), served?.server.close()])
      await engine?.close()
    },
  }
}
