import { isDeepStrictEqual } from 'node:util'
import { type Analysis, analysisSchema } from '../schema.js'
import { decode } from './decode.js'
import { normalise } from './normalise.js'

export type ParsedAnswer =
  | {
      ok: true
      analysis: Analysis
      /** true when the answer was not already exactly this analysis */
      repaired: boolean
    }
  | { ok: false; problem: string }

/**
 * Reads a model's answer. Forgives form (fences, prose, broken JSON, spelling of keys and enum values) and nothing
 * else: a field that is missing or says something unknown is a problem, never a default. Never throws.
 */
export function parseAnswer(raw: string): ParsedAnswer {
  let problem: string | undefined
  for (const { value, verbatim } of decode(raw)) {
    const result = analysisSchema.safeParse(normalise(value))
    if (result.success) {
      return { ok: true, analysis: result.data, repaired: !(verbatim && isDeepStrictEqual(value, result.data)) }
    }
    problem ??= result.error.issues.map((issue) => `${issue.path.join('.') || 'answer'}: ${issue.message}`).join('; ')
  }
  return {
    ok: false,
    problem: problem ?? (raw.trim() === '' ? 'the answer is empty' : 'the answer holds no JSON object'),
  }
}
