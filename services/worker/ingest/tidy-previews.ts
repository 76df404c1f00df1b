import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '#core/database/connect'
import { messageOf } from '#core/errors'
import type { Log } from '#core/log'
import { remakeLatestPreviews } from '#core/missing-previews'
import { removeUnfinished } from '#photo/pixels/unfinished'

const LOOK_EVERY_MS = 3_600_000

/** Sees to what deaths and power cuts did to the previews: at the start, and then to what was left half-written. */
export async function tidyPreviews(db: Database, previewsDir: string, log: Log, signal: AbortSignal): Promise<void> {
  await remakeLatestPreviews(db, previewsDir).then(
    (photos) => photos > 0 && log.warn({ photos }, 'previews are lost, as after a power cut; they are made again'),
    (error) => log.warn({ error: messageOf(error) }, 'the latest previews could not be looked at'),
  )
  while (!signal.aborted) {
    await removeUnfinished(previewsDir).then(
      (removed) => removed > 0 && log.info({ removed }, 'half-written previews deleted'),
      (error) => log.warn({ error: messageOf(error) }, 'half-written previews could not be deleted'),
    )
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {})
  }
}
