import { Webhook } from 'standardwebhooks'
import { messageOf } from '#core/errors'
import type { EventBody } from '#core/event-body'

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
  /** same for every attempt, so that a receiver can tell a repeated event */
  id: string
  body: EventBody
}

/** Posts one signed event (Standard Webhooks). Redirects are not followed: the signature is for this receiver. */
export async function send(message: Message, signal: AbortSignal): Promise<SendResult> {
  const payload = JSON.stringify(message.body)
  const now = new Date()
  const timeout = AbortSignal.timeout(TIMEOUT_MS)
  try {
    const response = await fetch(message.url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.any([signal, timeout]),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Albumen',
        'webhook-id': message.id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': new Webhook(message.secret).sign(message.id, now, payload),
      },
      body: payload,
    })
    const answer = await readSome(response)
    if (response.ok) return { ok: true, status: response.status }
    const redirected = response.status >= 300 && response.status < 400
    const error = redirected
      ? `answered ${response.status}, a redirect to ${response.headers.get('location')}; use the final address`
      : `answered ${response.status}${answer ? `: ${answer}` : ''}`
    const down = response.status >= 500 || response.status === 429
    return { ok: false, status: response.status, error, down, retryAfter: retryAfter(response) }
  } catch (error) {
    if (signal.aborted) throw error
    const reason = timeout.aborted ? `no answer within ${TIMEOUT_MS / 1000} s` : causeOf(error)
    return { ok: false, status: null, error: reason, down: true, retryAfter: undefined }
  }
}

async function readSome(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk as Uint8Array)
      length += (chunk as Uint8Array).length
      if (length >= ANSWER_BYTES) break // ends the stream
    }
  } catch {
    // The status has arrived; the rest only explains it.
  }
  const text = Buffer.concat(chunks).subarray(0, ANSWER_BYTES).toString('utf8')
  return text.replace(/\p{Cc}+/gu, ' ').trim()
}

/** Seconds or a date, at most a day. */
function retryAfter(response: Response): number | undefined {
  const value = response.headers.get('retry-after')
  if (!value) return undefined
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return wait > 0 ? Math.min(wait, 86_400_000) : undefined
}

/** fetch hides the reason (ECONNREFUSED …) in the cause. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  const code = (cause as NodeJS.ErrnoException | undefined)?.code
  return code ? `no connection: ${code}` : messageOf(cause ?? error)
}
