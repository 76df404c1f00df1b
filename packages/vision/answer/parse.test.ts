import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Analysis, analysisSchema, LIMITS } from '../schema.js'
import { parseAnswer } from './parse.js'

const good: Analysis = {
  category: 'travel',
  description: 'A woman in a red dress on a beach.',
  objects: ['red dress', 'sea'],
  tags: ['beach', 'sunset'],
  emotion: 'joyful',
  people: 1,
  text: '',
  sensitive: 'none',
}
const json = JSON.stringify(good)
const without = (key: keyof Analysis) => JSON.stringify({ ...good, [key]: undefined })
const having = (changes: Record<string, unknown>) => JSON.stringify({ ...good, ...changes })

function accepted(raw: string) {
  const parsed = parseAnswer(raw)
  if (!parsed.ok) throw new Error(`refused: ${parsed.problem}`)
  return parsed
}

describe('an answer that is already right', () => {
  it.each([
    ['compact', json],
    ['indented', JSON.stringify(good, null, 2)],
    ['with a line break after it', `${json}\n`],
  ])('is taken as it is: %s', (_, raw) => {
    expect(accepted(raw)).toEqual({ ok: true, analysis: good, repaired: false })
  })
})

describe('an answer of the wrong form', () => {
  it.each([
    ['code fence', `\`\`\`json\n${json}\n\`\`\``],
    ['code fence never closed', `\`\`\`json\n${json}`],
    ['prose around it', `Sure! Here is the JSON you asked for:\n${json}\nLet me know if {anything} is unclear.`],
    ['thinking', `<think>The photo {shows} a beach. "people": 2?</think>\n${json}`],
    ['thinking without its opening tag', `I see a beach.</think>${json}`],
    ['a draft before it', `${having({ people: 7 })}\nCorrection:\n${json}`],
    ['trailing commas', json.replaceAll('}', ',}').replaceAll(']', ',]')],
    ['single quotes', json.replaceAll('"', "'")],
    ['keys without quotes', json.replace(/"(\w+)":/g, '$1:')],
    ['comments', json.replace('"emotion"', '/* mood */ "emotion"')],
    ['no closing brace', json.slice(0, -1)],
    ['Chinese punctuation', json.replaceAll(',', '，').replaceAll(':', '：')],
    ['Chinese quotes', json.replace(/"([^"]*)"/g, '“$1”')],
    ['in a list', `[${json}]`],
    ['in a wrapper', `{"result":${json}}`],
    ['in a wrapper beside other things', `{"status":"ok","data":{"analysis":${json}},"confidence":0.9}`],
    ['half of it in a wrapper', `{"category":"travel","details":${json}}`],
    ['unknown keys', having({ season: 'summer', __proto__x: 1 })],
    ['camel case keys', json.replace('"people"', '"peopleCount"').replace('"text"', '"visibleText"')],
    ['title case keys', json.replace(/"(\w)(\w+)":/g, (_, a: string, b: string) => `"${a.toUpperCase()}${b}":`)],
    [
      'Chinese keys',
      json
        .replace('"category"', '"类别"')
        .replace('"description"', '"描述"')
        .replace('"objects"', '"物体"')
        .replace('"tags"', '"标签"')
        .replace('"emotion"', '"情绪"')
        .replace('"people"', '"人数"')
        .replace('"text"', '"文字"')
        .replace('"sensitive"', '"敏感"'),
    ],
    ['enum in capitals', having({ category: 'TRAVEL', emotion: 'Joyful.', sensitive: ' None ' })],
    ['enum in Chinese', having({ category: '旅行', emotion: '欢乐', sensitive: '无' })],
    ['enum with a gloss', having({ category: 'travel (旅行)' })],
    ['enum in a list', having({ category: ['travel'] })],
    ['a number as text', having({ people: '1' })],
    ['a number as a word', having({ people: 'one person' })],
    ['a number in Chinese', having({ people: '一个人' })],
    ['a list as text', having({ objects: 'red dress, sea', tags: 'beach、sunset' })],
    ['objects with scores', having({ objects: [{ name: 'red dress', score: 0.9 }, { label: 'sea' }] })],
    ['repeated objects', having({ objects: ['red dress', 'Red dress', 'sea', '', 'sea'] })],
    ['no text in words', having({ text: 'None' })],
    ['not sensitive', having({ sensitive: false })],
    ['control characters', having({ description: 'A woman in a red dress\n\u0000 on a beach.' })],
  ])('is repaired: %s', (_, raw) => {
    expect(accepted(raw)).toEqual({ ok: true, analysis: good, repaired: true })
  })

  it('keeps Chinese punctuation inside its strings', () => {
    const raw = having({ description: '海滩上，一位女士：“你好”。' }).replaceAll('":', '"：')
    expect(accepted(raw).analysis.description).toBe('海滩上，一位女士：“你好”。')
  })

  it('cuts what is too long, never inside a character', () => {
    const { analysis } = accepted(
      having({
        description: '😀'.repeat(500),
        objects: Array.from({ length: 30 }, (_, i) => `${i} ${'x'.repeat(60)}`),
        people: 120,
      }),
    )
    expect(analysis.description).toBe('😀'.repeat(LIMITS.description / 2))
    expect(analysis.objects).toHaveLength(LIMITS.listItems)
    expect(analysis.people).toBe(99)
  })
})

describe('an answer that leaves something out', () => {
  it.each(Object.keys(good) as (keyof Analysis)[])('is refused without %s', (key) => {
    expect(parseAnswer(without(key))).toMatchObject({ ok: false, problem: expect.stringContaining(key) })
    expect(parseAnswer(having({ [key]: null }))).toMatchObject({ ok: false, problem: expect.stringContaining(key) })
  })

  it.each([
    ['nothing', '', 'empty'],
    ['prose', 'I cannot look at photos.', 'no JSON object'],
    ['thinking only', `<think>${json}`, 'no JSON object'],
    ['a category that is none', having({ category: 'astronomy' }), 'category'],
    ['the list of categories', having({ category: 'travel|people|party' }), 'category'],
    ['an unclear number', having({ people: '2-3' }), 'people'],
    ['a negative number', having({ people: -1 }), 'people'],
    ['sensitive of no kind', having({ sensitive: true }), 'sensitive'],
    ['an empty description', having({ description: ' ' }), 'description'],
    ['the schema itself', JSON.stringify({ type: 'object', properties: {}, required: [] }), 'no JSON object'],
    ['cut in the last value', json.slice(0, -2), 'sensitive'],
  ])('is refused: %s', (_, raw, words) => {
    expect(parseAnswer(raw)).toMatchObject({ ok: false, problem: expect.stringContaining(words) })
  })
})

describe('any answer at all', () => {
  const check = (raw: string) => {
    const parsed = parseAnswer(raw)
    if (parsed.ok) expect(analysisSchema.parse(parsed.analysis)).toEqual(parsed.analysis)
    else expect(parsed.problem).not.toBe('')
    return parsed
  }

  it('cut at any byte gives the analysis or a problem', () => {
    const bytes = Buffer.from(
      `\`\`\`json\n${having({ description: '海滩上的女士。', text: 'a "quote" \\ {brace}' })}\n\`\`\``,
    )
    for (let end = 0; end <= bytes.length; end++) {
      const parsed = check(bytes.toString('utf8', 0, end))
      if (parsed.ok) expect(parsed.analysis.objects).toEqual(good.objects)
    }
  })

  it('never throws', () => {
    const noise = fc.constantFrom(
      '{',
      '}',
      '"',
      '[',
      ']',
      ',',
      ':',
      '```',
      '<think>',
      '</think>',
      '：',
      '“',
      '\\',
      'null',
      '\ud800',
    )
    const damaged = fc
      .tuple(fc.nat(json.length), fc.nat(12), noise)
      .map(([at, length, by]) => json.slice(0, at) + by + json.slice(at + length))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(noise).map((parts) => parts.join('')),
          damaged,
        ),
        (raw) => void check(raw),
      ),
      {
        numRuns: 1500,
      },
    )
    fc.assert(
      fc.property(fc.json(), (raw) => void check(raw)),
      { numRuns: 300 },
    )
  })

  it('takes any analysis as it is', () => {
    const word = (maxLength: number) =>
      fc
        .string({ minLength: 1, maxLength, unit: fc.constantFrom(...'abc 红色的裙子-é') })
        .filter((w) => w.trim() === w && !/ {2}/.test(w))
    const words = fc.uniqueArray(word(12), { maxLength: LIMITS.listItems, selector: (w) => w.toLowerCase() })
    fc.assert(
      fc.property(word(80), words, words, fc.integer({ min: 0, max: 99 }), (description, objects, tags, people) => {
        const analysis = { ...good, description, objects, tags, people }
        expect(accepted(JSON.stringify(analysis))).toEqual({ ok: true, analysis, repaired: false })
      }),
      { numRuns: 200 },
    )
  })
})

describe('compact JSON with an odd list item or text', () => {
  it('loses that and not the photo', () => {
    const raw = having({ tags: ['food', ', ', 'category_type', '粉纸'], text: '…' })
    const analysis = { tags: ['food', 'category_type', '粉纸'], text: '' }
    expect(accepted(raw)).toMatchObject({ analysis, repaired: true })
  })
})
