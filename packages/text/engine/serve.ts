import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { messageOf, PermanentError } from '#core/errors'
import { type TextEngine, TextEngineUnavailableError } from './text-engine.js'

/** The OpenAI embeddings API, with one word more: what a text is, because models want questions marked as such. */
const request = z.object({
  input: z.union([z.string(), z.array(z.string()).min(1).max(64)]),
  input_type: z.enum(['query', 'passage']).default('query'),
})
const MOST_BYTES = 1024 * 1024
const MOST_CHARACTERS = 4_000

class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

/**
 * Offers the engine to whoever has the token: POST /v1/embeddings. Nobody waits for a model to load: until
 * it is in memory the answer is 503, and being asked makes it load.
 */
export async function serveText(
  engine: TextEngine,
  { token, port = 0, host }: { token: string; port?: number /** everywhere without one */; host?: string | undefined },
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((incoming, response) => {
    answer(engine, token, incoming).then(
      (body) => json(response, 200, body),
      (error: unknown) => json(response, statusOf(error), { error: { message: messageOf(error) } }),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { address, family, port: taken } = server.address() as AddressInfo
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(engine: TextEngine, token: string, incoming: IncomingMessage): Promise<object> {
  if (!sameToken(incoming.headers.authorization, token)) {
    throw new HttpError(401, 'expected the header Authorization: Bearer TOKEN')
  }
  if (incoming.method !== 'POST' || incoming.url !== '/v1/embeddings') {
    throw new HttpError(404, `there is no ${incoming.method} ${incoming.url}`)
  }
  const parsed = request.safeParse(await bodyOf(incoming))
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

async function bodyOf(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MOST_BYTES) throw new HttpError(413, `the request is larger than ${MOST_BYTES} bytes`)
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    throw new HttpError(400, 'the request body is not JSON')
  }
}

function sameToken(header: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`))
}

function statusOf(error: unknown): number {
  if (error instanceof HttpError) return error.status
  if (error instanceof PermanentError) return 422
  return error instanceof TextEngineUnavailableError ? 503 : 500
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
