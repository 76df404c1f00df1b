import { messageOf, PermanentError } from '#core/errors'
import type { Log } from '#core/log'
import { jpegUrl, messagesFor } from '../../prompt.js'
import {
  type AskRequest,
  type EngineAnswer,
  type EngineState,
  EngineUnavailableError,
  type VisionEngine,
} from '../engine.js'
import { chunkSchema } from './chunk.js'
import { type Constraint, constraintFields, nextConstraint, refusesConstraint } from './constraint.js'
import { eventData } from './event-stream.js'
import { probe, type ServerFacts } from './probe.js'

export interface ServerEngineOptions {
  /** address of the server, with or without /v1 */
  url: string
  /** which of its models; default the first it names */
  model?: string | undefined
  /** questions at once; default what the server tells, else 2 */
  slots?: number | undefined
  apiKey?: string | undefined
  /** longest time for one photo */
  timeoutMs: number
  log: Log
}

const PROBE_TIMEOUT_MS = 10_000
/** Between two looks at a server that was not there. */
const PROBE_EVERY_MS = 5_000
const DEFAULT_SLOTS = 2
const MAX_ANSWER_TOKENS = 1024

/** Any OpenAI-compatible server with a vision model: llama-server, Ollama, vLLM, LM Studio, or another Albumen. */
export function createServerEngine(options: ServerEngineOptions): VisionEngine {
  const { timeoutMs, apiKey, log } = options
  const base = `${options.url.replace(/\/+$/, '').replace(/\/v1$/, '')}/`
  const headers = { 'content-type': 'application/json', ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}) }
  const closing = new AbortController()
  let state: EngineState = 'loading'
  let problem: string | undefined
  let facts: ServerFacts | undefined
  let constraint: Constraint = 'json_schema'
  let probing: Promise<boolean> | undefined
  let timer: NodeJS.Timeout | undefined
  void look()

  /** Looks whether the server is there; at a failure again every few seconds. */
  function look(): Promise<boolean> {
    clearTimeout(timer)
    probing ??= lookOnce().finally(() => {
      probing = undefined
      if (state !== 'ready' && !closing.signal.aborted) {
        timer = setTimeout(() => void look(), PROBE_EVERY_MS)
        timer.unref()
      }
    })
    return probing
  }

  async function lookOnce(): Promise<boolean> {
    try {
      const found = await probe((path) =>
        fetch(base + path, {
          headers,
          signal: AbortSignal.any([closing.signal, AbortSignal.timeout(PROBE_TIMEOUT_MS)]),
        }),
      )
      if (options.model && found.models.length > 0 && !found.models.includes(options.model)) {
        log.warn(
          { url: base, model: options.model, offered: found.models.slice(0, 10) },
          'the vision server does not list this model',
        )
      }
      if (!facts) {
        log.info({ url: base, ...found }, 'vision server found')
        if (found.llamaServer) constraint = 'grammar'
      }
      facts = found
      state = 'ready'
      problem = undefined
      return true
    } catch (error) {
      unreachable(messageOf(error instanceof Error && error.cause ? error.cause : error))
      return false
    }
  }

  function unreachable(why: string): string {
    state = 'unreachable'
    problem = `The vision server at ${base} cannot be used: ${why}`
    return problem
  }

  async function ask(request: AskRequest): Promise<EngineAnswer> {
    if (state !== 'ready' && !(await look())) throw new EngineUnavailableError(problem)
    request.signal?.throwIfAborted()
    const began = Date.now()
    const limit = AbortSignal.timeout(timeoutMs)
    const signal = AbortSignal.any([closing.signal, limit, ...(request.signal ? [request.signal] : [])])
    try {
      const response = await post(request, signal)
      return { ...(await read(response, request.onToken)), milliseconds: Date.now() - began }
    } catch (error) {
      if (request.signal?.aborted) throw request.signal.reason
      if (error instanceof PermanentError || error instanceof EngineUnavailableError) throw error
      const why = limit.aborted ? `no answer after ${timeoutMs / 1000} seconds` : messageOf(error)
      throw await blame(why, error)
    }
  }

  /** Sends the question, with a weaker constraint each time the server does not know the one before. */
  async function post(request: AskRequest, signal: AbortSignal): Promise<Response> {
    for (;;) {
      const used = constraint
      const response = await fetch(`${base}v1/chat/completions`, {
        method: 'POST',
        headers,
        signal,
        body: JSON.stringify({
          model: options.model ?? facts?.models[0] ?? 'default',
          messages: messagesFor(request.language, jpegUrl(request.jpeg)),
          temperature: request.temperature,
          top_p: 0.8,
          max_tokens: MAX_ANSWER_TOKENS,
          stream: true,
          stream_options: { include_usage: true },
          ...constraintFields(used),
        }),
      })
      if (response.ok) return response
      const body = (await response.text()).slice(0, 500)
      const weaker = nextConstraint(used)
      if (weaker && refusesConstraint(response.status, body)) {
        log.warn({ url: base, refused: used, next: weaker, body }, 'vision server does not know this constraint')
        if (constraint === used) constraint = weaker
        continue
      }
      throw await refusal(response.status, body)
    }
  }

  async function refusal(status: number, body: string): Promise<Error> {
    const why = `status ${status}: ${body}`
    if ([400, 413, 415, 422].includes(status)) {
      return new PermanentError('engine_refused', `The vision server refuses this photo (${why})`)
    }
    if (status === 500) return blame(why)
    return new EngineUnavailableError(unreachable(why))
  }

  /** A server that still answers otherwise had trouble with this question; any other has trouble with itself. */
  async function blame(why: string, cause?: unknown): Promise<Error> {
    if (!closing.signal.aborted && (await look())) {
      return new Error(`The vision server at ${base} failed at this photo: ${why}`, { cause })
    }
    return new EngineUnavailableError(problem ?? why, { cause })
  }

  return {
    kind: 'server',
    get model() {
      return options.model ?? facts?.models[0] ?? new URL(base).host
    },
    get slots() {
      return options.slots ?? facts?.slots ?? DEFAULT_SLOTS
    },
    state: () => state,
    lastError: () => problem,
    pids: () => [],
    ask,
    close: async () => {
      clearTimeout(timer)
      closing.abort(new EngineUnavailableError('The vision engine has been closed.'))
    },
  }
}

/** @throws Error when the stream breaks off or carries an error */
async function read(response: Response, onToken: AskRequest['onToken']) {
  if (!response.body) throw new Error('the answer has no body')
  let text = ''
  let promptTokens = 0
  let completionTokens = 0
  let cachedTokens: number | undefined
  for await (const data of eventData(response.body)) {
    const chunk = chunkSchema.parse(JSON.parse(data))
    if (chunk.error) throw new Error(`the server reports ${JSON.stringify(chunk.error)}`)
    const piece = chunk.choices[0]?.delta?.content
    if (piece) {
      text += piece
      onToken?.(piece)
    }
    promptTokens = chunk.usage?.prompt_tokens ?? promptTokens
    completionTokens = chunk.usage?.completion_tokens ?? completionTokens
    cachedTokens = chunk.usage?.prompt_tokens_details?.cached_tokens ?? chunk.timings?.cache_n ?? cachedTokens
  }
  return { text, promptTokens, completionTokens, cachedTokens }
}
