import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { messageOf, PermanentError } from '#core/errors'
import { toModelInput } from '../model-input.js'
import { type EngineAnswer, EngineUnavailableError, type VisionEngine } from './engine.js'
import { type ChatQuestion, chatQuestion } from './serve/chat-request.js'

export interface ServeOptions {
  /** where to listen; everywhere without one */
  host?: string | undefined
  /** 0 takes a free port */
  port: number
  /** bearer token that every request must carry; without one everybody who reaches the port may ask */
  token?: string | undefined
}

export interface ServedEngine {
  /** address for ALBUMEN_SERVER_URL */
  url: string
  close(): Promise<void>
}

/** A photo of the model's size is below a megabyte; other clients may send originals. */
const MAX_BODY_BYTES = 64 * 1024 * 1024

/**
 * Offers an engine to other machines over the OpenAI chat API: /v1/models, /v1/chat/completions (streamed or not) and
 * /health. Whatever the chat says, the answer is the analysis of its image.
 */
export async function serveEngine(engine: VisionEngine, { host, port, token }: ServeOptions): Promise<ServedEngine> {
  const server = createServer((request, response) => {
    route(engine, token, request, response).catch((error: unknown) => fail(response, error))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address() as AddressInfo
  return {
    url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

async function route(
  engine: VisionEngine,
  token: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname
  if (path === '/health') {
    const state = engine.state()
    const healthy = state === 'ready' || state === 'idle'
    return json(response, healthy ? 200 : 503, { status: state, error: engine.lastError() })
  }
  if (token !== undefined && !sameToken(request.headers.authorization, token)) {
    throw new HttpError(401, 'expected the header Authorization: Bearer TOKEN')
  }
  if (path === '/v1/models' && request.method === 'GET') {
    return json(response, 200, {
      object: 'list',
      data: [{ id: engine.model, object: 'model', owned_by: 'albumen', slots: engine.slots }],
    })
  }
  if (path === '/v1/chat/completions' && request.method === 'POST') return complete(engine, request, response)
  throw new HttpError(404, `there is no ${request.method} ${path}`)
}

async function complete(engine: VisionEngine, request: IncomingMessage, response: ServerResponse) {
  const body = await bodyOf(request)
  const { jpeg, question } = await understood(body)
  const gone = new AbortController()
  response.once('close', () => gone.abort(new Error('the client has gone')))
  const head = {
    id: `chatcmpl-${Date.now().toString(36)}`,
    created: Math.floor(Date.now() / 1000),
    model: engine.model,
  }
  const chunk = (delta: object, finish: string | null) => ({
    ...head,
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta, finish_reason: finish }],
  })
  const event = (data: object) => {
    // The status is decided by the first piece: an error before it still gets its own.
    if (!response.headersSent)
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write(`data: ${JSON.stringify(data)}\n\n`)
  }
  const { language, temperature, stream } = question
  let streamed = ''
  const onToken = (text: string) => {
    if (!stream) return
    streamed += text
    event(chunk({ content: text }, null))
  }
  const answer = await engine.ask({ jpeg, language, temperature, signal: gone.signal, onToken })
  const usage = usageOf(answer)
  head.model = answer.model ?? head.model
  if (!stream) {
    const message = { role: 'assistant', content: answer.text }
    return json(response, 200, {
      ...head,
      object: 'chat.completion',
      choices: [{ index: 0, message, finish_reason: 'stop' }],
      usage,
    })
  }
  if (streamed !== answer.text) {
    // The engine was restarted under the stream and has answered afresh.
    if (streamed !== '') throw new Error('the engine was restarted in the middle of the answer')
    event(chunk({ content: answer.text }, null))
  }
  event(chunk({}, 'stop'))
  event({ ...head, object: 'chat.completion.chunk', choices: [], usage })
  response.end('data: [DONE]\n\n')
}

async function understood(body: unknown): Promise<{ jpeg: Buffer; question: ChatQuestion }> {
  try {
    const question = chatQuestion(body)
    return { question, jpeg: await toModelInput(question.image) }
  } catch (error) {
    throw new HttpError(400, messageOf(error), { cause: error })
  }
}

function usageOf({ promptTokens, cachedTokens, completionTokens }: EngineAnswer) {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    prompt_tokens_details: { cached_tokens: cachedTokens ?? 0 },
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) throw new HttpError(413, `the request is larger than ${MAX_BODY_BYTES} bytes`)
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch (error) {
    throw new HttpError(400, 'the request body is not JSON', { cause: error })
  }
}

function sameToken(header: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`))
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** Errors in OpenAI's shape; in a stream that has begun, as its last event. */
function fail(response: ServerResponse, error: unknown): void {
  const type = error instanceof EngineUnavailableError ? 'unavailable_error' : undefined
  const code = error instanceof PermanentError ? error.code : null
  const body = { error: { message: messageOf(error), code, ...(type ? { type } : {}) } }
  if (response.headersSent) {
    response.end(`data: ${JSON.stringify(body)}\n\n`)
    return
  }
  json(response, statusOf(error), body)
}

function statusOf(error: unknown): number {
  if (error instanceof HttpError) return error.status
  if (error instanceof PermanentError) return 422
  return error instanceof EngineUnavailableError ? 503 : 500
}
