import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { Writable } from 'node:stream'
import { pino } from 'pino'

/** What a stub sees of a chat; only for quirks of servers that cannot be started here. */
export interface Chat {
  model: string
  messages: { content: string | { type: string }[] }[]
  grammar?: string
  response_format?: { type: string; json_schema?: { schema: unknown } }
  stream_options?: object
  reasoning_effort?: string
  chat_template_kwargs?: object
}
type Handler = (response: ServerResponse, chat: Chat, request: IncomingMessage) => void

export interface Stub {
  url: string
  /** each request: `GET /v1/models` */
  asked: string[]
  /** the chats about a photo */
  photos: Chat[]
  routes: Record<string, Handler>
  /** takes no new connections; those that are open stay, and nothing comes over them */
  deafen(): void
  close(): Promise<void>
}

/** A local server with the given answers by `METHOD /path`; `*` is for all others, which are not found without it. */
export async function stubServer(routes: Record<string, Handler>, port = 0): Promise<Stub> {
  const sockets = new Set<Socket>()
  const stub: Stub = { url: '', asked: [], photos: [], routes, deafen: () => server.close(), close: async () => {} }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const route = `${request.method} ${request.url}`
    const chat = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Chat
    stub.asked.push(route)
    if (hasPhoto(chat)) stub.photos.push(chat)
    const handler = stub.routes[route] ?? stub.routes['*']
    if (handler) handler(response, chat, request)
    else refuse(response, 404, 'File Not Found')
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  stub.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  stub.close = () =>
    new Promise((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  return stub
}

/** Photos are large; the adapter's own questions have no image, or a grey square. */
export function hasPhoto({ messages }: Chat): boolean {
  return messages?.some(({ content }) => typeof content !== 'string' && JSON.stringify(content).length > 4_000) ?? false
}

export function hasImage({ messages }: Chat): boolean {
  return messages.some(({ content }) => typeof content !== 'string' && content.some(({ type }) => type === 'image_url'))
}

export const models =
  (ownedBy: string, ...ids: string[]): Handler =>
  (response) =>
    json(response, { object: 'list', data: ids.map((id) => ({ id, object: 'model', owned_by: ownedBy })) })

export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

export function refuse(response: ServerResponse, status: number, message: string, headers: object = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify({ error: { message, code: status } }))
}

export const event = (data: object | string) => `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`
export const piece = (content: string, finish: string | null = null) => ({
  choices: [{ index: 0, delta: { content }, finish_reason: finish }],
})

export function say(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.end(event(piece(text)) + event(piece('', 'stop')) + event('[DONE]'))
}

/** Answers as a server does that obeys some constraints and ignores the others without a word. */
export const obeying =
  (...obeyed: ('grammar' | 'json_schema' | 'json_object')[]): Handler =>
  (response, chat) => {
    if (hasPhoto(chat)) return say(response, 'a photo')
    const asked = chat.grammar ? 'grammar' : chat.response_format?.type
    if (asked === 'json_object' && obeyed.includes('json_object')) return say(response, '{"sea":"wide"}')
    if (asked && (obeyed as string[]).includes(asked)) return say(response, '{"kestrel":"quartz"}')
    say(response, 'The sea is wide and blue.')
  }

/** Log lines from `info` up. */
export function memoryLog() {
  const lines: { level: number; msg: string; [field: string]: unknown }[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)))
      done()
    },
  })
  return { lines, log: pino({ level: 'info' }, stream) }
}
