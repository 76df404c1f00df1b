import { say } from '#core/sentences/say'

/**
 * A download that failed. The class of it says what the caller does next: `again` at the same source, on with the
 * `next` source, or `stop`, because no source can help.
 */
export class PullError extends Error {
  override readonly name: string = 'PullError'

  constructor(
    readonly code: PullErrorCode,
    /** A clause for the owner that begins with the source, or a whole sentence where `then` is `stop`. */
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
export function networkError(
  source: string,
  cause: unknown,
  code: 'unreachable' | 'interrupted',
  then: 'again' | 'next',
): PullError {
  const error = reasonOf(cause)
  const message =
    code === 'unreachable' ? say('source_unreachable', { source, error }) : say('source_broke', { source, error })
  return new PullError(code, message, then, { cause })
}

function reasonOf(error: unknown): string {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause
  return cause?.code ?? cause?.message ?? (error instanceof Error ? error.message : String(error))
}

/** What an HTTP status that is no success means. */
export function statusError(source: string, response: Response): PullError {
  const { status } = response
  const said = { source, status }
  if (status === 401 || status === 403) return new PullError('refused', say('source_refuses', said), 'next')
  if (status === 404 || status === 410) return new PullError('missing', say('source_lacks', said), 'next')
  if (status === 407) return new PullError('http', say('source_proxy', { source }), 'next')
  if (status === 429 || status >= 500) {
    const message = status === 429 ? say('source_busy', said) : say('source_trouble', said)
    const retryAfterMs = retryAfter(response.headers.get('retry-after'))
    return new PullError('http', message, 'again', retryAfterMs === undefined ? {} : { retryAfterMs })
  }
  return new PullError('http', say('source_answers', said), 'next')
}

/** Seconds or a date. */
function retryAfter(header: string | null): number | undefined {
  if (!header) return undefined
  const seconds = Number(header)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}
