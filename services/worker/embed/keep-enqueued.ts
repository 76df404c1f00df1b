import { setTimeout as sleep } from 'node:timers/promises'
import { anySignal } from '#core/any-signal'
import type { Connection } from '#core/database/connect'
import { enqueueEmbed } from '#core/embed-queue'
import { messageOf } from '#core/errors'
import { listenForEvents } from '#core/events'
import type { Log } from '#core/log'
import type { ProducerQueue } from '#core/queues'
import { type Place, readAnnounced, readUnembedded } from './backlog.js'

/** The queue is kept short, so that photos analysed now are not behind a million of the backlog. */
const PAGE = 1_000
const FEW = 250
/** Between two looks at a queue that is still full. */
const FULL_MS = 1_000
/** Between two comparisons of the whole catalogue, which announcements make rarely necessary. */
const COMPARE_MS = 900_000
/** How long announcements are gathered. */
const GATHER_MS = 500

export interface EnqueueDeps {
  connection: Connection
  queue: ProducerQueue<'embed'>
  version: string
  log: Log
  signal: AbortSignal
}

/**
 * Enqueues every analysed photo that wants an embedding: what is analysed now at once, the rest from the catalogue, newest
 * first. Nobody else has to know of embeddings.
 */
export function keepEnqueued({ connection, queue, version, log, signal }: EnqueueDeps): { close(): Promise<void> } {
  const { db } = connection
  const announced = new Set<number>()
  let gathering: NodeJS.Timeout | undefined
  let enqueueing = Promise.resolve()
  let compareSoon = new AbortController()
  const wait = async (milliseconds: number) => {
    const either = anySignal(signal, compareSoon.signal)
    await sleep(milliseconds, undefined, { signal: either.signal }).catch(() => {})
    either.letGo()
  }

  const enqueueAnnounced = async () => {
    const ids = [...announced]
    announced.clear()
    const photos = await readAnnounced(db, version, ids)
    if (photos.length > 0) await enqueueEmbed(queue, photos, 'arrival')
  }
  const listener = listenForEvents(connection, {
    onEvent(id) {
      announced.add(id)
      gathering ??= setTimeout(() => {
        gathering = undefined
        enqueueing = enqueueing.then(enqueueAnnounced).catch((error) => {
          log.warn({ error: messageOf(error) }, 'photos to embed could not be enqueued')
          compareSoon.abort()
        })
      }, GATHER_MS)
    },
    onGap: () => compareSoon.abort(),
  })

  async function compare(): Promise<void> {
    let after: Place | undefined
    while (!signal.aborted) {
      const { waiting } = await queue.counts()
      if (waiting > FEW) {
        await sleep(FULL_MS, undefined, { signal }).catch(() => {})
        continue
      }
      const page = await readUnembedded(db, version, after, PAGE)
      await enqueueEmbed(queue, page, 'backlog')
      after = page.at(-1)
      if (page.length < PAGE) return
    }
  }
  async function loop(): Promise<void> {
    while (!signal.aborted) {
      compareSoon = new AbortController()
      await compare().catch((error) => log.warn({ error: messageOf(error) }, 'photos to embed could not be compared'))
      await wait(COMPARE_MS)
    }
  }
  const looping = loop()

  return {
    async close() {
      clearTimeout(gathering)
      await listener.close()
      await looping
      await enqueueing
    },
  }
}
