import { describe, expect, it } from 'vitest'
import type { Case } from './corpus/case.js'
import { CORPUS } from './corpus/corpus.js'
import { parseAnswer } from './parse.js'

function outcome(raw: string): Case['expected'] {
  const parsed = parseAnswer(raw)
  if (parsed.ok) return { analysis: parsed.analysis }
  return { problem: parsed.kind, ...(parsed.partial && { kept: parsed.partial.analysis }) }
}

describe.each(CORPUS)('$kind', ({ cases }) => {
  it.each(cases)('$name', ({ raw, expected }) => {
    expect(outcome(raw)).toEqual(expected)
  })
})

describe('the corpus', () => {
  it('has at least 150 cases, each under a name of its own', () => {
    const names = CORPUS.flatMap(({ kind, cases }) => cases.map(({ name }) => `${kind}: ${name}`))
    expect(names.length).toBeGreaterThanOrEqual(150)
    expect(new Set(names).size).toBe(names.length)
  })
})
