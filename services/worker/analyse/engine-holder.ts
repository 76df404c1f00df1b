import { randomBytes } from 'node:crypto'
import type { Config } from '#core/config'
import type { EngineReport } from '#core/heartbeat'
import type { Log } from '#core/log'
import { createEngine } from '#vision/engines/create'
import type { VisionEngine } from '#vision/engines/engine'
import { serveEngine } from '#vision/engines/serve'
import { findEngine } from '#vision/models/find-engine'
import type { EngineChoice } from '#vision/models/resolve'

/** How often a model that is not there yet is looked for. */
const LOOK_EVERY_MS = 5_000

export interface EngineHolder {
  report(): EngineReport
  close(): Promise<void>
}

/**
 * Waits until there is a model or a server, then makes the engine once and hands it over. It is also offered to the api
 * on loopback, for photos that are only looked at and not stored.
 */
export function holdEngine(config: Config, log: Log, onEngine: (engine: VisionEngine) => void): EngineHolder {
  let choice: EngineChoice | undefined
  let engine: VisionEngine | undefined
  let offered: { endpoint: NonNullable<EngineReport['endpoint']>; close(): Promise<void> } | undefined
  let closed = false
  let timer: NodeJS.Timeout | undefined

  const look = async () => {
    choice = await findEngine(config)
    if (closed) return
    if (choice.kind === 'waiting') {
      timer = setTimeout(() => void look(), LOOK_EVERY_MS)
      return
    }
    engine = createEngine(choice, {
      slots: config.analyseConcurrency,
      timeoutMs: config.analyseTimeout * 1000,
      log,
    })
    offered = await offer(engine)
    if (closed) return
    log.info({ kind: engine.kind, model: engine.model, slots: engine.slots }, 'vision engine chosen')
    onEngine(engine)
  }
  void look().catch((error) => log.error({ error: String(error) }, 'the vision engine cannot be made'))

  return {
    report() {
      if (choice?.kind === 'waiting') {
        const { reason, hint } = choice
        return { kind: 'none', model: null, state: 'waiting', concurrency: 0, reason, hint }
      }
      if (!engine) return { kind: 'none', model: null, state: 'loading', concurrency: 0 }
      const reason = engine.lastError()
      return {
        kind: engine.kind,
        model: engine.model,
        state: engine.state(),
        concurrency: engine.slots,
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

async function offer(engine: VisionEngine) {
  const token = randomBytes(24).toString('base64url')
  const server = await serveEngine(engine, { host: '127.0.0.1', port: 0, token })
  return { endpoint: { url: server.url, token }, close: () => server.close() }
}
