import { createServer, type IncomingMessage } from 'node:http'
import { z } from 'zod'
import { messageOf, PermanentError } from '#core/errors'
import { HttpError, type Listening, listen, readJson, requireToken, sendJson } from '#core/json-server'
import { type TextEngine, TextEngineUnavailableError } from './text-engine.js'

/** The OpenAI embeddings API, with one word more: what a text is, because models want questions marked as such. */
const request = z.object({
  input: z.union([z.string(), z.array(z.string()).min(1).max(64)]),
  input_type: z.enum(['query', 'passage']).default('query'),
})
const MOST_BYTES = 1024 * 1024
const MOST_CHARACTERS = 4_000

/**
 * Offers the engine to whoever has the token: POST /v1/embeddings. Nobody waits for a model to load: until
 * it is in memory the answer is 503, and being asked makes it load.
 */
export async function serveText(
  engine: TextEngine,
  { token, port = 0, host }: { token: string; port?: number /** everywhere without one */; host?: string | undefined },
): Promise<Listening> {
  const server = createServer((incoming, response) => {
    answer(engine, token, incoming).then(
      (body) => sendJson(response, 200, body),
      (error: unknown) => sendJson(response, statusOf(error), { error: { message: messageOf(error) } }),
    )
  })
  return listen(server, { host, port })
}

async function answer(engine: TextEngine, token: string, incoming: IncomingMessage): Promise<object> {
  requireToken(incoming, token)
  if (incoming.method !== 'POST' || incoming.url !== '/v1/embeddings') {
    throw new HttpError(404, `there is no ${incoming.method} ${incoming.url}`)
  }
  const parsed = request.safeParse(await readJson(incoming, MOST_BYTES))
  if (!parsed.success) throw new HttpError(400, z.prettifyError(parsed.error))
  if (engine.state() !== 'ready') {
    engine.wake()
    throw new TextEngineUnavailableError(engine.lastError() ?? `${engine.model} is being loaded.`)
  }
  const { input, input_type } = parsed.data
  const texts = [input].flat().map((text) => text.slice(0, MOST_CHARACTERS))
  const vectors = await Promise.all(
    texts.map((text) => engine.embed(input_type === 'query' ? 'question' : 'passage', text)),
  )
  return {
    object: 'list',
    model: engine.model,
    version: engine.version,
    data: vectors.map((vector, index) => ({ object: 'embedding', index, embedding: [...vector] })),
  }
}

function statusOf(error: unknown): number {
  if (error instanceof HttpError) return error.status
  if (error instanceof PermanentError) return 422
  return error instanceof TextEngineUnavailableError ? 503 : 500
}
