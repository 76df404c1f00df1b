import type { Job } from 'bullmq'
import { forgetEdits } from '#core/edits/edit-photos'
import { messageOf } from '#core/errors'
import { forgetEvents, listenForEvents } from '#core/events'
import type { Log } from '#core/log'
import { type Payload, postpone } from '#core/queues'
import type { StageDeps } from '../stage-deps.js'
import { deliverOne } from './deliver.js'
import { countPending, enqueuePending, relayEvents } from './relay.js'
import { createBreaker } from './schedule.js'

/** Deliveries under way at once. */
const CONCURRENCY = 8
/** A worker that dies takes no blame for its deliveries. */
const MAX_STALLED = 1_000
/** How often events are looked for without having been announced. */
const POLL_MS = 5_000
/** How often the queue is compared with the deliveries that are still due. */
const COMPARE_MS = 60_000
/** How often old events are forgotten, and how old they are then. */
const FORGET_MS = 3_600_000
const KEPT_DAYS = 30
/** How long an edit can be undone. */
const UNDONE_DAYS = 7
/** The pause after trouble that is not the receiver's. */
const TROUBLE_MS = 5_000

/** Sends what happens to the owner's webhooks: relays events to deliveries and delivers these. */
export function startDeliver(deps: Omit<StageDeps, 'folder' | 'holds'>): { close(): Promise<void> } {
  const { connection, queues, config, log, metrics, signal } = deps
  const { db } = connection
  const stage = {
    db,
    breaker: createBreaker(config.webhookRetrySeconds),
    retrySeconds: config.webhookRetrySeconds,
    metrics,
    signal,
  }

  const handle = async ({ deliveryId }: Payload<'deliver'>, job: Job, token: string) => {
    const jobLog = log.child({ stage: 'deliver', job: job.id })
    let wait: number | undefined
    try {
      wait = await deliverOne(deliveryId, { ...stage, log: jobLog })
    } catch (error) {
      if (signal.aborted) throw error
      jobLog.warn({ error: messageOf(error) }, 'a webhook delivery could not be made')
      wait = TROUBLE_MS
    }
    if (wait === undefined) return
    await postpone(job, token, wait)
  }
  const consumer = queues.consume('deliver', handle, { concurrency: CONCURRENCY, maxStalledCount: MAX_STALLED })

  const relay = coalesced(() => relayEvents(connection, queues.deliver, log), log)
  const listener = listenForEvents(connection, { onEvent: relay.wake, onGap: relay.wake })
  const compare = coalesced(async () => {
    const { waiting, active } = await queues.deliver.counts()
    if ((await countPending(db)) > waiting + active) await enqueuePending(db, queues.deliver)
  }, log)
  const forget = coalesced(() => Promise.all([forgetEvents(db, KEPT_DAYS), forgetEdits(db, UNDONE_DAYS)]), log)
  const atStart = enqueuePending(db, queues.deliver).catch((error) =>
    log.warn({ error: messageOf(error) }, 'pending webhook deliveries could not be enqueued'),
  )
  forget.wake()
  const timers = [
    setInterval(relay.wake, POLL_MS),
    setInterval(compare.wake, COMPARE_MS),
    setInterval(forget.wake, FORGET_MS),
  ]

  return {
    async close() {
      for (const timer of timers) clearInterval(timer)
      await listener.close()
      await Promise.all([atStart, relay.settled(), compare.settled(), forget.settled()])
      await consumer.close()
    },
  }
}

/** Runs a pass at once, and once more afterwards if it was asked for meanwhile. */
function coalesced(pass: () => Promise<unknown>, log: Log) {
  let running: Promise<void> | undefined
  let again = false
  const run = async () => {
    do {
      again = false
      await pass().catch((error) => log.warn({ error: messageOf(error) }, 'events could not be relayed'))
    } while (again)
    running = undefined
  }
  return {
    wake() {
      if (running) again = true
      else running = run()
    },
    settled: async () => {
      again = false
      await running
    },
  }
}
