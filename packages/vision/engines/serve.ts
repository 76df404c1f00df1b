import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { messageOf, PermanentError } from '#core/errors'
import { HttpError, type Listening, listen, readJson, requireToken, sendJson } from '#core/json-server'
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

/** A photo of the model's size is below a megabyte; other clients may send originals. */
const MAX_BODY_BYTES = 64 * 1024 * 1024

/**
 * Offers an engine to other machines over the OpenAI chat API: /v1/models, /v1/chat/completions (streamed or not) and
 * /health. Whatever the chat says, the answer is the analysis of its image.
 */
export async function serveEngine(engine: VisionEngine, { host, port, token }: ServeOptions): Promise<Listening> {
  const server = createServer((request, response) => {
    route(engine, token, request, response).catch((error: unknown) => fail(response, error))
  })
  return listen(server, { host, port })
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
    return sendJson(response, healthy ? 200 : 503, { status: state, error: engine.lastError() })
  }
  if (token !== undefined) requireToken(request, token)
  if (path === '/v1/models' && request.method === 'GET') {
    return sendJson(response, 200, {
      object: 'list',
      data: [{ id: engine.model, object: 'model', owned_by: 'albumen', slots: engine.slots }],
    })
  }
  if (path === '/v1/chat/completions' && request.method === 'POST') return complete(engine, request, response)
  throw new HttpError(404, `there is no ${request.method} ${path}`)
}

async function complete(engine: VisionEngine, request: IncomingMessage, response: ServerResponse) {
  const body = await readJson(request, MAX_BODY_BYTES)
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
    return sendJson(response, 200, {
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

/** Errors in OpenAI's shape; in a stream that has begun, as its last event. */
function fail(response: ServerResponse, error: unknown): void {
  const type = error instanceof EngineUnavailableError ? 'unavailable_error' : undefined
  const code = error instanceof PermanentError ? error.code : null
  const body = { error: { message: messageOf(error), code, ...(type ? { type } : {}) } }
  if (response.headersSent) {
    response.end(`data: ${JSON.stringify(body)}\n\n`)
    return
  }
  sendJson(response, statusOf(error), body)
}

function statusOf(error: unknown): number {
  if (error instanceof HttpError) return error.status
  if (error instanceof PermanentError) return 422
  return error instanceof EngineUnavailableError ? 503 : 500
}
