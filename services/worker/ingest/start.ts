import os from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Job, Worker } from 'bullmq'
import { enqueueAnalyse } from '#core/analyse-queue'
import { messageOf, PermanentError } from '#core/errors'
import { isLastAttempt, type Payload, payloads, postpone } from '#core/queues'
import { say } from '#core/sentences/say'
import { isMachineTrouble } from '#core/trouble'
import { openDecoders } from '#photo/open-decoders'
import type { StageDeps } from '../stage-deps.js'
import { ingestJob } from './ingest-job.js'
import { markFileUnreadable } from './store/store-photo.js'
import { tidyPreviews } from './tidy-previews.js'

const LOOK_EVERY_MS = 1_000
/** A file that was in work at this many deaths of the worker is given up: it may be what kills it. */
const MAX_STALLED = 4
/** A file that met a database that is away, or a full disk, is tried again this soon. */
const TROUBLE_MS = 2_000

/** Takes files from the queue, as many at once as there are cores, and hands new photos on to be analysed. */
export function startIngest(deps: StageDeps): { close(): Promise<void> } {
  const { connection, queues, config, log, metrics } = deps
  const decoders = openDecoders(deps.signal)
  const { previews: previewsDir } = deps.folder
  const stage = { db: connection.db, previewsDir, examine: decoders.deps, signal: deps.signal, metrics }
  const giveUp = async (fileId: number, code: string, reason: string) => {
    await markFileUnreadable(connection.db, fileId, code, reason)
    metrics.count('albumen_files_ingested_total', { result: 'unreadable' })
    metrics.count('albumen_failures_total', { stage: 'ingest', code })
  }

  const handle = async ({ fileId }: Payload<'ingest'>, job: Job, token: string) => {
    if (deps.holds.writing()) return await postpone(job, token, TROUBLE_MS)
    const jobLog = log.child({ stage: 'ingest', job: job.id, file: fileId })
    try {
      const photo = await ingestJob(fileId, { ...stage, log: jobLog })
      if (!photo) return
      const urgency = job.opts.priority ? 'backlog' : 'arrival'
      await enqueueAnalyse(queues.analyse, [{ id: photo.photoId, takenLocal: photo.takenLocal }], { urgency })
    } catch (error) {
      if (deps.signal.aborted) return await postpone(job, token, 0) // the next start goes on with it
      if (isMachineTrouble(error)) {
        jobLog.warn({ error: messageOf(error) }, 'the database or its disk is in trouble; the file waits')
        return await postpone(job, token, TROUBLE_MS * (1 + Math.random()))
      }
      if (!(error instanceof PermanentError) && !isLastAttempt(job)) {
        jobLog.info({ error: messageOf(error) }, 'the file cannot be read now; it is tried again')
        throw error
      }
      jobLog.warn({ code: codeOf(error), error: messageOf(error) }, 'the file cannot be read')
      await giveUp(fileId, codeOf(error), explain(error))
    }
  }
  const concurrency =
    config.ingestConcurrency === 'auto' ? Math.max(1, os.availableParallelism()) : config.ingestConcurrency
  const consumer = queues.consume('ingest', handle, { concurrency, maxStalledCount: MAX_STALLED })
  consumer.on('failed', (job, error) => {
    if (!job || !/stalled/.test(error.message)) return
    const { fileId } = payloads.ingest.parse(job.data)
    giveUp(fileId, 'worker_crash', say('file_killed')).catch((failure) =>
      log.warn({ file: fileId, error: messageOf(failure) }, 'a failure could not be stored'),
    )
  })
  const following = followHold(consumer, deps)
  const tidying = tidyPreviews(connection.db, previewsDir, log, deps.signal)
  return {
    async close() {
      await Promise.all([following, tidying])
      await consumer.close()
      await decoders.close()
    },
  }
}

/** Takes nothing from the queue while the machine has no room for it. */
async function followHold(consumer: Worker, { holds, signal }: StageDeps): Promise<void> {
  while (!signal.aborted) {
    const held = holds.writing() !== undefined
    if (held && !consumer.isPaused()) await consumer.pause(true)
    if (!held && consumer.isPaused()) consumer.resume()
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {})
  }
}

function codeOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code
  return typeof code === 'string' ? code.toLowerCase() : 'unreadable'
}

function explain(error: unknown): string {
  if (error instanceof PermanentError) return error.message
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EACCES' || code === 'EPERM') return say('file_forbidden')
  if (code === 'EIO') return say('file_disk_error')
  return say('file_not_read', { error: messageOf(error) })
}
