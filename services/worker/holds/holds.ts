import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from '#core/config'
import type { DataFolder } from '#core/data-folder'
import { messageOf } from '#core/errors'
import type { Hold } from '#core/heartbeat'
import type { Log } from '#core/log'
import { createBatteryHold } from './battery-hold.js'
import { createBusyHold } from './busy-hold.js'
import { createDiskHold } from './disk-hold.js'

const LOOK_EVERY_MS = 1_000

/** What of the machine makes work wait, as it was a second ago. */
export interface Holds {
  /** for everything that writes previews or many rows */
  writing(): Hold | undefined
  /** for analysis, which takes the most of the machine */
  analysis(): Hold | undefined
  readonly closed: Promise<void>
}

/** For a machine that is never short of anything. */
export const noHolds: Pick<Holds, 'writing' | 'analysis'> = { writing: () => undefined, analysis: () => undefined }

/** Looks at the machine as long as the worker runs. */
export async function watchMachine(deps: {
  config: Config
  folder: DataFolder
  log: Log
  signal: AbortSignal
}): Promise<Holds> {
  const { config, log, signal } = deps
  const disk = createDiskHold(deps.folder.root, config.minFreeMb * 1e6)
  const battery = createBatteryHold({ when: config.onBattery, ups: config.ups })
  const busy = createBusyHold(config.busyPercent, config.busySeconds)
  let writing: Hold | undefined
  let analysis: Hold | undefined

  async function look(): Promise<void> {
    writing = await disk()
    const before = analysis
    // All are looked at, because the busy one has to see every second.
    const [power, processors] = await Promise.all([battery(), busy()])
    analysis = writing ?? power ?? processors
    if (analysis && analysis.code !== before?.code) log.warn({ reason: analysis.reason }, 'work waits')
    if (!analysis && before) log.info({ for: before.code }, 'work goes on')
  }
  const lookSafely = () => look().catch((error) => log.warn({ error: messageOf(error) }, 'the machine cannot be read'))

  await lookSafely()
  const closed = (async () => {
    while (!signal.aborted) {
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {})
      if (!signal.aborted) await lookSafely()
    }
  })()
  return { writing: () => writing, analysis: () => analysis, closed }
}
