import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ANALYSIS_KEYS, type Analysis, analysisSchema, CATEGORIES, EMOTIONS, LIMITS, SENSITIVITIES } from '../schema.js'
import { type ParsedAnswer, parseAnswer } from './parse.js'
import { type Read, readObject } from './read.js'

// Strings with everything that JSON and Chinese punctuation make difficult, in the form in which they are stored
// (one line, no white space around), and saying something: a description of punctuation alone is refused.
const piece = fc.constantFrom(
  ...['a', 'Z', '7', ' ', 'é', '猫', '裙子', '😀', '👩‍👧', '"', "'", '\\', '/', '{', '}', '[', ']', ',', ':', '.'],
  ...['，', '。', '：', '“', '”', '「', '、', '（', '）', '#', '//', '```', '<b>', 'null', '"a":', '\\n', '\\u12', '-'],
)
const line = (maxLength: number) =>
  fc
    .array(piece, { minLength: 1, maxLength: Math.min(maxLength, 24) })
    .map((pieces) =>
      pieces
        .join('')
        .replace(/\s+/g, ' ')
        .slice(0, maxLength)
        .replace(/\p{Surrogate}/gu, '')
        .trim(),
    )
    .filter((words) => /[a猫子é7Z]/.test(words))
const words = fc.uniqueArray(
  line(LIMITS.listItem).filter((w) => w !== 'na' && w !== 'null'),
  {
    maxLength: 4,
    selector: (w) => w.toLowerCase(),
  },
)
const analyses: fc.Arbitrary<Analysis> = fc.record({
  category: fc.constantFrom(...CATEGORIES),
  description: line(LIMITS.description),
  objects: words,
  tags: words,
  emotion: fc.constantFrom(...EMOTIONS),
  people: fc.integer({ min: 0, max: 99 }),
  text: fc.oneof(
    fc.constant(''),
    line(LIMITS.text).filter((w) => w !== 'na' && w !== 'null'),
  ),
  sensitive: fc.constantFrom(...SENSITIVITIES),
})

/** An answer as text, and where each field's value stands in it. */
interface Written {
  raw: string
  values: Record<keyof Analysis, [start: number, end: number]>
}
interface Style {
  before: string
  comma: string
  colon: string
  value: (value: unknown) => string
  after: string
}
const STYLES: Record<string, Style> = {
  compact: { before: '{', comma: ',', colon: ':', value: JSON.stringify, after: '}' },
  'pretty, in a fence': {
    before: '```json\n{\n  ',
    comma: ',\n  ',
    colon: ': ',
    value: (value) => JSON.stringify(value, null, 4),
    after: '\n}\n```',
  },
  'Chinese punctuation, between words': {
    before: '分析如下：｛',
    comma: '，',
    colon: '：',
    value: JSON.stringify,
    after: '｝。',
  },
  'unicode escapes, in a wrapper': {
    before: '{"result": {',
    comma: ', ',
    colon: ' : ',
    value: (value) =>
      JSON.stringify(value).replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
    after: '}}',
  },
}

function write(analysis: Analysis, { before, comma, colon, value, after }: Style): Written {
  const values = {} as Written['values']
  let raw = before
  for (const [i, key] of ANALYSIS_KEYS.entries()) {
    raw += `${i > 0 ? comma : ''}"${key}"${colon}`
    const start = raw.length
    raw += value(analysis[key])
    values[key] = [start, raw.length]
  }
  return { raw: raw + after, values }
}

/** The fields of a whole or partial result; whatever it is, it must be sound and complete in itself. */
function fieldsOf(parsed: ParsedAnswer): Partial<Analysis> {
  const fields = parsed.ok ? parsed.analysis : (parsed.partial?.analysis ?? {})
  const unsound = ANALYSIS_KEYS.filter(
    (key) => key in fields && !analysisSchema.shape[key].safeParse(fields[key]).success,
  )
  const absent = ANALYSIS_KEYS.filter((key) => !(key in fields))
  const said = parsed.ok ? [] : (parsed.partial?.absent ?? ANALYSIS_KEYS)
  if (unsound.length > 0 || !same(absent, said) || parsed.ok !== (absent.length === 0)) {
    expect.fail(`not sound: ${JSON.stringify(parsed)}`)
  }
  return fields
}

// The same analyses each time, so that a run is the same everywhere; change it to look further.
const SEED = 20

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

describe.each(Object.entries(STYLES))('an analysis as %s', (_, style) => {
  it('is read as it is', () => {
    fc.assert(
      fc.property(analyses, (analysis) => {
        expect(parseAnswer(write(analysis, style).raw)).toMatchObject({ ok: true, analysis })
      }),
      { numRuns: 300 },
    )
  })

  // Cut after any byte: a field is either the original's or absent; of a list, the first items may be there. A number
  // is there only when something follows it.
  it('cut at any byte keeps whole fields only', () => {
    fc.assert(
      fc.property(analyses, (analysis) => {
        const { raw, values } = write(analysis, style)
        const bytes = Buffer.from(raw)
        const endOfPeople = Buffer.byteLength(raw.slice(0, values.people[1]))
        for (let end = 0; end <= bytes.length; end++) {
          const kept = fieldsOf(parseAnswer(bytes.toString('utf8', 0, end)))
          for (const key of ANALYSIS_KEYS) {
            const value = kept[key]
            if (value === undefined) continue
            const original = analysis[key]
            const isStart = Array.isArray(original) && Array.isArray(value) && value.length > 0
            const prefix = isStart ? original.slice(0, value.length) : original
            if (!same(value, prefix)) expect.fail(`${key} is ${JSON.stringify(value)} at ${end} of ${raw}`)
          }
          if (end <= endOfPeople && 'people' in kept) expect.fail(`people is ${kept.people} at ${end} of ${raw}`)
        }
      }),
      { numRuns: 20, seed: SEED },
    )
  })

  // One character deleted, doubled or replaced, at any position. "Touched" is the field in whose value the position
  // lies, its quotes and brackets included. Then, for every field that the result has:
  // - an enum is the original's, touched or not
  // - a count is the original's, unless it is touched
  // - a text or a list is the original's, unless it or what separates it from its neighbours is touched; then every
  //   string of it still stands in the damaged answer
  it('damaged at any position invents nothing', () => {
    const by = [...'{}[]",:\'\\', '“', '”', '，', '：', '\n', '#', '`', ' ', 'x']
    fc.assert(
      fc.property(analyses, (analysis) => {
        const written = write(analysis, style)
        const { raw } = written
        for (let at = 0; at < raw.length; at++) {
          for (const char of ['', `${raw[at]}${raw[at]}`, ...by]) {
            checkDamaged(analysis, written, at, raw.slice(0, at) + char + raw.slice(at + 1))
          }
        }
      }),
      { numRuns: 3, seed: SEED },
    )
  })
})

function checkDamaged(analysis: Analysis, { values }: Written, at: number, damaged: string): void {
  const kept = fieldsOf(parseAnswer(damaged))
  for (const [i, key] of ANALYSIS_KEYS.entries()) {
    const value = kept[key]
    if (value === undefined || same(value, analysis[key])) continue
    const [start, end] = values[key]
    const fail = () =>
      expect.fail(`${key} is ${JSON.stringify(value)}, not ${JSON.stringify(analysis[key])}, in ${damaged}`)
    if (typeof value === 'number') {
      if (at < start || at >= end) fail()
    } else if (key === 'category' || key === 'emotion' || key === 'sensitive') fail()
    else {
      const previous = ANALYSIS_KEYS[i - 1]
      const next = ANALYSIS_KEYS[i + 1]
      const from = previous ? values[previous][1] - 1 : 0
      const to = next ? values[next][0] : damaged.length
      if (at < from || at > to) fail()
      const origins = [damaged, damaged.slice(start), damaged.slice(start - 1), damaged.slice(start + 1)].map(unescaped)
      const strings = Array.isArray(value) ? value : [String(value)]
      if (!strings.every((words) => origins.some((origin) => origin.includes(words)))) fail()
    }
  }
}

/** What an answer says when its escapes are undone, white space as single spaces. */
function unescaped(text: string): string {
  return text
    .replace(/\\(?:u([0-9a-f]{4})|(["\\/'])|([nrtbf]))/gi, (_, hex, char, white) =>
      hex ? String.fromCharCode(Number.parseInt(hex, 16)) : white ? ' ' : char,
    )
    .replace(/\p{Surrogate}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
}

describe('reading an object', () => {
  /** What the reader makes of a JSON value: numbers stay as written. */
  const asRead = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(asRead)
    if (typeof value === 'number') return JSON.stringify(value)
    if (typeof value !== 'object' || value === null) return value
    return { members: Object.entries(value).map(([key, inner]) => [key, asRead(inner)]) }
  }

  it('gives every valid JSON object exactly, compact or pretty', () => {
    const objects = fc.dictionary(fc.string({ maxLength: 30 }), fc.jsonValue({ maxDepth: 4 }), { maxKeys: 6 })
    fc.assert(
      fc.property(objects, fc.constantFrom(0, 2), (object, indent) => {
        const text = JSON.stringify(object, null, indent)
        const { value, at } = readObject(text, 0) as { value: Read; at: number }
        expect(value).toEqual(asRead(JSON.parse(text)))
        expect(at).toBe(text.length)
      }),
      { numRuns: 1000 },
    )
  })
})
