import { describe, expect, it } from 'vitest'
import { ANALYSIS_GRAMMAR, toGrammar } from './grammar.js'
import { ANALYSIS_KEYS, analysisJsonSchema, CATEGORIES, EMOTIONS, SENSITIVITIES } from './schema.js'

describe('toGrammar', () => {
  it('names every key once, in the order of the schema, with no white space between', () => {
    const keys = [...ANALYSIS_GRAMMAR.matchAll(/"[{,]\\"(\w+)\\":"/g)].map((match) => match[1])
    expect(keys).toEqual(ANALYSIS_KEYS)
    expect(ANALYSIS_GRAMMAR).not.toMatch(/\bws\b|space|\[ \\t/)
  })

  it('holds every enum value as a literal', () => {
    for (const value of [...CATEGORIES, ...EMOTIONS, ...SENSITIVITIES])
      expect(ANALYSIS_GRAMMAR).toContain(`"\\"${value}\\""`)
  })

  it('bounds every repetition', () => {
    expect(ANALYSIS_GRAMMAR).not.toMatch(/[*+]|\{\d+,\}/)
    expect(ANALYSIS_GRAMMAR).toContain('char{1,400}')
    expect(ANALYSIS_GRAMMAR).toContain('char{0,300}')
  })

  it('counts from 0 to 99 without leading zeros', () => {
    expect(ANALYSIS_GRAMMAR).toContain('("0" | [1-9] [0-9]{0,1})')
  })

  it.each([
    ['a string without bound', { type: 'string' }, 'maxLength'],
    ['a list without bound', { type: 'array', items: { type: 'string', maxLength: 3 } }, 'maxItems'],
    ['another range', { type: 'integer', minimum: 1, maximum: 12 }, '1..12'],
  ])('refuses %s', (_, value, words) => {
    const schema = { type: 'object', properties: { x: value }, required: ['x'], additionalProperties: false }
    expect(() => toGrammar(schema as never)).toThrow(words)
  })

  it('refuses an optional key', () => {
    const schema = { ...analysisJsonSchema, required: [] }
    expect(() => toGrammar(schema as never)).toThrow('optional')
  })
})
