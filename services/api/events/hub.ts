import { and, asc, eq, gt, inArray, type SQL } from 'drizzle-orm'
import type { Connection } from '#core/database/connect'
import { outbox, photos } from '#core/database/schema'
import { listenForErrands, readErrand } from '#core/errands'
import { messageOf } from '#core/errors'
import { type EventBody, eventBody, isSensitive } from '#core/event-body'
import { eventTypes, type LiveAnswer, listenForEvents, listenForLive } from '#core/events'
import type { Log } from '#core/log'
import { type ErrandView, viewErrand } from '../errands/view.js'

export interface LiveEvent {
  id: number
  body: EventBody
  /** it is about a photo that is found sensitive by now */
  sensitive: boolean
}

/** @param sensitive whether an earlier answer has said so; before the first one, nobody knows */
export type LiveSubscriber = (live: LiveAnswer, sensitive: boolean) => void

export interface EventHub {
  /** Events from now on, each once. @returns a function that ends it */
  subscribe(onEvent: (event: LiveEvent) => void): () => void
  /** Answers as they grow, from now on. @returns a function that ends it */
  subscribeLive(onLive: LiveSubscriber): () => void
  /** Errands that change, from now on. @returns a function that ends it */
  subscribeErrands(onErrand: (errand: ErrandView) => void): () => void
  /** Events after an id, oldest first. */
  after(id: number, limit: number): Promise<LiveEvent[]>
  close(): Promise<void>
}

/** How long announcements are gathered, so that a burst is read from the database at once. */
const GATHER_MS = 30
const MOST_MISSED = 1_000

/** One listener on the database for all live streams of this process. */
export function createEventHub(connection: Connection, log: Log): EventHub {
  const subscribers = new Set<(event: LiveEvent) => void>()
  const liveSubscribers = new Set<LiveSubscriber>()
  const errandSubscribers = new Set<(errand: ErrandView) => void>()
  const announced = new Set<number>()
  let newest: number | undefined
  let timer: NodeJS.Timeout | undefined
  let publishing = Promise.resolve()

  const read = async (where: SQL | undefined, limit: number): Promise<LiveEvent[]> => {
    const rows = await connection.db
      .select({ event: outbox, sensitive: photos.sensitive })
      .from(outbox)
      .leftJoin(photos, eq(photos.id, outbox.photoId))
      .where(and(where, inArray(outbox.type, [...eventTypes])))
      .orderBy(asc(outbox.id))
      .limit(limit)
    return rows.map(({ event, sensitive }) => ({
      id: event.id,
      body: eventBody(event, sensitive),
      sensitive: isSensitive(sensitive),
    }))
  }

  const publish = async () => {
    const ids = [...announced]
    announced.clear()
    if (ids.length === 0 || subscribers.size === 0) return
    for (let i = 0; i < ids.length; i += MOST_MISSED) {
      const events = await read(inArray(outbox.id, ids.slice(i, i + MOST_MISSED)), MOST_MISSED)
      for (const event of events) for (const subscriber of subscribers) subscriber(event)
    }
  }
  const later = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      publishing = publishing
        .then(publish)
        .catch((error) => log.warn({ error: messageOf(error) }, 'events could not be read'))
    }, GATHER_MS)
  }

  const listener = listenForEvents(connection, {
    onEvent(id) {
      newest = Math.max(newest ?? 0, id)
      announced.add(id)
      later()
    },
    onGap() {
      if (newest === undefined) return // the first connection: nothing was missed
      const since = newest
      read(gt(outbox.id, since), MOST_MISSED)
        .then((missed) => {
          for (const event of missed) announced.add(event.id)
          later()
        })
        .catch((error) => log.warn({ error: messageOf(error) }, 'missed events could not be read'))
    },
  })

  // A photo may be asked about again of which it is known already that it is sensitive.
  let looking: { photoId: string; sensitive: Promise<boolean> } | undefined
  const live = listenForLive(connection, (answer) => {
    if (liveSubscribers.size === 0) return
    if (looking?.photoId !== answer.photoId) looking = { photoId: answer.photoId, sensitive: isKnown(answer.photoId) }
    looking.sensitive.then(
      (sensitive) => {
        for (const subscriber of liveSubscribers) subscriber(answer, sensitive)
      },
      (error) => log.debug({ error: messageOf(error) }, 'the growing answer was not told'),
    )
  })
  const isKnown = async (id: string) => {
    const [photo] = await connection.db.select({ sensitive: photos.sensitive }).from(photos).where(eq(photos.id, id))
    return isSensitive(photo?.sensitive ?? null)
  }

  const errands = listenForErrands(connection, {
    onErrand(id) {
      if (errandSubscribers.size === 0) return
      readErrand(connection.db, id)
        .then((errand) => {
          if (errand) for (const subscriber of errandSubscribers) subscriber(viewErrand(errand))
        })
        .catch((error) => log.debug({ error: messageOf(error) }, 'an errand could not be read'))
    },
    onGap() {}, // whoever comes back asks for all of them
  })

  return {
    subscribe(onEvent) {
      subscribers.add(onEvent)
      return () => subscribers.delete(onEvent)
    },
    subscribeLive(onLive) {
      liveSubscribers.add(onLive)
      return () => liveSubscribers.delete(onLive)
    },
    subscribeErrands(onErrand) {
      errandSubscribers.add(onErrand)
      return () => errandSubscribers.delete(onErrand)
    },
    after: (id, limit) => read(gt(outbox.id, id), limit),
    async close() {
      clearTimeout(timer)
      await Promise.all([listener.close(), live.close(), errands.close()])
      await publishing
    },
  }
}
