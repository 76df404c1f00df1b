import { PermanentError } from '#core/errors'
import { say } from '#core/sentences/say'
import type { ServerAddress } from './address.js'
import type { ServerFacts, ServerKind } from './facts.js'
import type { Reply } from './transport.js'
import { connectionTrouble, type RefusalError, ServerUnavailableError, saidIn } from './trouble.js'

/** The sentences about one server: what was expected, what came, and what the owner can do. None carries its key. */
export interface Verdicts {
  /** no connection, or none any more */
  away(error: unknown): ServerUnavailableError
  /** a look at the server was refused */
  ofLook(refusal: RefusalError): ServerUnavailableError
  /** a chat was refused: about the server, about the photo, or `unclear`, which one more question can tell */
  ofChat(refusal: RefusalError, facts: ServerFacts): ServerUnavailableError | PermanentError | 'photo' | 'unclear'
  /** it refuses the plainest question too */
  refusesAll(refusal: RefusalError): ServerUnavailableError
  foreign(reply: Pick<Reply, 'status' | 'contentType'>, beginning: string): ServerUnavailableError
  peerNotReady(health: string): ServerUnavailableError
  noModel(kind: ServerKind): ServerUnavailableError
  unknownModel(wanted: string, offered: string[], kind: ServerKind): ServerUnavailableError
  textOnly(facts: Pick<ServerFacts, 'model' | 'kind'>, said?: string): ServerUnavailableError
  hangs(why: string): ServerUnavailableError
}

const SEES_NOTHING =
  /image input is not supported|does(n't| not) support (images?|vision|multi-?modal)|not a multi-?modal|missing data required for image|at most 0 image|no endpoints found that support image|only 'text' content type/i
const LOADING = /loading model|model is (being loaded|starting)|(is|still) (currently )?loading/i
const NOT_LOADED =
  /no models? (is )?loaded|model[^.]{0,80}not (loaded|found)|try pulling it|model[^.]{0,80}does not exist|invalid model/i
const TOO_SMALL = /context (size|length|window)|exceed_context|available context/i
const NO_MEMORY = /out of memory|more system memory|insufficient memory|failed to allocate/i

export function verdictsOn(address: ServerAddress, hasKey: boolean): Verdicts {
  const server = address.shown
  const make = (text: string, wait?: ConstructorParameters<typeof ServerUnavailableError>[1], cause?: unknown) =>
    new ServerUnavailableError(address.hide(text), wait, { cause })

  /** What a status tells about the server whatever was asked. */
  function general({ status, said, details: { waitMs, location } }: RefusalError): ServerUnavailableError | undefined {
    const words = said ? `${status}, ${said}` : status
    if (status === 401 || status === 403) {
      return make(say(hasKey ? 'server_wrong_key' : 'server_no_key', { server, status: words }))
    }
    if (status >= 300 && status < 400) {
      return make(say('server_moved', { server, location: location ?? 'another address', status }))
    }
    if (LOADING.test(said)) return make(say('server_loading', { server }), { loading: true, waitMs })
    if (status === 429 || status === 529)
      return make(say('server_busy', { server, status: words }), { busy: true, waitMs })
    if ([408, 502, 503, 504].includes(status)) {
      return make(say('server_not_now', { server, status: words }), { busy: waitMs !== undefined, waitMs })
    }
    return undefined
  }

  const verdicts: Verdicts = {
    away: (error) => make(say('server_away', { server, why: connectionTrouble(error) }), {}, error),
    hangs: (why) => make(say('server_hangs', { server, why })),
    ofLook: (refusal) =>
      general(refusal) ?? verdicts.foreign({ status: refusal.status, contentType: '' }, refusal.said),

    ofChat(refusal, facts) {
      const { status, said, details } = refusal
      if (facts.kind === 'albumen') {
        if (status === 422 || details.code) return new PermanentError(details.code ?? 'engine_refused', said)
        if (status === 400) return refused(refusal)
        if (status === 500) return 'photo'
      }
      const known = general(refusal)
      if (known) return known
      if (SEES_NOTHING.test(said)) return verdicts.textOnly(facts, said)
      if (TOO_SMALL.test(said)) {
        return make(say('server_context', { server, said }))
      }
      if (NO_MEMORY.test(said)) return make(say('server_memory', { server, model: facts.model, said }))
      if (status === 404 || NOT_LOADED.test(said)) {
        return make(say('server_model_unusable', { server, model: facts.model, status, said }))
      }
      if (status === 413) {
        return make(say('server_request_size', { server }))
      }
      return 'unclear'
    },

    refusesAll: (refusal) =>
      general(refusal) ?? make(say('server_refuses_all', { server, status: refusal.status, said: refusal.said })),
    foreign({ status, contentType }, beginning) {
      const type = contentType ? `, ${contentType.split(';')[0]}` : ''
      const got = `status ${status}${type}${beginning ? ` ("${beginning.slice(0, 80)}")` : ''}`
      return make(say('server_foreign', { server, got }))
    },
    peerNotReady(health) {
      const state = /"status":"(\w+)"/.exec(health)?.[1]
      if (state === 'loading') return make(say('server_loading', { server }), { loading: true })
      return make(say('server_peer_not_ready', { server, said: saidIn(health).said }))
    },
    noModel: (kind) => make(say(kind === 'ollama' ? 'server_no_model_ollama' : 'server_no_model', { server })),
    unknownModel(wanted, offered, kind) {
      const facts = { server, model: wanted, offered: offered.slice(0, 10).join(', ') }
      return make(say(kind === 'ollama' ? 'server_unknown_model_ollama' : 'server_unknown_model', facts))
    },
    textOnly({ model, kind }, said) {
      const wanted = say(kind === 'llama-server' ? 'vision_model_mmproj_expected' : 'vision_model_expected')
      return make(
        say('server_text_only', {
          model,
          server,
          expected: said ? say('said_by_server', { what: wanted, words: said }) : wanted,
        }),
      )
    },
  }
  return verdicts

  function refused({ status, said }: RefusalError): PermanentError {
    return new PermanentError('engine_refused', address.hide(say('photo_refused', { status, said })))
  }
}
