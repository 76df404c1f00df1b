import type { IgnoreSettings } from '#core/ignore-rules'

/** Times are in milliseconds. */
export interface WatchSettings extends IgnoreSettings {
  /** a file is settled when its size and modification time have been the same for this long */
  settleMs: number
  /** between an event in a folder and its listing */
  debounceMs: number
  /** between full walks where events arrive */
  reconcileMs: number
  /** first such interval where nothing has proven yet that events arrive */
  unprovenReconcileMs: number
  /** between full walks where events do not arrive; never less than ten times what a walk takes */
  pollMs: number
  /** how long the event of the probe file is waited for */
  probeMs: number
  /** a change that is older than this and was not announced proves that events do not arrive */
  unannouncedMs: number
  /** between looks at the root while all is well */
  rootCheckMs: number
  /** after this a root that does not answer counts as gone (a dead network mount never answers) */
  rootTimeoutMs: number
  /** between looks at the root of a share that is offline: first, and at most */
  offlineMs: number
  offlineMaxMs: number
  /** pause before something is repeated that the catalogue refused */
  retryMs: number
  /** folders listed at the same time, and files looked at in each */
  directoriesAtOnce: number
  filesAtOnce: number
  /** files in one call to the catalogue */
  batch: number
}

export const defaultSettings: WatchSettings = {
  settleMs: 5_000,
  debounceMs: 250,
  reconcileMs: 15 * 60_000,
  unprovenReconcileMs: 5 * 60_000,
  pollMs: 60_000,
  probeMs: 3_000,
  unannouncedMs: 30_000,
  rootCheckMs: 15_000,
  rootTimeoutMs: 10_000,
  offlineMs: 5_000,
  offlineMaxMs: 30_000,
  retryMs: 5_000,
  directoriesAtOnce: 4,
  filesAtOnce: 8,
  batch: 1_000,
  exclude: [],
}
