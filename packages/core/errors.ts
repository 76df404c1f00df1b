/**
 * Errors are classed by what the caller does next. Any other error means: try again later.
 */

/** Give up on this photo (or request): trying again cannot help until its content changes. The message is for the owner. */
export class PermanentError extends Error {
  override readonly name: string = 'PermanentError'

  /** @param code stable identifier such as `corrupt_image`, by which failures are grouped */
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** Stop the process: nothing can work until the owner changes something. The message says what. */
export class FatalError extends Error {
  override readonly name: string = 'FatalError'
}

/**
 * The message of anything that was thrown. What the query builder throws repeats the statement with all its values, which
 * may be the words of private photos: the database's own message is the one that helps.
 */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'query' in error && error.cause instanceof Error ? error.cause.message : error.message
}
