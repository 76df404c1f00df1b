import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { Webhook } from 'standardwebhooks'
import { anySignal } from '#core/any-signal'
import { messageOf } from '#core/errors'
import type { EventBody } from '#core/event-body'
import { lookupPublic, PrivateAddressError, refusePrivateHost } from '#core/private-address'
import { say } from '#core/sentences/say'

const TIMEOUT_MS = 10_000
/** What is read of an answer: enough for its reason, whatever a receiver may send. */
const ANSWER_BYTES = 1_000

export type SendResult =
  | { ok: true; status: number }
  | {
      ok: false
      /** null when there was no answer at all */
      status: number | null
      error: string
      /** the receiver itself is in trouble, not this event */
      down: boolean
      /** milliseconds, when the receiver asked for a pause */
      retryAfter: number | undefined
    }

export interface Message {
  url: string
  secret: string
  /** whether the receiver may be on this machine or in the owner's own network */
  privateNetwork: boolean
  /** same for every attempt, so that a receiver can tell a repeated event */
  id: string
  body: EventBody
}

/** Posts one signed event (Standard Webhooks). Redirects are not followed: the signature is for this receiver. */
export async function send(message: Message, signal: AbortSignal): Promise<SendResult> {
  const payload = JSON.stringify(message.body)
  const now = new Date()
  const timeout = AbortSignal.timeout(TIMEOUT_MS)
  const either = anySignal(signal, timeout)
  try {
    const response = await post(message, payload, now, either.signal)
    const answer = await readSome(response)
    const status = response.statusCode ?? 0
    if (status >= 200 && status < 300) return { ok: true, status }
    return {
      ok: false,
      status,
      error: answered(status, response.headers.location, answer),
      down: status >= 500 || status === 429,
      retryAfter: retryAfter(response),
    }
  } catch (error) {
    if (signal.aborted) throw error
    const refused = error instanceof PrivateAddressError
    const reason = timeout.aborted
      ? say('delivery_silent', { seconds: TIMEOUT_MS / 1000 })
      : refused
        ? error.message
        : causeOf(error)
    return { ok: false, status: null, error: reason, down: !refused, retryAfter: undefined }
  } finally {
    either.letGo()
  }
}

/**
 * A connection of its own for each message: one that another webhook has opened may lead to where this one may not go.
 * @throws PrivateAddressError where the name leads into a network that the webhook may not reach
 */
function post(message: Message, payload: string, now: Date, signal: AbortSignal): Promise<IncomingMessage> {
  const url = new URL(message.url)
  if (!message.privateNetwork) refusePrivateHost(url)
  const { request } = url.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      agent: false,
      signal,
      ...(message.privateNetwork ? {} : { lookup: lookupPublic }),
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(payload),
        'user-agent': 'Albumen',
        'webhook-id': message.id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': new Webhook(message.secret).sign(message.id, now, payload),
      },
    })
    sent.once('response', resolve)
    sent.once('error', reject)
    sent.end(payload)
  })
}

/** An answer that is no success, with what the receiver said. */
function answered(status: number, location: string | undefined, said: string): string {
  if (status >= 300 && status < 400) return say('delivery_redirected', { status, location: location ?? '?' })
  return said ? say('delivery_answered_said', { status, said }) : say('delivery_answered', { status })
}

async function readSome(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of response) {
      chunks.push(chunk as Buffer)
      length += (chunk as Buffer).length
      if (length >= ANSWER_BYTES) break // ends the connection
    }
  } catch {
    // The status has arrived; the rest only explains it.
  }
  const text = Buffer.concat(chunks).subarray(0, ANSWER_BYTES).toString('utf8')
  return text.replace(/\p{Cc}+/gu, ' ').trim()
}

/** Seconds or a date, at most a day. */
function retryAfter(response: IncomingMessage): number | undefined {
  const value = response.headers['retry-after']
  if (!value) return undefined
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return wait > 0 ? Math.min(wait, 86_400_000) : undefined
}

function causeOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException
  return say('delivery_unconnected', { error: code || messageOf(error) })
}
