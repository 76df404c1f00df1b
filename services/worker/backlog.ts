import { setTimeout as sleep } from 'node:timers/promises'
import { enqueueFiles, enqueuePhotos, pendingCounts } from '#core/backlog'
import type { Database } from '#core/database/connect'
import { messageOf } from '#core/errors'
import type { Log } from '#core/log'
import type { Queues } from '#core/queues'

/** Between two comparisons of the catalogue with the queues. */
const EVERY_MS = 60_000

/**
 * Derives the backlog from the catalogue: at start, and whenever the catalogue knows of more work than the queues do
 * (a Redis that lost its memory, a process that died between storing and enqueueing). A job that exists is not doubled.
 */
export function keepBacklog(db: Database, queues: Queues, log: Log, signal: AbortSignal): Promise<void> {
  return loop(async (atStart) => {
    const early = await queues.forgetFuture()
    if (early > 0) log.warn({ jobs: early }, 'the clock was ahead; what was put off goes on')
    const waiting = await pendingCounts(db)
    const ingest = await queues.ingest.counts()
    if (waiting.files > 0 && (atStart || waiting.files > ingest.waiting + ingest.active)) await enqueueFiles(db, queues)
    const analyse = await queues.analyse.counts()
    if (waiting.photos > 0 && (atStart || waiting.photos > analyse.waiting + analyse.active)) {
      await enqueuePhotos(db, queues)
    }
  })

  async function loop(pass: (atStart: boolean) => Promise<void>): Promise<void> {
    for (let atStart = true; !signal.aborted; atStart = false) {
      await pass(atStart).catch((error) => log.warn({ error: messageOf(error) }, 'the backlog could not be compared'))
      await sleep(EVERY_MS, undefined, { signal }).catch(() => {})
    }
  }
}
