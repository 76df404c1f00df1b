import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sameSecret } from './sign-in/secret-hash.js'

/** What the small servers of a worker share, through which other processes ask its engines. The api is another matter. */

/** A request that is refused, with its HTTP status. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

export interface Listening {
  /** such as http://127.0.0.1:8089 */
  url: string
  /** Ends at once, whoever is connected. */
  close(): Promise<void>
}

/**
 * @param host where to listen; everywhere without one
 * @param port 0 takes a free one
 */
export async function listen(server: Server, { host, port }: { host?: string | undefined; port: number }) {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { address, family, port: taken } = server.address() as AddressInfo
  const listening: Listening = {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return listening
}

/** @throws HttpError 401 when the request does not carry the token */
export function requireToken(request: IncomingMessage, token: string): void {
  if (sameSecret(request.headers.authorization ?? '', `Bearer ${token}`)) return
  throw new HttpError(401, 'expected the header Authorization: Bearer TOKEN')
}

/** @throws HttpError when the body is larger than so many bytes, or no JSON */
export async function readJson(request: IncomingMessage, mostBytes: number): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > mostBytes) throw new HttpError(413, `the request is larger than ${mostBytes} bytes`)
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch (error) {
    throw new HttpError(400, 'the request body is not JSON', { cause: error })
  }
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
