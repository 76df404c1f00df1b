import { PermanentError } from '#core/errors'
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
  const name = `The vision server at ${address.shown}`
  const make = (text: string, wait?: ConstructorParameters<typeof ServerUnavailableError>[1], cause?: unknown) =>
    new ServerUnavailableError(address.hide(text), wait, { cause })

  /** What a status tells about the server whatever was asked. */
  function general({ status, said, details: { waitMs, location } }: RefusalError): ServerUnavailableError | undefined {
    const words = said ? `, ${said}` : ''
    if (status === 401 || status === 403) {
      const advice = 'Set ALBUMEN_SERVER_KEY, or write the key into the address as http://:KEY@host.'
      return make(
        `${name} refuses ${hasKey ? 'the key it was given' : 'to answer without a key'} (status ${status}${words}). ${advice}`,
      )
    }
    if (status >= 300 && status < 400) {
      return make(
        `${name} sends everybody to ${location ?? 'another address'}: set ALBUMEN_SERVER_URL to that (status ${status}).`,
      )
    }
    if (LOADING.test(said)) return make(`${name} is loading its model.`, { loading: true, waitMs })
    if (status === 429 || status === 529)
      return make(`${name} is busy (status ${status}${words}).`, { busy: true, waitMs })
    if ([408, 502, 503, 504].includes(status)) {
      return make(`${name} cannot answer now (status ${status}${words}).`, { busy: waitMs !== undefined, waitMs })
    }
    return undefined
  }

  const verdicts: Verdicts = {
    away: (error) => make(`${name} cannot be reached: ${connectionTrouble(error)}.`, {}, error),
    hangs: (why) => make(`${name} hangs: ${why}.`),
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
        return make(`${name} has too little context for a photo: expected 4096 tokens for each at once (${said}).`)
      }
      if (NO_MEMORY.test(said)) return make(`${name} has too little memory for ${facts.model} (${said}).`)
      if (status === 404 || NOT_LOADED.test(said)) {
        return make(
          `${name} cannot use the model ${facts.model} (status ${status}, ${said}). Load it there, or set ALBUMEN_MODEL.`,
        )
      }
      if (status === 413) {
        return make(
          `${name}, or a proxy before it, takes no request as large as a photo: expected 2 MB to be allowed (status 413).`,
        )
      }
      return 'unclear'
    },

    refusesAll: (refusal) =>
      general(refusal) ??
      make(
        `${name} refuses every question (status ${refusal.status}, ${refusal.said}). Expected an OpenAI chat API with a model loaded.`,
      ),
    foreign: ({ status, contentType }, beginning) =>
      make(
        `${address.shown} does not answer like an OpenAI API: expected a list at /v1/models, got status ${status}` +
          `${contentType ? `, ${contentType.split(';')[0]}` : ''}${beginning ? ` ("${beginning.slice(0, 80)}")` : ''}. ` +
          'Check ALBUMEN_SERVER_URL: the address of the server itself, such as http://host:8080.',
      ),
    peerNotReady(health) {
      const state = /"status":"(\w+)"/.exec(health)?.[1]
      if (state === 'loading') return make(`${name} is loading its model.`, { loading: true })
      return make(`${name} is there, but its engine is not ready: ${saidIn(health).said}`)
    },
    noModel: (kind) =>
      make(
        `${name} has no model: expected a vision model such as Qwen3-VL Instruct. ` +
          `${kind === 'ollama' ? 'Run `ollama pull qwen3-vl:8b-instruct` there.' : 'Load one there.'}`,
      ),
    unknownModel(wanted, offered, kind) {
      const some = offered.slice(0, 10).join(', ')
      const load = kind === 'ollama' ? `run \`ollama pull ${wanted}\` there` : 'load it there'
      return make(`${name} has no model "${wanted}"; it offers ${some}. Set ALBUMEN_MODEL to one of these, or ${load}.`)
    },
    textOnly({ model, kind }, said) {
      const how = kind === 'llama-server' ? ', and llama-server to be started with its --mmproj file' : ''
      return make(
        `The model ${model} at ${address.shown} cannot see images: expected a vision model such as Qwen3-VL Instruct${how}${said ? ` (${said})` : ''}.`,
      )
    },
  }
  return verdicts

  function refused({ status, said }: RefusalError): PermanentError {
    return new PermanentError(
      'engine_refused',
      address.hide(`The vision server refuses this photo (status ${status}: ${said})`),
    )
  }
}
