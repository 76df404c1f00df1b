import type { Database } from '#core/database/connect'
import type { Log } from '#core/log'
import { say } from '#core/sentences/say'
import type { VisionEngine } from '#vision/engines/engine'
import { createServerEngine } from '#vision/engines/server/server-engine'
import { isUsable, livingEngines } from '../engine-report.js'
import { Problem } from '../problem.js'

/** The engine of a worker, as a server: the api has none of its own. */
export interface EngineClient {
  /** @throws Problem 503 with what the owner can do, when none is ready */
  engine(): Promise<VisionEngine>
  close(): Promise<void>
}

export function createEngineClient(db: Database, timeoutSeconds: number, log: Log): EngineClient {
  let known: { url: string; token: string | null; engine: VisionEngine } | undefined
  return {
    async engine() {
      const { workers, engines } = await livingEngines(db)
      const offered = engines.find((engine) => isUsable(engine) && engine.endpoint)
      if (!offered?.endpoint) {
        const { reason, hint } = engines[0] ?? {
          reason: workers === 0 ? say('no_worker') : say('no_worker_analyses'),
          hint: undefined,
        }
        throw new Problem(503, reason ?? say('engine_not_ready'), {
          ...{ code: 'engine_not_ready', headers: { 'retry-after': '10' } },
          ...(hint ? { hint } : {}),
        })
      }
      const { url, token } = offered.endpoint
      if (known?.url === url && known.token === token) return known.engine
      await known?.engine.close()
      const settings = { url, timeoutMs: timeoutSeconds * 1000, log, ...(token ? { apiKey: token } : {}) }
      const model = offered.kind === 'server' && offered.model ? { model: offered.model } : {}
      known = { url, token, engine: createServerEngine({ ...settings, ...model }) }
      return known.engine
    },
    async close() {
      await known?.engine.close()
    },
  }
}
