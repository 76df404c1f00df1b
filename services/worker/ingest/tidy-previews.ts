import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf } from '#core/errors'
import type { Log } from '#core/log'
import { removeUnfinished } from '#photo/pixels/unfinished'

const LOOK_EVERY_MS = 3_600_000

/** Deletes half-written previews of workers that died, until this one stops. */
export async function tidyPreviews(previewsDir: string, log: Log, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await removeUnfinished(previewsDir).then(
      (removed) => removed > 0 && log.info({ removed }, 'half-written previews deleted'),
      (error) => log.warn({ error: messageOf(error) }, 'half-written previews could not be deleted'),
    )
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {})
  }
}
