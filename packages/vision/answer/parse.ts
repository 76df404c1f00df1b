import { isDeepStrictEqual } from 'node:util'
import { say } from '#core/sentences/say'
import { ANALYSIS_KEYS, type Analysis, analysisSchema } from '../schema.js'
import { decode } from './decode.js'
import type { Fields } from './fields.js'
import { LEFTOVERS, normalise } from './normalise.js'
import { UNREADABLE } from './read.js'

/** Nothing was written; nothing that looks like an analysis was; some fields are missing or cannot be understood. */
export type ProblemKind = 'empty' | 'no_analysis' | 'invalid_fields'

export interface PartialAnalysis {
  /** the sound fields */
  analysis: Partial<Analysis>
  /** the others, in the order of the schema */
  absent: (keyof Analysis)[]
}

export type ParsedAnswer =
  | {
      ok: true
      analysis: Analysis
      /** true when the answer was not already exactly this analysis */
      repaired: boolean
    }
  | {
      ok: false
      kind: ProblemKind
      /** for people: which field, what was expected and what came */
      problem: string
      /** what can be kept, if anything can */
      partial?: PartialAnalysis
    }

/**
 * Reads a model's answer: decode (whatever stands around the objects, broken JSON) → normalise (names, enum values,
 * counts) → validate. It forgives form and nothing else: a field that is missing, cut off, said in two ways or says
 * something unknown is a problem, never a default. Of a list that was cut off, the items before the cut are kept.
 * Never throws.
 */
export function parseAnswer(raw: string): ParsedAnswer {
  if (raw.trim() === '') return { ok: false, kind: 'empty', problem: say('answer_empty') }
  const fields = normalise(decode(withoutSlips(raw)))
  if (Object.keys(fields).length === 0) {
    return { ok: false, kind: 'no_analysis', problem: say('answer_no_json') }
  }
  const whole = analysisSchema.safeParse(fields)
  if (whole.success) {
    return { ok: true, analysis: whole.data, repaired: !isDeepStrictEqual(asJson(raw), whole.data) }
  }
  return invalidFields(fields)
}

/**
 * Compact JSON, which a constrained model writes, holds no leftovers of broken structure: a list item or a visible
 * text that looks like one is a slip of the model and is left out. In any other answer it makes the list doubtful.
 */
function withoutSlips(raw: string): string {
  const value = asJson(raw)
  if (value === undefined || JSON.stringify(value) !== raw.trim()) return raw
  const isSlip = (item: unknown) => typeof item === 'string' && LEFTOVERS.test(item)
  return JSON.stringify(value, (key, each) => {
    if (key === 'text' && isSlip(each)) return ''
    return Array.isArray(each) ? each.filter((item) => !isSlip(item)) : each
  })
}

function invalidFields(fields: Fields): ParsedAnswer {
  const analysis: Record<string, unknown> = {}
  const problems: string[] = []
  const absent: (keyof Analysis)[] = []
  for (const key of ANALYSIS_KEYS) {
    const checked = analysisSchema.shape[key].safeParse(fields[key])
    if (checked.success) analysis[key] = checked.data
    else {
      absent.push(key)
      problems.push(`${key}: ${complaint(fields[key], checked.error.issues[0]?.message ?? '')}`)
    }
  }
  const partial = { analysis: analysis as Partial<Analysis>, absent }
  const kept = absent.length < ANALYSIS_KEYS.length ? { partial } : {}
  return { ok: false, kind: 'invalid_fields', problem: problems.join('; '), ...kept }
}

function complaint(value: unknown, expected: string): string {
  if (value === undefined) return 'missing'
  if (value === UNREADABLE) return 'cut off, broken, or said in two ways'
  return typeof value === 'string' ? `${expected}, got ${JSON.stringify(value.slice(0, 60))}` : expected
}

function asJson(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}
