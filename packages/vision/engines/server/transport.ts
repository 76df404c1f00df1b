import http from 'node:http'
import https from 'node:https'
import { pipeline, type Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { anySignal } from '#core/any-signal'
import { say } from '#core/sentences/say'
import type { ServerAddress } from './address.js'
import { NoConnectionError } from './trouble.js'

/** An answer whose head has come; the body comes when it is read. */
export interface Reply {
  status: number
  contentType: string
  /** where the server would rather be asked */
  location: string | undefined
  /** how long it wants to be left alone, in milliseconds */
  retryAfterMs: number | undefined
  body: AsyncIterable<Buffer>
  /** the whole body, or its beginning when it is longer than 1 MiB */
  text(): Promise<string>
}

export interface Transport {
  /** GET with a limit of its own, in milliseconds */
  get(path: string, limitMs: number): Promise<Reply>
  /** POST of JSON; it may take as long as the signal allows */
  post(path: string, body: object, signal: AbortSignal): Promise<Reply>
}

/** A machine that is asleep does not refuse, it is silent. */
const CONNECT_TIMEOUT_MS = 7_000
const MAX_TEXT_BYTES = 1024 * 1024

/**
 * HTTP by Node's own module instead of fetch: fetch gives up on an answer that does not begin within five minutes, which
 * a large model that is being loaded needs; it keeps connections that a restarted server has forgotten; and it turns a
 * redirected POST into a GET.
 *
 * @param heard called whenever something arrives
 */
export function createTransport(address: ServerAddress, closing: AbortSignal, heard: () => void): Transport {
  const headers = {
    accept: 'application/json, text/event-stream',
    'accept-encoding': 'gzip, deflate, br',
    ...(address.authorization ? { authorization: address.authorization } : {}),
  }

  function send(method: 'GET' | 'POST', path: string, body: string | undefined, signal: AbortSignal): Promise<Reply> {
    const url = new URL(address.base + path)
    const either = anySignal(closing, signal)
    return new Promise((resolve, reject) => {
      const content = body === undefined ? {} : { 'content-type': 'application/json' }
      const request = (url.protocol === 'https:' ? https : http).request(url, {
        method,
        agent: false,
        headers: { ...headers, ...content, ...(body ? { 'content-length': Buffer.byteLength(body) } : {}) },
        signal: either.signal,
      })
      const silent = setTimeout(
        () => request.destroy(new Error(say('connection_late', { seconds: CONNECT_TIMEOUT_MS / 1000 }))),
        CONNECT_TIMEOUT_MS,
      )
      let connected = false
      request.once('socket', (socket) => {
        socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
          connected = true
          clearTimeout(silent)
        })
      })
      request.once('close', () => {
        clearTimeout(silent)
        either.letGo()
      })
      request.on('error', (cause) => reject(connected ? cause : new NoConnectionError(cause.message, { cause })))
      request.once('response', (response) => {
        heard()
        resolve(reply(response, heard))
      })
      request.end(body)
    })
  }

  return {
    get: (path, limitMs) => send('GET', path, undefined, AbortSignal.timeout(limitMs)),
    post: (path, body, signal) => send('POST', path, JSON.stringify(body), signal),
  }
}

function reply(response: http.IncomingMessage, heard: () => void): Reply {
  const body = listened(unpacked(response), heard)
  return {
    status: response.statusCode ?? 0,
    contentType: response.headers['content-type'] ?? '',
    location: response.headers.location,
    retryAfterMs: waitOf(response.headers['retry-after']),
    body,
    async text() {
      const chunks: Buffer[] = []
      let size = 0
      for await (const chunk of body) {
        chunks.push(chunk)
        size += chunk.length
        if (size > MAX_TEXT_BYTES) break
      }
      return Buffer.concat(chunks).toString('utf8')
    },
  }
}

async function* listened(body: Readable, heard: () => void): AsyncGenerator<Buffer> {
  for await (const chunk of body as AsyncIterable<Buffer>) {
    heard()
    yield chunk
  }
}

/** A proxy may pack what the server sent plain. */
function unpacked(response: http.IncomingMessage): Readable {
  const unpack = {
    gzip: createGunzip,
    'x-gzip': createGunzip,
    deflate: createInflate,
    br: createBrotliDecompress,
  }[response.headers['content-encoding'] ?? '']
  // The stream's reader gets the error; the callback only keeps it from being thrown a second time.
  return unpack ? pipeline(response, unpack(), () => {}) : response
}

/** Retry-After in seconds or as a date. */
function waitOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined
  const seconds = Number(header)
  const milliseconds = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined
}
