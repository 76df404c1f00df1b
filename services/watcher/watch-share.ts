import { messageOf } from '#core/errors'
import type { Log } from '#core/log'
import type { Metrics } from '#core/metrics/metrics'
import type { Catalogue, ShareRef } from './catalogue.js'
import { createRoot } from './root.js'
import { watchOnline } from './session.js'
import { defaultSettings, type WatchSettings } from './settings.js'
import { createAlarm, pause } from './timing.js'

export interface WatchOptions {
  signal: AbortSignal
  log: Log
  metrics?: Metrics | undefined
  settings?: Partial<WatchSettings>
}

export interface ShareWatch {
  /** Asks for a whole walk; ends when one that began after the call is complete, or the share is offline or closed. */
  rescan(): Promise<void>
  /** Ends all timers and watchers; ends itself when that is done, within about two seconds even if the disk hangs. */
  close(): Promise<void>
}

/**
 * Watches a share until it is closed: online while its root can be proven, otherwise looking for it every now and
 * then. Nothing that a disk or the catalogue does makes it throw.
 */
export function watchShare(share: ShareRef, catalogue: Catalogue, options: WatchOptions): ShareWatch {
  const settings = { ...defaultSettings, ...options.settings }
  const { log, metrics } = options
  const closing = new AbortController()
  const signal = AbortSignal.any([options.signal, closing.signal])
  const root = createRoot(share, catalogue, settings)
  const wantsWalk = createAlarm()
  const waiting = new Set<{ since: number; done: () => void }>()
  let firstWalk = true

  const release = (began = Number.POSITIVE_INFINITY) => {
    for (const waiter of waiting) {
      if (waiter.since > began) continue
      waiting.delete(waiter)
      waiter.done()
    }
  }

  /** One round: online for as long as it lasts, or one look that failed. */
  async function round(): Promise<'was online' | 'offline'> {
    const proof = await root.prove()
    if (signal.aborted) return 'offline'
    if (!proof.ok) {
      if (reported !== proof.reason) {
        log.warn({ share: share.name, reason: proof.reason }, 'the share is offline')
        await catalogue.shareState(share, 'offline', { reason: proof.reason })
        reported = proof.reason
      }
      release()
      return 'offline'
    }
    if (reported !== undefined) log.info({ share: share.name }, 'the share is back')
    reported = undefined
    await watchOnline({
      share,
      catalogue,
      settings,
      root,
      log,
      metrics,
      signal,
      wantsWalk,
      firstUrgency: firstWalk ? 'backlog' : 'arrival',
      walked(began) {
        firstWalk = false
        release(began)
      },
    })
    return 'was online'
  }
  let reported: string | undefined

  async function run() {
    let delay = settings.offlineMs
    while (!signal.aborted) {
      try {
        if ((await round()) === 'was online') {
          delay = settings.offlineMs
          continue
        }
      } catch (error) {
        log.error({ share: share.name, error: messageOf(error) }, 'the state of the share could not be recorded')
      }
      await pause(delay, signal)
      delay = Math.min(delay * 1.5, settings.offlineMaxMs)
    }
    release()
  }
  const done = run()

  return {
    rescan() {
      if (signal.aborted) return Promise.resolve()
      return new Promise((resolve) => {
        waiting.add({ since: performance.now(), done: resolve })
        wantsWalk.ring()
      })
    },
    async close() {
      closing.abort()
      await done
    },
  }
}
