import { messageOf } from '#core/errors'
import { createIgnoreRules } from '#core/ignore-rules'
import type { Log } from '#core/log'
import type { Metrics } from '#core/metrics/metrics'
import { say } from '#core/sentences/say'
import type { Catalogue, FoundFile, ShareRef, Urgency } from './catalogue.js'
import { type DirectoryEvents, watchDirectories } from './directory-events.js'
import { createHints } from './hints.js'
import { chooseMode, type Mode } from './mode.js'
import { createReconciler } from './reconcile.js'
import { type Root, ShareOffline } from './root.js'
import type { WatchSettings } from './settings.js'
import { createSettling } from './settling.js'
import { type Alarm, createAlarm, pause, unlessAborted } from './timing.js'
import { createTree } from './tree.js'

export interface SessionContext {
  share: ShareRef
  catalogue: Catalogue
  settings: WatchSettings
  root: Root
  log: Log
  metrics?: Metrics | undefined
  signal: AbortSignal
  /** rung when a whole walk is asked for */
  wantsWalk: Alarm
  /** how urgent are the files that the first walk finds */
  firstUrgency: Urgency
  /** called after each complete walk with the time at which it began */
  walked(began: number): void
}

/** How long work under way may take to end after the session was told to: a hung disk must not hold the process. */
const GRACE_MS = 2_000

/**
 * Watches one share for as long as it is there: whole walks, live events, files that are not settled yet, and a look
 * at the root now and then run side by side. Ends when the signal is aborted or the root is lost.
 */
export async function watchOnline(context: SessionContext): Promise<void> {
  const { share, catalogue, settings, root, log, wantsWalk } = context
  const session = new AbortController()
  const signal = AbortSignal.any([context.signal, session.signal])
  const rules = createIgnoreRules(share.root, settings)
  const hints = createHints(settings.debounceMs)
  const live = createAlarm()
  const unsettled = createAlarm()
  const tree = createTree()
  let events: DirectoryEvents | undefined
  let mode: Mode = { watching: 'poll', proven: true, network: false }

  /** by the monotonic clock: when files were first seen that have settled since */
  const noticed: number[] = []
  const settling = createSettling({
    root: share.root,
    settleMs: settings.settleMs,
    filesAtOnce: settings.filesAtOnce,
    // Another machine's clock may be behind ours, and a file that is being copied then looks old.
    trustsClock: () => !mode.network || firstWalk,
    settled: (noticedAt) => noticed.push(noticedAt),
  })
  let firstWalk = context.firstUrgency === 'backlog'

  const reconciler = createReconciler({
    share,
    catalogue,
    settings,
    rules,
    root,
    tree,
    settling,
    log,
    signal,
    beforeListing: (directory, crowded) => events?.cover(directory, crowded),
    forgotten: (directories) => events?.uncover(directories),
    linkAppeared: () => wantsWalk.ring(),
  })

  async function announce() {
    const { watching, reason } = mode
    await catalogue.shareState(share, 'online', { ...root.identity, watching, ...(reason ? { reason } : {}) })
  }

  async function pollInstead(reason: string) {
    mode = { ...mode, watching: 'poll', proven: true, reason }
    const failed = events
    events = undefined
    watchFailure = undefined
    await failed?.close()
    log.warn({ share: share.name, reason }, 'watching for events is not possible, the share is polled')
    await announce()
  }

  function startEvents() {
    events = watchDirectories(share.root, rules, {
      onHint(directory, file) {
        if (file !== undefined && settling.has(file)) return
        hints.add(directory)
        live.ring()
      },
      onReplaced(directory) {
        events?.uncover(tree.below(directory))
        hints.addWhole(directory)
      },
      onDoubt: () => wantsWalk.ring(),
      onError(error) {
        watchFailure = error
        wantsWalk.ring()
      },
    })
  }
  let watchFailure: Error | undefined

  /** Whole walks. The first one does not wait for watches; in native mode the second one sets them. */
  async function walks() {
    mode = await chooseMode(share, settings, signal)
    await announce()
    let urgency = context.firstUrgency
    let watchedSince = Number.POSITIVE_INFINITY
    for (let first = true; !signal.aborted; first = false) {
      if (!first) await demandRoot()
      wantsWalk.reset() // what was asked for until now is answered by this walk
      const began = performance.now()
      const { unannounced, ...summary } = await reconciler.everything(urgency, mode.proven ? undefined : watchedSince)
      if (signal.aborted) return
      urgency = 'arrival'
      firstWalk = false
      unsettled.ring()
      await catalogue.scanned(share, summary)
      context.walked(began)
      if (mode.watching === 'native' && !events) {
        startEvents()
        continue
      }
      if (watchedSince > Date.now()) watchedSince = Date.now()
      if (unannounced > 0) await pollInstead(say('poll_unannounced'))
      else if (!watchFailure) await wantsWalk.sleep(untilNextWalk(summary.milliseconds), signal)
      if (events && watchFailure && !signal.aborted) {
        await demandRoot()
        await pollInstead(say('poll_unwatchable', { error: messageOf(watchFailure) }))
      }
    }
  }

  let unprovenWalks = 0
  function untilNextWalk(walkMs: number): number {
    if (mode.watching === 'poll') return Math.max(settings.pollMs, 10 * walkMs)
    return mode.proven || unprovenWalks++ > 0 ? settings.reconcileMs : settings.unprovenReconcileMs
  }

  /** Folders in which something happened. */
  async function liveFolders() {
    while (!signal.aborted) {
      await live.sleep(hints.next() ?? IDLE_MS, signal)
      for (const { directory, whole } of hints.take()) {
        if (signal.aborted) return
        const began = performance.now()
        await reconciler.directory(directory, whole)
        hints.took(directory, performance.now() - began)
        unsettled.ring()
      }
    }
  }

  /** Files that were still changing when they were seen. */
  async function unsettledFiles() {
    while (!signal.aborted) {
      await unsettled.sleep(settling.next() ?? IDLE_MS, signal)
      if (signal.aborted) return
      const files: FoundFile[] = await settling.sweep()
      for (let from = 0; from < files.length && !signal.aborted; from += settings.batch) {
        await catalogue.found(share, files.slice(from, from + settings.batch), 'arrival')
      }
      for (const at of noticed.splice(0)) {
        const seconds = (performance.now() - at) / 1000
        context.metrics?.observe('albumen_watcher_lag_seconds', seconds, { share: share.name })
      }
    }
  }

  async function rootChecks() {
    while (!signal.aborted) {
      await pause(settings.rootCheckMs, signal)
      if (!signal.aborted) await demandRoot()
    }
  }

  async function demandRoot() {
    const proof = await root.prove()
    if (!proof.ok) throw new ShareOffline(proof.reason)
    if (proof.changed) throw new ShareOffline('The share was mounted anew')
  }

  /** Runs one of the above until it loses the root; what the catalogue refuses is made good by another whole walk. */
  async function keepRunning(work: () => Promise<void>) {
    while (!signal.aborted) {
      try {
        await work()
      } catch (error) {
        if (signal.aborted) return
        if (error instanceof ShareOffline) {
          log.debug({ share: share.name, reason: error.message }, 'the root was lost')
          return session.abort()
        }
        log.error({ share: share.name, error: messageOf(error) }, 'the catalogue or the disk refused, trying again')
        await pause(settings.retryMs, signal)
        wantsWalk.ring()
      }
    }
  }

  const running = Promise.all([walks, liveFolders, unsettledFiles, rootChecks].map(keepRunning))
  await unlessAborted(running, signal)
  await (events as DirectoryEvents | undefined)?.close()
  const grace = new AbortController()
  await Promise.race([running, pause(GRACE_MS, grace.signal)])
  grace.abort()
}

const IDLE_MS = 60_000
