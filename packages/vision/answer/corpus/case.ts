import type { Analysis } from '../../schema.js'
import type { ProblemKind } from '../parse.js'

/** A model's answer as it came, and what is to be read from it. */
export interface Case {
  name: string
  raw: string
  expected: { analysis: Analysis } | Refusal
}
/** The exact problem, and for `invalid_fields` exactly what is kept. */
export interface Refusal {
  problem: ProblemKind
  kept?: Partial<Analysis>
}
export interface Group {
  kind: string
  cases: readonly Case[]
}

/** What most English answers of the corpus say. */
export const BEACH: Analysis = {
  category: 'travel',
  description: 'A woman in a red dress walks along a beach, the sun is low.',
  objects: ['red dress', 'sea', 'straw hat'],
  tags: ['beach', 'sunset'],
  emotion: 'serene',
  people: 1,
  text: '',
  sensitive: 'none',
}

/** What most Chinese answers of the corpus say. */
export const PARTY: Analysis = {
  category: 'party',
  description: '两个孩子围着生日蛋糕，桌上写着“生日快乐”。',
  objects: ['生日蛋糕', '红色气球'],
  tags: ['室内', '生日'],
  emotion: 'joyful',
  people: 2,
  text: '生日快乐',
  sensitive: 'none',
}

export const beach = JSON.stringify(BEACH)
export const party = JSON.stringify(PARTY)

/** An answer with the raw text of some values replaced, whatever that does to it: `beachWith({ people: 'NaN' })`. */
export const beachWith = (values: Partial<Record<keyof Analysis, string>>) => withValues(BEACH, values)
export const partyWith = (values: Partial<Record<keyof Analysis, string>>) => withValues(PARTY, values)

function withValues(analysis: Analysis, values: Partial<Record<keyof Analysis, string>>): string {
  const members = Object.entries(analysis).map(
    ([key, value]) => `"${key}":${values[key as keyof Analysis] ?? JSON.stringify(value)}`,
  )
  return `{${members.join(',')}}`
}

/** The answer is read as BEACH with these changes. */
export const reads = (name: string, raw: string, changes: Partial<Analysis> = {}): Case => ({
  name,
  raw,
  expected: { analysis: { ...BEACH, ...changes } },
})

/** The answer is read as PARTY with these changes. */
export const readsParty = (name: string, raw: string, changes: Partial<Analysis> = {}): Case => ({
  name,
  raw,
  expected: { analysis: { ...PARTY, ...changes } },
})

/** All but these fields of BEACH are kept. */
export const loses = (name: string, raw: string, fields: (keyof Analysis)[], changes: Partial<Analysis> = {}): Case =>
  losing(BEACH, name, raw, fields, changes)

/** All but these fields of PARTY are kept. */
export const losesParty = (
  name: string,
  raw: string,
  fields: (keyof Analysis)[],
  changes: Partial<Analysis> = {},
): Case => losing(PARTY, name, raw, fields, changes)

function losing(
  analysis: Analysis,
  name: string,
  raw: string,
  fields: (keyof Analysis)[],
  changes: Partial<Analysis>,
): Case {
  const kept = Object.entries({ ...analysis, ...changes }).filter(([key]) => !fields.includes(key as keyof Analysis))
  return { name, raw, expected: { problem: 'invalid_fields', kept: Object.fromEntries(kept) } }
}

/** Exactly these fields are kept. */
export const keeps = (name: string, raw: string, kept: Partial<Analysis>): Case => ({
  name,
  raw,
  expected: { problem: 'invalid_fields', kept },
})

export const nothing = (name: string, raw: string): Case => ({ name, raw, expected: { problem: 'no_analysis' } })
export const empty = (name: string, raw: string): Case => ({ name, raw, expected: { problem: 'empty' } })
