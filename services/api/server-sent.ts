import type { FastifyReply } from 'fastify'

/** A client that reads slower than this many bytes is let go; it comes back and resumes. */
const MOST_UNREAD = 1_000_000

export interface EventStream {
  send(event: { id?: number; event: string; data: unknown }): void
  comment(text: string): void
  /** Resolves when the client has read what was sent, or has gone. */
  drained(): Promise<void>
  end(): void
  /** aborted when the client has gone or the stream has ended */
  closed: AbortSignal
}

/** Answers with server-sent events. @param retryMs after which a browser comes back when the connection is lost */
export function startEventStream(reply: FastifyReply, retryMs?: number): EventStream {
  reply.hijack()
  const { raw } = reply
  const closed = new AbortController()
  raw.once('close', () => closed.abort(new Error('the client has gone')))
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value)
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    connection: 'close', // nothing follows a stream; an idle connection would hold up a shutdown
    'x-accel-buffering': 'no', // nginx would hold events back
  })
  const write = (text: string) => {
    if (closed.signal.aborted || raw.writableEnded) return
    raw.write(text)
    if (raw.writableLength > MOST_UNREAD) raw.destroy()
  }
  write(retryMs === undefined ? ':\n\n' : `retry: ${retryMs}\n\n`)
  return {
    send: ({ id, event, data }) =>
      write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    comment: (text) => write(`: ${text}\n\n`),
    async drained() {
      if (closed.signal.aborted || !raw.writableNeedDrain) return
      await new Promise<void>((resolve) => {
        raw.once('drain', resolve)
        raw.once('close', resolve)
      })
    },
    end: () => raw.end(),
    closed: closed.signal,
  }
}
