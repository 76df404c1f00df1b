import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import type { EventBody } from '#core/event-body'

export interface Received {
  id: string
  headers: IncomingHttpHeaders
  body: EventBody
  raw: string
}

/** A webhook receiver that checks every signature with the reference library and answers as it is told. */
export async function startReceiver(options: { port?: number; secret?: string } = {}) {
  const secret = options.secret ?? newSecret()
  const accepted: Received[] = []
  const refused: Received[] = []
  const badSignatures: string[] = []
  let answer: (request: Received, response: ServerResponse) => number | undefined = () => 200
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const raw = Buffer.concat(chunks).toString('utf8')
    const received = { id: String(request.headers['webhook-id']), headers: request.headers, body: JSON.parse(raw), raw }
    try {
      new Webhook(secret).verify(raw, request.headers as Record<string, string>)
    } catch (error) {
      badSignatures.push(String(error))
    }
    const status = answer(received, response)
    if (status === undefined) return // never answers
    const list = status < 300 ? accepted : refused
    list.push(received)
    response.writeHead(status).end(status < 300 ? '' : 'not now')
  })
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    secret,
    port,
    url: `http://127.0.0.1:${port}/hook`,
    accepted,
    refused,
    badSignatures,
    answerWith(decide: typeof answer) {
      answer = decide
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export function newSecret(): string {
  return `whsec_${randomBytes(24).toString('base64')}`
}

/** Waits until something is so. @throws when it is not within the time */
export async function until(
  what: string,
  check: () => boolean | Promise<boolean>,
  milliseconds = 60_000,
): Promise<void> {
  const deadline = Date.now() + milliseconds
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error(`expected within ${milliseconds} ms: ${what}`)
    await sleep(20)
  }
}
