import { createHash } from 'node:crypto'
import { anySignal } from '#core/any-signal'
import { PermanentError } from '#core/errors'
import type { Log } from '#core/log'
import { say } from '#core/sentences/say'
import { jpegUrl, messagesFor } from '../../prompt.js'
import { type AskRequest, type EngineAnswer, EngineUnavailableError, type VisionEngine } from '../engine.js'
import { serverAddress } from './address.js'
import { chat, type Dialect } from './chat.js'
import { createCircuit } from './circuit.js'
import { ANALYSIS_SHAPE, strictest } from './constraint.js'
import { type ServerFacts, type ServerKind, sameServer } from './facts.js'
import { identify } from './identify.js'
import { askImage, askSentence, findDialect } from './tiny-questions.js'
import { createTransport } from './transport.js'
import { ForeignAnswerError, NoConnectionError, RefusalError, ServerUnavailableError } from './trouble.js'
import { verdictsOn } from './verdict.js'
import { createWatch, WATCH_TIMES, type WatchTimes } from './watch.js'

export interface ServerEngineOptions {
  /** address of the server, with or without /v1; it may carry a key: http://:KEY@host:8080 */
  url: string
  /** which of its models; default the first that sees images */
  model?: string | undefined
  /** questions at once; default what the server tells, else what is usual for its kind */
  slots?: number | undefined
  /** bearer token, where the address carries none */
  apiKey?: string | undefined
  /** longest time for one photo */
  timeoutMs: number
  log: Log
  /** between two looks at a server that cannot be used, in milliseconds; default 5 s, doubling up to 60 s */
  retry?: { first: number; most: number } | undefined
  /** when to doubt that a silent server is alive; default after 15 s */
  watch?: WatchTimes | undefined
}

export interface ServerEngine extends VisionEngine {
  readonly kind: 'server'
  /** address without its key */
  readonly url: string
}

/** A quarter more or less of it is waited: at most a minute. */
const RETRY = { first: 5_000, most: 48_000 }
/** vLLM computes many answers together; most others one or two. */
const USUAL_SLOTS: Partial<Record<ServerKind, number>> = { vllm: 8 }
const DEFAULT_SLOTS = 2
const MAX_ANSWER_TOKENS = 1024
/** How long a server may take for a few tokens when a photo has gone wrong. */
const OPINION_MS = 60_000
/** The connection broke off so often with the same photo inside: now the photo is suspected. */
const MOST_BREAKS = 3
const MOST_REMEMBERED = 1_000

/** Any OpenAI-compatible server with a vision model: llama-server, Ollama, vLLM, LM Studio, or another Albumen. */
export function createServerEngine(options: ServerEngineOptions): ServerEngine {
  const { timeoutMs, log } = options
  const address = serverAddress(options.url, options.apiKey)
  const verdicts = verdictsOn(address, address.authorization !== undefined)
  const closing = new AbortController()
  const transport = createTransport(address, closing.signal, () => watch.heard())
  const watch = createWatch(
    () => transport,
    address.base,
    () => facts !== undefined && facts.kind !== 'unknown',
    options.watch ?? WATCH_TIMES,
  )
  let facts: ServerFacts | undefined
  let dialect: Dialect = { constraint: 'none', usage: true, unthinking: true }
  /** it has answered about a photo, so that a refusal is about the photo refused */
  let proven = false
  /** a chat went wrong without a word: being listed is not enough to be ready again */
  let suspicious = false
  /** how often the connection broke off with a photo inside, by the photo's hash */
  const breaks = new Map<string, number>()
  const circuit = createCircuit({ look, retry: options.retry ?? RETRY, url: address.shown, log })

  async function look(): Promise<object> {
    let about: ServerFacts | undefined
    try {
      const found = await identify(transport, verdicts, options.model, facts?.model)
      about = found
      if (found.vision === false) throw verdicts.textOnly(found)
      const known = sameServer(facts, found)
      const notObeyed = known ? [] : await learn(found)
      if (known && suspicious && found.kind !== 'albumen')
        await watched((signal) => askSentence(transport, found, dialect, signal))
      suspicious = false
      if (!known) proven = false
      facts = found
      const { kind: server, version, model, slots } = found
      return {
        server,
        version,
        model,
        slots,
        constraint: dialect.constraint,
        ...(notObeyed.length ? { notObeyed } : {}),
      }
    } catch (error) {
      throw unavailable(error, about)
    }
  }

  /** Asks a new server what it obeys. Another Albumen needs no such question, and would take it for a photo. */
  async function learn(found: ServerFacts) {
    const first = strictest(found.kind)
    const learnt =
      found.kind === 'albumen'
        ? { dialect: { constraint: first, usage: true, unthinking: false }, notObeyed: [] }
        : await watched((signal) => findDialect(transport, found, first, signal))
    dialect = learnt.dialect
    return learnt.notObeyed
  }

  /** A question of our own. It may take as long as a photo: a server that is to load its model first is not asked twice. */
  async function watched<T>(question: (signal: AbortSignal) => Promise<T>, limitMs = timeoutMs): Promise<T> {
    const watching = watch.begin()
    const limit = AbortSignal.timeout(limitMs)
    try {
      return await question(AbortSignal.any([watching.signal, limit]))
    } catch (error) {
      if (watching.signal.aborted) throw verdicts.hangs((watching.signal.reason as Error).message)
      if (limit.aborted) throw verdicts.hangs(say('answer_late', { seconds: limitMs / 1000 }))
      throw error
    } finally {
      watching.end()
    }
  }

  /** Why a look, or a question of our own, was in vain. */
  function unavailable(error: unknown, about: ServerFacts | undefined): ServerUnavailableError {
    if (error instanceof ServerUnavailableError) return error
    if (error instanceof RefusalError) {
      const verdict = about ? verdicts.ofChat(error, about) : verdicts.refusesAll(error)
      return verdict instanceof ServerUnavailableError ? verdict : verdicts.refusesAll(error)
    }
    if (error instanceof ForeignAnswerError) return verdicts.hangs(error.message)
    return verdicts.away(error)
  }

  async function ask(request: AskRequest): Promise<EngineAnswer> {
    request.signal?.throwIfAborted()
    await circuit.ready(request.signal)
    const asked = facts as ServerFacts
    const began = Date.now()
    const watching = watch.begin()
    const limit = AbortSignal.timeout(timeoutMs)
    const either = anySignal(watching.signal, limit, ...(request.signal ? [request.signal] : []))
    try {
      const question = {
        messages: messagesFor(request.language, jpegUrl(request.jpeg)),
        ...{ temperature: request.temperature, maxTokens: MAX_ANSWER_TOKENS, shape: ANALYSIS_SHAPE },
        ...{ signal: either.signal, onToken: request.onToken },
      }
      const answer = await chat(transport, asked, dialect, question, (refused, said) =>
        log.warn(
          { url: address.shown, refused, said: address.hide(said), next: dialect.constraint },
          'vision server refuses a constraint',
        ),
      )
      proven = true
      circuit.proven()
      breaks.delete(hashOf(request.jpeg))
      const { text, promptTokens, completionTokens, cachedTokens } = answer
      const model = asked.kind === 'albumen' ? (answer.model ?? asked.model) : asked.model
      return { text, promptTokens, completionTokens, cachedTokens, milliseconds: Date.now() - began, model }
    } catch (error) {
      if (request.signal?.aborted) throw request.signal.reason
      if (closing.signal.aborted) throw closing.signal.reason
      if (watching.signal.aborted) throw lost(verdicts.hangs((watching.signal.reason as Error).message))
      if (limit.aborted) throw await opinion(`no answer after ${timeoutMs / 1000} seconds`, asked, error)
      if (error instanceof RefusalError) throw await refused(error, asked)
      if (error instanceof ForeignAnswerError) throw await opinion(error.message, asked, error)
      if (error instanceof NoConnectionError) throw circuit.open(verdicts.away(error))
      throw brokeOff(error, request.jpeg)
    } finally {
      either.letGo()
      watching.end()
    }
  }

  async function refused(error: RefusalError, asked: ServerFacts): Promise<Error> {
    const verdict = verdicts.ofChat(error, asked)
    if (verdict instanceof ServerUnavailableError) return circuit.open(verdict)
    if (verdict instanceof PermanentError) return verdict
    if (verdict === 'photo') return failedAt(error.message, error)
    const aboutPhoto = [400, 415, 422].includes(error.status)
    if (aboutPhoto && proven) return refusal(error)
    const doubt = await opinion(error.message, asked, error)
    return aboutPhoto && !(doubt instanceof EngineUnavailableError) ? refusal(error) : doubt
  }

  /**
   * A server that answers a few tokens had trouble with this photo; any other has trouble with itself. One that has never
   * answered about a photo must take an image for that, because it may be unable to see any.
   */
  async function opinion(why: string, asked: ServerFacts, cause: unknown): Promise<Error> {
    suspicious = true
    const question = proven ? askSentence : askImage
    try {
      if (asked.kind === 'albumen') await identify(transport, verdicts, options.model, asked.model)
      else
        await watched((signal) => question(transport, asked, { ...dialect }, signal), Math.min(timeoutMs, OPINION_MS))
      suspicious = false
      return failedAt(why, cause)
    } catch (error) {
      if (closing.signal.aborted) return closing.signal.reason
      return circuit.open(unavailable(error, asked))
    }
  }

  function lost(reason: ServerUnavailableError): Error {
    suspicious = true
    return circuit.open(reason)
  }

  /** Restarts happen, so the photo is not suspected at once; but a photo that kills its server would do so for ever. */
  function brokeOff(error: unknown, jpeg: Buffer): Error {
    const reason = lost(verdicts.away(error))
    const hash = hashOf(jpeg)
    const times = (breaks.get(hash) ?? 0) + 1
    if (breaks.size >= MOST_REMEMBERED) breaks.clear()
    breaks.set(hash, times)
    return times >= MOST_BREAKS ? failedAt(say('broke_with_photo', { times }), error) : reason
  }

  function failedAt(why: string, cause: unknown): Error {
    return new Error(address.hide(say('photo_server_failed', { server: address.shown, why })), { cause })
  }

  function refusal({ status, said }: RefusalError): PermanentError {
    return new PermanentError('engine_refused', address.hide(say('photo_refused', { status, said })))
  }

  return {
    kind: 'server',
    url: address.shown,
    get model() {
      return facts?.model ?? options.model ?? new URL(address.base).host
    },
    get slots() {
      return options.slots ?? facts?.slots ?? (facts && USUAL_SLOTS[facts.kind]) ?? DEFAULT_SLOTS
    },
    state: circuit.state,
    lastError: circuit.problem,
    pids: () => [],
    ask,
    close: async () => {
      circuit.close()
      watch.close()
      closing.abort(new EngineUnavailableError(say('engine_closed')))
    },
  }
}

function hashOf(jpeg: Buffer): string {
  return createHash('sha1').update(jpeg).digest('base64')
}
