/**
 * A download that failed. The class of it says what the caller does next: `again` at the same source, on with the
 * `next` source, or `stop`, because no source can help.
 */
export class PullError extends Error {
  override readonly name: string = 'PullError'

  constructor(
    readonly code: PullErrorCode,
    /** A clause for the owner that completes "Hugging Face …", or a whole sentence where `then` is `stop`. */
    message: string,
    readonly then: 'again' | 'next' | 'stop',
    options?: ErrorOptions & { retryAfterMs?: number },
  ) {
    super(message, options)
    this.retryAfterMs = options?.retryAfterMs
  }

  readonly retryAfterMs: number | undefined
}

export type PullErrorCode =
  | 'busy'
  | 'cancelled'
  | 'disk'
  | 'http'
  | 'interrupted'
  | 'mismatch'
  | 'missing'
  | 'no_space'
  | 'not_gguf'
  | 'refused'
  | 'sources'
  | 'stalled'
  | 'unreachable'

/** What fetch throws, with the system's own reason that it hides in `cause`. */
export function networkError(error: unknown, code: 'unreachable' | 'interrupted', then: 'again' | 'next'): PullError {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause
  const reason = cause?.code ?? cause?.message ?? (error instanceof Error ? error.message : String(error))
  const what = code === 'unreachable' ? 'could not be reached' : 'broke off'
  return new PullError(code, `${what} (${reason})`, then, { cause: error })
}

/** What an HTTP status that is no success means. */
export function statusError(response: Response): PullError {
  const { status } = response
  if (status === 401 || status === 403) {
    const advice = 'it is private, needs its terms accepted and an HF_TOKEN, or does not exist'
    return new PullError('refused', `refuses this file (HTTP ${status}): ${advice}`, 'next')
  }
  if (status === 404 || status === 410)
    return new PullError('missing', `does not have this file (HTTP ${status})`, 'next')
  if (status === 407) return new PullError('http', 'is behind a proxy that asks for a password (HTTP 407)', 'next')
  if (status === 429 || status >= 500) {
    const retryAfterMs = retryAfter(response.headers.get('retry-after'))
    const busy = status === 429 ? 'has had too many requests' : 'has trouble'
    return new PullError(
      'http',
      `${busy} (HTTP ${status})`,
      'again',
      retryAfterMs === undefined ? {} : { retryAfterMs },
    )
  }
  return new PullError('http', `answers HTTP ${status}`, 'next')
}

/** Seconds or a date. */
function retryAfter(header: string | null): number | undefined {
  if (!header) return undefined
  const seconds = Number(header)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}
