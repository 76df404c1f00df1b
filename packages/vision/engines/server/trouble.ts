import { messageOf } from '#core/errors'
import { say } from '#core/sentences/say'
import { EngineUnavailableError } from '../engine.js'

export interface WaitOptions {
  /** how long the server asked to be left alone, in milliseconds */
  waitMs?: number | undefined
  /** it is loading its model: nothing is wrong */
  loading?: boolean | undefined
  /** it is only busy, which is no line in the log */
  busy?: boolean | undefined
}

/** The server cannot be used now, or not as it is set up. The message is one sentence or two for the owner. */
export class ServerUnavailableError extends EngineUnavailableError {
  constructor(
    message: string,
    readonly wait: WaitOptions = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** The server answered a chat with an error status, or with an error in the middle of its stream. */
export class RefusalError extends Error {
  override readonly name = 'RefusalError'

  constructor(
    /** HTTP status; 500 for an error in the stream */
    readonly status: number,
    /** what the server said, shortened */
    readonly said: string,
    readonly details: { waitMs?: number | undefined; location?: string | undefined; code?: string | undefined } = {},
  ) {
    super(`status ${status}: ${said}`)
  }
}

/** What the server sent is no answer of the OpenAI API. */
export class ForeignAnswerError extends Error {
  override readonly name = 'ForeignAnswerError'
}

/** There was no connection at all: whatever was to be sent has not reached the server. */
export class NoConnectionError extends Error {
  override readonly name = 'NoConnectionError'
}

/** In words why there is no connection, or none any more. */
export function connectionTrouble(error: unknown): string {
  if (error instanceof NoConnectionError && error.cause) return connectionTrouble(error.cause)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  switch (code) {
    case 'ECONNREFUSED':
      return say('nothing_listens')
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return say('name_unknown', { code })
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
    case 'ETIMEDOUT':
      return say('machine_silent', { code })
    case 'ECONNRESET':
    case 'EPIPE':
      return say('connection_broke', { code })
    default:
      if (error instanceof Error && error.cause) return connectionTrouble(error.cause)
      if (error instanceof Error && error.name === 'TimeoutError') return say('connection_silent')
      return messageOf(error)
  }
}

/** The server's own words: the message of an error in OpenAI's shape, in LM Studio's (a bare string), or the text. */
export function saidIn(body: string): { said: string; code?: string | undefined } {
  try {
    const parsed = JSON.parse(body) as { error?: unknown; message?: unknown; detail?: unknown } | null
    const error = parsed?.error ?? parsed?.message ?? parsed?.detail
    if (typeof error === 'string') return { said: shortened(error) }
    if (error && typeof error === 'object') {
      const { message, code } = error as { message?: unknown; code?: unknown }
      return {
        said: shortened(typeof message === 'string' ? message : JSON.stringify(error)),
        code: typeof code === 'string' ? code : undefined,
      }
    }
  } catch {
    // no JSON: its beginning says enough
  }
  return { said: shortened(body) }
}

export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 300 ? `${line.slice(0, 300)}…` : line
}
