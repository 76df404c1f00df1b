import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type { Config } from '#core/config'
import { messageOf } from '#core/errors'
import type { TextReport } from '#core/heartbeat'
import type { Log } from '#core/log'
import type { Metrics } from '#core/metrics/metrics'
import { memoryOf } from '#core/metrics/process-metrics'
import { serveText } from '#text/engine/serve'
import { createTextEngine, type TextEngine } from '#text/engine/text-engine'
import { chooseEmbedding, type EmbeddingChoice } from '#text/models/choose'
import { type Offer, offerOf } from '../offer.js'

/** How often a model that is not there yet is looked for. */
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
  config: Pick<Config, 'embeddingModel' | 'idleMinutes' | 'workerHost'>
  modelsDir: string
  log: Log
  metrics: Metrics
}

/**
 * Waits until there is an embedding model, then makes the engine once and hands it over. It is also offered to the api,
 * for questions.
 */
export function holdTextEngine(
  { config, modelsDir, log, metrics }: TextHolderOptions,
  onEngine: (engine: TextEngine) => void,
): TextHolder {
  let choice: EmbeddingChoice | undefined
  let engine: TextEngine | undefined
  let offered: { endpoint: NonNullable<TextReport['endpoint']>; close(): Promise<void> } | undefined
  let closed = false
  let timer: NodeJS.Timeout | undefined
  metrics.gauge('albumen_process_resident_memory_bytes', () => memoryOf('text engine', [engine?.pid() ?? []].flat()))

  const look = async () => {
    choice = await chooseEmbedding(config.embeddingModel, modelsDir)
    if (closed || choice.kind === 'off') return
    if (choice.kind === 'waiting') {
      timer = setTimeout(again, LOOK_EVERY_MS)
      return
    }
    engine = createTextEngine(choice, {
      threads: threads(),
      idleMs: config.idleMinutes * 60_000,
      log,
      metrics,
    })
    offered = await offer(engine, offerOf('text', config))
    if (closed) return await offered.close()
    log.info({ model: choice.name, version: choice.version }, 'embedding model chosen')
    onEngine(engine)
  }
  const again = () => void look().catch((error) => log.error({ error: messageOf(error) }, 'no text engine can be made'))
  again()

  return {
    report() {
      const nothing = { model: null, version: null, dimensions: 0 }
      if (choice?.kind === 'off') return { ...nothing, state: 'off', reason: 'No embedding model is wanted.' }
      if (choice?.kind === 'waiting') {
        return { ...nothing, state: 'waiting', reason: choice.reason, hint: choice.hint }
      }
      if (!engine) return { ...nothing, state: 'loading' }
      const { model, version, dimensions } = engine
      const reason = engine.lastError()
      return {
        ...{ state: engine.state(), model, version, dimensions },
        ...(reason ? { reason } : {}),
        ...(offered ? { endpoint: offered.endpoint } : {}),
      }
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await offered?.close()
      await engine?.close()
    },
  }
}

async function offer(engine: TextEngine, { host, port, url }: Offer) {
  const token = randomBytes(24).toString('base64url')
  const server = await serveText(engine, { token, host, port })
  return { endpoint: { url: url(server.url), token }, close: () => server.close() }
}
