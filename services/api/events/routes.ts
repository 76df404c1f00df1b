import { z } from 'zod'
import { messageOf } from '#core/errors'
import { eventTypes } from '#core/events'
import type { Api, ApiDeps } from '../deps.js'
import type { Callers } from '../guard/callers.js'
import type { Conceal } from '../guard/conceal.js'
import { problems } from '../schemas.js'
import { type EventStream, startEventStream } from '../server-sent.js'
import type { EventHub, LiveEvent } from './hub.js'
import { whatIsTold } from './told.js'

const HEARTBEAT_MS = 15_000
const RETRY_MS = 2_000
const PAGE = 500
const eventId = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

interface EventParts {
  hub: EventHub
  callers: Callers
  conceal: Conceal
}

/** The live stream of what happens, resumed after the id in Last-Event-ID. */
export function eventRoutes(api: Api, { log }: ApiDeps, { hub, callers, conceal }: EventParts): void {
  const open = new Set<EventStream>()

  api.get(
    '/events',
    {
      config: { scope: 'read', tokenInAddress: true },
      schema: {
        tags: ['events'],
        summary: 'Server-sent events as they happen',
        description: `Types: ${eventTypes.join(', ')}. Send Last-Event-ID (browsers do) to get what happened since.`,
        querystring: z.strictObject({
          lastEventId: eventId.optional().describe('for clients that cannot set the header; 0 for all that is kept'),
          types: z
            .string()
            .transform((list) => list.split(','))
            .pipe(z.array(z.enum(eventTypes)))
            .optional()
            .describe('comma-separated; all when left out'),
          live: z
            .enum(['true', 'false'])
            .default('false')
            .describe(
              'also "analysis.live" events: {photoId, answer, attempt}, the answer as it grows, and "errand" events: how ' +
                'downloads and measurements get on; they have no id',
            ),
        }),
        headers: z.object({ 'last-event-id': z.union([eventId, z.literal('')]).optional() }),
        response: { 200: { content: { 'text/event-stream': { schema: z.any() } } }, ...problems(400) },
      },
    },
    (request, reply) => {
      const header = request.headers['last-event-id']
      const since = header === undefined || header === '' ? request.query.lastEventId : header
      const types = request.query.types && new Set<string>(request.query.types)
      const stream = startEventStream(reply, RETRY_MS)
      open.add(stream)
      const told = whatIsTold(request, callers, conceal)
      const heartbeat = setInterval(() => {
        stream.comment('here')
        void check()
      }, HEARTBEAT_MS)
      // A session may be ended, a token removed and the vault locked while the stream is open.
      const check = async () => {
        const allowed = await told.check().catch(() => true) // the database is away: nothing happens meanwhile
        if (!allowed) stream.end()
      }
      const stopChecking = callers.onChange(() => void check())
      let last = Promise.resolve()
      const inOrder = (send: () => Promise<void>) => {
        last = last.then(send).catch((error) => log.debug({ error: messageOf(error) }, 'an event was not sent'))
      }
      const unsubscribe = follow(hub, since, {
        send(event) {
          if (types && !types.has(event.body.type)) return
          inOrder(async () => {
            const body = await told.ofEvent(event)
            if (body) stream.send({ id: event.id, event: body.type, data: body })
          })
        },
        async drained() {
          await last
          await stream.drained()
        },
        onError(error) {
          log.warn({ error: messageOf(error) }, 'a live stream could not be resumed')
          stream.end()
        },
      })
      const live = request.query.live === 'true'
      const unsubscribeLive = live
        ? [
            hub.subscribeLive((answer, sensitive) => {
              const data = told.ofAnswer(answer, sensitive)
              if (data) stream.send({ event: 'analysis.live', data })
            }),
            hub.subscribeErrands((errand) => {
              if (told.isAdmin()) stream.send({ event: 'errand', data: errand })
            }),
          ]
        : []
      stream.closed.addEventListener('abort', () => {
        clearInterval(heartbeat)
        stopChecking()
        for (const end of unsubscribeLive) end()
        unsubscribe()
        open.delete(stream)
      })
    },
  )

  // Streams never end by themselves: without this the server would wait for them.
  api.addHook('preClose', async () => {
    for (const stream of open) stream.end()
  })
}

/** Live events at once; with `since`, first what happened after it, without a gap and without repeating. */
function follow(
  hub: EventHub,
  since: number | undefined,
  {
    send,
    drained,
    onError,
  }: {
    send: (event: LiveEvent) => void
    drained: () => Promise<void>
    onError: (error: unknown) => void
  },
): () => void {
  if (since === undefined) return hub.subscribe(send)
  let waiting: LiveEvent[] | undefined = []
  const replayed = new Set<number>()
  let ended = false
  const unsubscribe = hub.subscribe((event) => {
    if (waiting) waiting.push(event)
    else if (!replayed.delete(event.id)) send(event)
  })
  const replay = async () => {
    for (let after = since; !ended; ) {
      const page = await hub.after(after, PAGE)
      for (const event of page) {
        send(event)
        replayed.add(event.id)
        after = event.id
      }
      await drained()
      if (page.length < PAGE) break
    }
    const late = waiting ?? []
    waiting = undefined
    for (const event of late) if (!replayed.delete(event.id)) send(event)
    // What is announced a moment later may have been replayed; older ids are never announced again.
    setTimeout(() => replayed.clear(), 60_000).unref()
  }
  replay().catch(onError)
  return () => {
    ended = true
    unsubscribe()
  }
}
