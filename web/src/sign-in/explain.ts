import { ApiError } from '../api/client'
import { useExplain } from '../words/told'

/** What is said of known troubles, by their codes; some with the minutes to wait. */
type Troubles = Record<string, string | ((minutes: number) => string)>

/** Of a known trouble more than the api says of it. */
export function useExplainSignIn(known: Troubles) {
  const explain = useExplain()
  return (error: unknown): string => {
    if (!(error instanceof ApiError)) return known.lost as string
    const words = known[error.problem.code ?? '']
    if (typeof words === 'function') return words(Math.max(1, Math.ceil(error.retryAfter / 60)))
    return words ?? explain(error)
  }
}
