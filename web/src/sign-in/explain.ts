import { ApiError } from '../api/client'

/** In the owner's language where the trouble is a known one. */
export function explain(error: unknown, known: Record<string, string | ((minutes: number) => string)>): string {
  if (!(error instanceof ApiError)) return known.lost as string
  const words = known[error.problem.code ?? '']
  if (typeof words === 'function') return words(Math.max(1, Math.ceil(error.retryAfter / 60)))
  return words ?? error.message
}
