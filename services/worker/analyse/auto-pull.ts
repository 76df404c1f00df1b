import type { Config } from '#core/config'
import { messageOf } from '#core/errors'
import type { Log } from '#core/log'
import { say } from '#core/sentences/say'
import { createHubs } from '#vision/models/hubs'
import { pullModel } from '#vision/models/pull'
import { PullError } from '#vision/models/pull-error'

/** After a failure, the longer the more there were: the network of a home may be away for a night. */
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 30 * 60_000

export interface AutoPull {
  /** Begins to download unless it is under way or a failure is too recent. */
  want(model: string): void
  /** the last failure as a sentence, until a download succeeds */
  problem(): string | undefined
  close(): Promise<void>
}

/** Downloads a model in the background. A failure is a sentence and another try later, never an end. */
export function createAutoPull(config: Config, modelsDir: string, log: Log): AutoPull {
  const stop = new AbortController()
  let pulling: Promise<void> | undefined
  let problem: string | undefined
  let failures = 0
  let notBefore = 0

  async function pull(name: string): Promise<void> {
    log.info({ model: name }, 'downloading the model for this machine')
    try {
      const hubs = createHubs({ endpoint: config.hfEndpoint, token: config.hfToken })
      await pullModel(name, { modelsDir, hubs, signal: stop.signal })
      log.info({ model: name }, 'model downloaded')
      problem = undefined
      failures = 0
    } catch (error) {
      if (stop.signal.aborted) return
      if (error instanceof PullError && error.code === 'busy') {
        notBefore = Date.now() + FIRST_WAIT_MS // somebody else downloads it
        return
      }
      const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures++)
      notBefore = Date.now() + waitMs
      problem = say('download_failed', { model: name, why: messageOf(error) })
      log.warn({ model: name, error: messageOf(error), againInSeconds: waitMs / 1000 }, 'model not downloaded')
    }
  }

  return {
    want(model) {
      if (pulling || stop.signal.aborted || Date.now() < notBefore) return
      pulling = pull(model).finally(() => {
        pulling = undefined
      })
    },
    problem: () => problem,
    async close() {
      stop.abort(new Error('the worker stops'))
      await pulling
    },
  }
}
