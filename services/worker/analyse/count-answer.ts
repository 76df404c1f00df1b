import type { Metrics } from '#core/metrics/metrics'
import type { PhotoAnalysis } from '#vision/analyse'

/** Counts what the model was asked for one photo and what its answer was worth. */
export function countAnswer(
  metrics: Metrics,
  answer: Pick<PhotoAnalysis, 'attempts' | 'repaired' | 'promptTokens' | 'cachedTokens' | 'completionTokens'>,
  result: 'valid' | 'partial' | 'invalid',
): void {
  metrics.count('albumen_answers_total', { result })
  if (answer.repaired) metrics.count('albumen_answers_repaired_total')
  if (answer.attempts > 1) metrics.count('albumen_answers_repeated_total')
  metrics.count('albumen_tokens_total', { kind: 'prompt' }, answer.promptTokens)
  metrics.count('albumen_tokens_total', { kind: 'cached' }, answer.cachedTokens ?? 0)
  metrics.count('albumen_tokens_total', { kind: 'completion' }, answer.completionTokens)
}
