import { describe, expect, test } from 'vitest'
import { dates } from './phrases/dates.js'
import { exclusions } from './phrases/exclusions.js'
import { festivals } from './phrases/festivals.js'
import { others } from './phrases/others.js'
import { traps } from './phrases/traps.js'
import { ask, brief, known } from './testing.js'
import { understand } from './understand.js'

const rows = (table: string) =>
  table
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' → ') as [string, string])

describe('dates', () => {
  test.each(rows(dates))('%s → %s', (question, expected) => expect(brief(ask(question))).toBe(expected))
})
describe('festivals', () => {
  test.each(rows(festivals))('%s → %s', (question, expected) => expect(brief(ask(question))).toBe(expected))
})
describe('places, people, kinds', () => {
  test.each(rows(others))('%s → %s', (question, expected) => expect(brief(ask(question))).toBe(expected))
})
describe('exclusions', () => {
  test.each(rows(exclusions))('%s → %s', (question, expected) => expect(brief(ask(question))).toBe(expected))
})
describe('traps', () => {
  test.each(rows(traps))('%s → %s', (question, expected) => {
    expect(brief(ask(question))).toBe(expected)
    expect(ask(question).chips).toEqual([])
  })
})

test('there are enough of them', () => {
  const questions = [dates, festivals, others, exclusions, traps].flatMap(rows).map(([question]) => question)
  expect(new Set(questions).size).toBe(questions.length)
  expect(questions.length).toBeGreaterThan(400)
})

describe('the day is the owner’s', () => {
  const newYearsNight = new Date('2026-01-01T02:30:00Z')
  test.each([
    ['today', 'Asia/Shanghai', '2026-01-01'],
    ['today', 'America/New_York', '2025-12-31'],
    ['昨天', 'Asia/Shanghai', '2025-12-31'],
    ['昨天', 'America/New_York', '2025-12-30'],
    ['last year', 'Asia/Shanghai', '2025-01-01..2025-12-31'],
    ['last year', 'America/New_York', '2024-01-01..2024-12-31'],
    ['上个月', 'Asia/Shanghai', '2025-12-01..2025-12-31'],
    ['上个月', 'America/New_York', '2025-11-01..2025-11-30'],
    ['last week', 'Asia/Shanghai', '2025-12-22..2025-12-28'],
    ['this winter', 'Asia/Shanghai', '2025-12-01..2026-02-28'],
    ['last summer', 'Asia/Shanghai', '2025-06-01..2025-08-31'],
    ['last summer', 'America/New_York', '2024-06-01..2024-08-31, 2025-06-01..2025-08-31'],
    ['last Christmas', 'Asia/Shanghai', '2025-12-24..2025-12-26'],
    ['去年春节', 'Asia/Shanghai', '2025-01-28..2025-02-04'],
    ['今天', 'Pacific/Kiritimati', '2026-01-01'],
    ['today', 'No/Such_Zone', '2026-01-01'],
  ])('%s in %s is %s', (question, zone, expected) => {
    expect(brief(ask(question, newYearsNight, zone))).toBe(` | ${expected}`)
  })

  test('a leap day a year ago is the day before March', () => {
    expect(brief(ask('去年今天', new Date('2024-02-29T04:00:00Z')))).toBe(' | 2023-02-28')
  })
})

describe('festivals by the moon', () => {
  test.each([
    ['春节', [2020, 2023, 2024, 2025, 2026], ['01-25', '01-22', '02-10', '01-29', '02-17']],
    ['中秋', [2020, 2021, 2023, 2024, 2025], ['10-01', '09-21', '09-29', '09-17', '10-06']],
    ['端午', [2020, 2022, 2023, 2024, 2025], ['06-25', '06-03', '06-22', '06-10', '05-31']],
    ['七夕', [2020, 2023, 2024, 2025], ['08-25', '08-22', '08-10', '08-29']],
    ['重阳', [2020, 2022, 2023, 2024], ['10-25', '10-04', '10-23', '10-11']],
    ['元宵', [2020, 2023, 2024, 2025], ['02-08', '02-05', '02-24', '02-12']],
    ['除夕', [2021, 2023, 2024, 2025], ['02-11', '01-21', '02-09', '01-28']],
    ['easter', [2019, 2023, 2024, 2025], ['04-21', '04-09', '03-31', '04-20']],
    ['thanksgiving', [2021, 2022, 2024], ['11-25', '11-24', '11-28']],
  ])('%s', (name, years, days) => {
    for (const [i, year] of years.entries()) {
      const [range] = ask(`${name} ${year}`).filter.days ?? []
      const day = `${year}-${days[i]}`
      expect([year, range && range.from <= day && range.to >= day]).toEqual([year, true])
    }
  })

  test('without a year they are the days of each year, and with one elsewhere in the question that year’s', () => {
    const days = ask('中秋节').filter.days ?? []
    expect(days.map(({ from }) => from.slice(0, 4))).toEqual(Array.from({ length: 32 }, (_, i) => `${1995 + i}`))
    expect(brief(ask('中秋节的月亮 2024'))).toBe('月亮 | 2024-09-16..2024-09-18')
    expect(brief(ask('1985年的照片，中秋'))).toBe(' | 1985-09-28..1985-09-30')
  })
})

describe('chips', () => {
  test('say what they stand for in both languages, and where', () => {
    expect(ask('去年夏天在京都，两个人，不要狗').chips).toEqual([
      { kind: 'days', phrase: '去年夏天', start: 0, end: 4, label: { en: 'summer 2025', zh: '2025年夏天' } },
      { kind: 'places', phrase: '京都', start: 5, end: 7, label: { en: 'Kyoto', zh: '京都' } },
      { kind: 'people', phrase: '两个人', start: 8, end: 11, label: { en: '2 people', zh: '2个人' } },
      { kind: 'not', phrase: '不要狗', start: 12, end: 15, label: { en: 'not dog', zh: '不要狗' } },
    ])
    expect(ask('my favourite screenshots from last week, not jpg').chips.map(({ label }) => label)).toEqual([
      { en: 'screenshots', zh: '截图' },
      { en: '2 November 2026 – 8 November 2026', zh: '2026年11月2日至2026年11月8日' },
      { en: 'not JPEG', zh: '不要JPEG格式' },
    ])
  })

  test('count positions as JavaScript does, whatever stands before', () => {
    const question = '👨‍👩‍👧 ２０２４年 在Kyoto'
    for (const { phrase, start, end } of ask(question).chips) expect(question.slice(start, end)).toBe(phrase)
    expect(ask(question).chips.map(({ phrase }) => phrase)).toEqual(['２０２４年', 'Kyoto'])
  })
})

describe('cameras as a library names them', () => {
  const cameras = [
    'Apple iPhone 15 Pro',
    'HUAWEI P60 Pro',
    'Xiaomi 14 Ultra',
    'FUJIFILM X-T5',
    'Canon EOS R6',
    'DJI FC3582',
  ]
  test.each([
    ['用苹果手机拍的猫', '猫 | cameras: Apple iPhone 15 Pro'],
    ['shot on iPhone', ' | cameras: Apple iPhone 15 Pro'],
    ['taken with my iPhone 15', ' | cameras: Apple iPhone 15 Pro'],
    ['华为拍的夜景', '夜景 | cameras: HUAWEI P60 Pro'],
    ['小米手机拍的照片', ' | cameras: Xiaomi 14 Ultra'],
    ['一碗小米粥', '一碗小米粥'],
    ['富士 X-T5', ' | cameras: FUJIFILM X-T5'],
    ['fujifilm x-t5', ' | cameras: FUJIFILM X-T5'],
    ['EOS R6', ' | cameras: Canon EOS R6'],
    ['佳能拍的', ' | cameras: Canon EOS R6'],
    ['大疆航拍', '航拍 | cameras: DJI FC3582'],
    ['尼康拍的', '尼康'],
  ])('%s → %s', (question, expected) => {
    const now = new Date('2026-11-14T04:00:00Z')
    const understood = understand(question, { now, timeZone: 'UTC', known: { places: [], cameras, shares: [] } })
    expect(brief(understood)).toBe(expected)
  })
})

test('a library that knows nothing by name still understands the rest', () => {
  const options = { now: new Date('2026-11-14T04:00:00Z'), timeZone: 'Asia/Shanghai' }
  const none = { places: [], cameras: [], shares: [] }
  expect(brief(understand('Kyoto 2024 autumn', { ...options, known: none }))).toBe('Kyoto | 2024-09-01..2024-11-30')
  expect(brief(understand('Kyoto 2024 autumn', { ...options, known }))).toContain('places: Kyoto')
})
