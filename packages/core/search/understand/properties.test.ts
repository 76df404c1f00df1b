import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ask, brief, known } from './testing.js'
import { understand } from './understand.js'
import type { Understood } from './understood.js'

const fragments = [
  ...[
    'photos of',
    '找',
    '去年',
    'last summer',
    '2024',
    '春节',
    'Kyoto',
    '京都',
    'in',
    '的',
    'no',
    '没有',
    '不要',
    'dogs',
    '狗',
    'wearing a',
    '穿',
    '拍的',
    'playing',
    'couple',
    '富士',
    'hats',
    '帽子',
  ],
  ...[
    'two people',
    '两个人',
    'May',
    'april',
    'fall',
    'Turkey',
    'screenshots',
    '截图',
    'HEIC',
    'favourites',
    'except',
    '除了',
  ],
  ...[
    'to',
    '到',
    'since',
    '以前',
    '-',
    '"',
    '，',
    'and',
    'or',
    '和',
    '2019-2021',
    '五月',
    '天',
    'early',
    '底',
    'the 90s',
    '无人',
    '机',
  ],
  ...['🎂', 'שלום', '１２月', 'é', '\u0301', '\ud800', '\0', 'İ', 'ﷺ', 'x'],
]
const question = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.array(fc.constantFrom(...fragments), { maxLength: 14 }).map((parts) => parts.join(' ')),
  fc.array(fc.constantFrom(...fragments), { maxLength: 14 }).map((parts) => parts.join('')),
)

function check(asked: string, { text, chips, filter, not }: Understood) {
  let last = 0
  for (const { phrase, start, end } of chips) {
    expect(start).toBeGreaterThanOrEqual(last)
    expect(end).toBeGreaterThan(start)
    expect(asked.slice(start, end)).toBe(phrase)
    last = end
  }
  expect(last).toBeLessThanOrEqual(asked.length)
  // What is left is made of the question's own words outside the chips, in their order.
  let from = 0
  const outside = chips.reduceRight((left, { start, end }) => `${left.slice(0, start)}\u0001${left.slice(end)}`, asked)
  for (const piece of text.split(' ').filter(Boolean)) {
    from = outside.indexOf(piece, from) + piece.length
    expect(from).toBeGreaterThanOrEqual(piece.length)
  }
  for (const { from, to } of [...(filter.days ?? []), ...(not.filter.days ?? [])]) {
    expect([from, to].every((day) => /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)))).toBe(true)
    expect(from <= to).toBe(true)
  }
}

describe('any question at all', () => {
  test('is understood somehow, always alike, with chips that stand where they say', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const understood = ask(asked)
        check(asked, understood)
        expect(ask(asked)).toEqual(understood)
      }),
      { numRuns: 600 },
    )
  })

  test('at any time, and in zones that do not exist', () => {
    fc.assert(
      fc.property(question, fc.date({ noInvalidDate: false }), fc.string({ maxLength: 5 }), (asked, now, timeZone) => {
        understand(asked, { now, timeZone, known })
      }),
      { numRuns: 200 },
    )
  })

  test('of ten thousand characters', () => {
    const long = [
      ...[
        'x',
        ' ',
        '-',
        '"a',
        '2024 ',
        '春节',
        '没有狗',
        'no dogs ',
        'may ',
        '京都',
        '一',
        '年',
        'in the ',
        'a_',
        '🎂',
        'two ',
      ],
      fragments.join(' '),
      fragments.join(''),
    ].map((part) => part.repeat(10_000 / part.length))
    for (const asked of long) check(asked, ask(asked))
  })
})

/** Phrases of one condition each, of different kinds. */
const conditions = {
  when: [
    'last summer',
    '2023',
    '去年',
    '2024年春节',
    'in March',
    '中秋节',
    'since 2020',
    'past 3 days',
    '上周末',
    'Christmas 2022',
  ],
  where: ['in Kyoto', '京都', 'Paris', '三亚', 'from Turkey'],
  who: ['two people', '两个人', 'without people', '没有人', 'group photo', 'family of four'],
  kind: ['screenshots', '截图', 'documents'],
  format: ['HEIC files', 'PNG', 'raw photos'],
  favourite: ['favourites', '喜欢的照片'],
  not: ['no dogs', '没有狗', '-hat', '不要红色的车', 'not indoors'],
}
const words = ['red dress', '海边', 'birthday cake', '奶奶', '']

test('taking a chip away takes away its condition and nothing else', () => {
  const some = fc.subarray(Object.values(conditions), { minLength: 1, maxLength: 4 })
  const phrases = some.chain((kinds) => fc.tuple(...kinds.map((kind) => fc.constantFrom(...kind))))
  fc.assert(
    fc.property(phrases, fc.constantFrom(...words), (parts, word) => {
      const asked = [word, ...parts].filter(Boolean).join(', ')
      const whole = ask(asked)
      expect([asked, whole.chips.length]).toEqual([asked, parts.length])
      for (const [i, { start, end }] of whole.chips.entries()) {
        const rest = ask(`${asked.slice(0, start)}${asked.slice(end)}`)
        const expected = ask([word, ...parts.filter((_, other) => other !== i)].filter(Boolean).join(', '))
        if (word || parts.length > 1) expect(brief(rest)).toBe(brief(expected))
      }
    }),
    { numRuns: 200 },
  )
})
