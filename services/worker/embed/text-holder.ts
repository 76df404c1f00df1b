import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from '#core/config'
import { messageOf } from '#core/errors'
import type { TextReport } from '#core/heartbeat'
import type { Log } from '#core/log'
import type { Metrics } from '#core/metrics/metrics'
import { memoryOf } from '#core/metrics/process-metrics'
import { say } from '#core/sentences/say'
import { serveText } from '#text/engine/serve'
import { createTextEngine, type TextEngine } from '#text/engine/text-engine'
import { type ChosenModel, chooseEmbedding, type EmbeddingChoice } from '#text/models/choose'
import { type Offer, offerOf } from '../offer.js'

const LOOK_EVERY_MS = 5_000
/**
 * Half of the cores: llama.cpp's threads wait for each other by spinning, and with more threads than free cores (photos
 * are being looked at meanwhile) a text takes ten times as long.
 */
const threads = () => Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)))

export interface TextHolder {
  report(): TextReport
  close(): Promise<void>
}

export interface TextHolderOptions {
  /** which model is wanted, as {@link chooseEmbedding} takes it; asked again and again */
  wanted(): Promise<string | undefined>
  /** how often it is asked, and looked whether there is a model */
  lookEveryMs?: number | undefined
  config: Pick<Config, 'idleMinutes' | 'workerHost'>
  modelsDir: string
  log: Log
  metrics: Metrics
}

interface Held {
  choice: ChosenModel
  engine: TextEngine
  offered: { endpoint: NonNullable<TextReport['endpoint']>; close(): Promise<void> }
}

/**
 * Holds the text engine: waits until there is an embedding model, and changes over when there is a newer one or the owner
 * chooses another. It is also offered to the api, for questions.
 * @param onEngine told of each engine before it is used, and that there is none before one is closed
 */
export function holdTextEngine(
  { wanted, lookEveryMs = LOOK_EVERY_MS, config, modelsDir, log, metrics }: TextHolderOptions,
  onEngine: (engine: TextEngine | undefined) => Promise<void> | void,
): TextHolder {
  let choice: EmbeddingChoice | undefined
  let held: Held | undefined
  const stopping = new AbortController()
  metrics.gauge('albumen_process_resident_memory_bytes', () =>
    memoryOf('text engine', [held?.engine.pid() ?? []].flat()),
  )

  async function lookOnce(): Promise<void> {
    const next = await chooseEmbedding(await wanted(), modelsDir)
    if (stopping.signal.aborted) return
    choice = next
    const model = next.kind === 'model' ? next : undefined
    if (held?.choice.path === model?.path && held?.choice.version === model?.version) return
    await letGo()
    if (!model || stopping.signal.aborted) return
    const idleMs = config.idleMinutes * 60_000
    const engine = createTextEngine(model, { threads: threads(), idleMs, log, metrics })
    held = { choice: model, engine, offered: await offer(engine, offerOf('text', config)) }
    log.info({ model: model.name, version: model.version }, 'embedding model chosen')
    await onEngine(engine)
  }

  async function letGo(): Promise<void> {
    const old = held
    if (!old) return
    held = undefined
    // Together: what the engine's closing rejects is put back into the queue by whoever used it.
    await Promise.all([onEngine(undefined), old.offered.close(), old.engine.close()])
  }

  const looking = (async () => {
    while (!stopping.signal.aborted) {
      await lookOnce().catch((error) => log.error({ error: messageOf(error) }, 'no text engine can be made'))
      await sleep(lookEveryMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  })()

  return {
    report() {
      const nothing = { model: null, version: null, dimensions: 0 }
      if (choice?.kind === 'off') return { ...nothing, state: 'off', reason: say('no_embedding_wanted') }
      if (choice?.kind === 'waiting') {
        return { ...nothing, state: 'waiting', reason: choice.reason, hint: choice.hint }
      }
      if (!held) return { ...nothing, state: 'loading' }
      const { engine, offered } = held
      const { model, version, dimensions } = engine
      const reason = engine.lastError()
      return {
        ...{ state: engine.state(), model, version, dimensions, endpoint: offered.endpoint },
        ...(reason ? { reason } : {}),
      }
    },
    async close() {
      stopping.abort()
      await looking
      await letGo()
    },
  }
}

async function offer(engine: TextEngine, { host, port, url }: Offer) {
  const token = randomBytes(24).toString('base64url')
  const server = await serveText(engine, { token, host, port })
  return { endpoint: { url: url(server.url), token }, close: () => server.close() }
}
