import type { FastifyRequest } from 'fastify'
import type { EventBody } from '#core/event-body'
import type { LiveAnswer } from '#core/events'
import type { Caller, Callers } from '../guard/callers.js'
import { type Conceal, seesPaths } from '../guard/conceal.js'
import type { LiveEvent } from './hub.js'

/** What the caller of a live stream is told, by what they may see at that moment. */
export function whatIsTold(request: FastifyRequest, callers: Callers, conceal: Conceal) {
  const vault = () => request.caller?.vault() ?? false
  return {
    /** Errands tell where models lie. */
    isAdmin: () => seesPaths(request),

    /** Whether the caller may still listen. */
    async check(): Promise<boolean> {
      const before = request.caller as Caller
      const { caller } = await callers.identify(request, request.shownToken)
      request.caller = caller
      return caller?.by === before.by && caller.scopes.has('read')
    },

    /** Undefined for an event about a photo that the caller may not know of. */
    async ofEvent({ body, sensitive }: LiveEvent): Promise<EventBody | undefined> {
      if (sensitive && !vault()) return undefined
      return seesPaths(request) ? body : (JSON.parse(await conceal(JSON.stringify(body))) as EventBody)
    },

    /**
     * Whether a photo is sensitive is the last thing that the model says: who may not see such photos is told which one is
     * being looked at, not the words.
     */
    ofAnswer(live: LiveAnswer, sensitive: boolean): LiveAnswer | undefined {
      if (vault()) return live
      return sensitive ? undefined : { ...live, answer: '' }
    },
  }
}
