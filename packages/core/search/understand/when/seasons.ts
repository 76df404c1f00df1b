import type { DayRange } from '../understood.js'
import { day, isDay, wholeMonth, yearOf } from './calendar.js'
import { MONTHS, rangesLabel } from './label.js'
import { EN_NUMBER, numberOf, ZH_NUMBER } from './numbers.js'
import type { Label, PartMeaning, Recurring, Rule } from './part.js'
import { type Third, thirdOfRecurring } from './thirds.js'

/** Months, days of months, seasons, quarters and halves: the same days every year. */

const NAMES: Record<string, number> = {}
for (const [i, name] of MONTHS.entries()) {
  NAMES[name.toLowerCase()] = i + 1
  NAMES[name.slice(0, 3).toLowerCase()] = i + 1
}
NAMES.sept = 9
const MONTH = Object.keys(NAMES)
  .sort((a, b) => b.length - a.length)
  .join('|')
/** Names of months that are also first names or ordinary words, as short forms are. */
const DOUBTFUL = /^(?:april|may|june|march|[a-z]{3})$/
const ZH_MONTH = '\\d{1,2}|十[一二]?|[一二三四五六七八九]'
/** What makes of a season the name of a thing. */
const SEASONAL =
  'dress|coat|jacket|clothes|clothing|outfit|hat|boots?|shoes|tyres?|tires?|camp|school|house|palace|olympics?|games|sports?|fashion|collection|menu|squash|solstice|equinox|wear|gloves|scarf|sweater|jasmine|wonderland|soldier|job|course|roll|onion'

/** Meteorological seasons of the northern hemisphere: whole months. */
const SEASONS: Record<string, { months: [number, number]; label: Label }> = {
  spring: { months: [3, 5], label: { en: 'spring', zh: '春天' } },
  summer: { months: [6, 8], label: { en: 'summer', zh: '夏天' } },
  autumn: { months: [9, 11], label: { en: 'autumn', zh: '秋天' } },
}
const seasonOf: Record<string, string> = { 春: 'spring', 夏: 'summer', 秋: 'autumn', 冬: 'winter', fall: 'autumn' }

export const seasonRules: Rule[] = [
  {
    pattern: new RegExp(
      `\\b(${MONTH})(?:(?<=\\b[a-z]{3,4})\\.)?(?!\\w|'s|-(?!(?:${MONTH})\\b))(?! (?:be|have|not|also)\\b)`,
      'g',
    ),
    read: ([, name = '']) => ({ is: 'recurring', recurring: monthly(NAMES[name] ?? 1), doubtful: DOUBTFUL.test(name) }),
  },
  {
    pattern: new RegExp(
      `\\b(${MONTH})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?![\\w:%]|[.,/]\\d|-\\w| (?:people|persons|kids|dogs|cats|men|women))`,
      'g',
    ),
    read: ([, name = '', date]) => dayOfMonth(NAMES[name] ?? 1, Number(date)),
  },
  {
    pattern: new RegExp(`(?<![\\w.:/])(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${MONTH})(?!\\w|'s)`, 'g'),
    read: ([, date, name = '']) => dayOfMonth(NAMES[name] ?? 1, Number(date)),
  },
  {
    pattern: new RegExp(`\\b(${MONTH})\\.? (\\d{1,2}) ?(?:-|–|—|~|to) ?(\\d{1,2})(?![\\w:]|[./]\\d)`, 'g'),
    read: ([, name = '', from, to]) => daysOfOneMonth(NAMES[name] ?? 1, Number(from), Number(to)),
  },
  {
    pattern: new RegExp(
      `(?<![\\d个第一二三四五六七八九十])(${ZH_MONTH}) ?月(?:份|([上中下]旬|[初底末]|中(?![国秋旬学午]))|(?!饼|球|亮|子|嫂|薪|票|季|台|老))(?! ?(?:${ZH_NUMBER}) ?[日号])`,
      'g',
    ),
    read: ([, month = '', share]) => {
      const number = numberOf(month)
      if (!(number >= 1 && number <= 12)) return undefined
      const recurring = share ? thirdOfRecurring(monthly(number), zhThird(share)) : monthly(number)
      return { is: 'recurring', recurring }
    },
  },
  {
    pattern: new RegExp(`(?<![\\d一二三四五六七八九十])(${ZH_MONTH}) ?月 ?(${ZH_NUMBER}) ?[日号]`, 'g'),
    read: ([, month = '', date = '']) => dayOfMonth(numberOf(month), numberOf(date)),
  },
  {
    pattern: new RegExp(
      `(?<![\\d一二三四五六七八九十])(${ZH_MONTH}) ?月 ?(${ZH_NUMBER}) ?[日号]? ?[到至~–-] ?(${ZH_NUMBER}) ?[日号]`,
      'g',
    ),
    read: ([, month = '', from = '', to = '']) => daysOfOneMonth(numberOf(month), numberOf(from), numberOf(to)),
  },
  {
    pattern: new RegExp(
      `\\b(summer|winter|autumn)(?:time|s)?(?:(?: holidays?| vacation| break)|(?![\\w-]| (?:${SEASONAL})))`,
      'g',
    ),
    read: ([, name = '']) => ({ is: 'recurring', recurring: season(name) }),
  },
  {
    pattern: /\b(spring|fall)(?:time)?(?![\w-]| (?:off|down|over|into|asleep|from|festival|roll|onion))/g,
    read: ([, name = '']) => ({ is: 'recurring', recurring: season(seasonOf[name] ?? name), doubtful: true }),
  },
  {
    pattern: /([春夏秋冬])[天季日](?!百货|威夷)/g,
    read: ([, name = '']) => ({ is: 'recurring', recurring: season(seasonOf[name] ?? 'spring') }),
  },
  {
    pattern: /([春夏秋冬])(?![天季日])/g,
    read: ([, name = '']) => ({ is: 'recurring', recurring: season(seasonOf[name] ?? 'spring'), needsYear: true }),
  },
  { pattern: /暑假|暑期/g, read: () => months('summer holidays', '暑假', 7, 8) },
  {
    pattern: /寒假/g,
    read: () => ({ is: 'recurring', recurring: fixed({ en: 'winter holidays', zh: '寒假' }, '01-10', '02-28') }),
  },
  { pattern: /\bq([1-4])\b/g, read: ([, quarter]) => quarterly(Number(quarter)) },
  {
    pattern: /\b(first|second|third|fourth|1st|2nd|3rd|4th) quarter(?: of)?\b/g,
    read: ([, word = '']) => quarterly(('first second third fourth 1st 2nd 3rd 4th'.split(' ').indexOf(word) % 4) + 1),
  },
  { pattern: /第?([一二三四1-4])季度/g, read: ([, quarter = '']) => quarterly(numberOf(quarter)) },
  { pattern: /\bfirst half of\b|上半年/g, read: () => needsYear(months('first half of', '上半年', 1, 6)) },
  { pattern: /\bsecond half of\b|下半年/g, read: () => needsYear(months('second half of', '下半年', 7, 12)) },
  // Behind a year that takes its 年 along only the last character is left: 2023年|底, 去年|年底.
  { pattern: /年初/g, read: () => needsYear(months('early', '初', 1, 2)) },
  { pattern: /(?<=年)初(?![一二三中高夏春秋冬次始恋心])/g, read: () => needsYear(months('early', '初', 1, 2)) },
  { pattern: /年中(?![国秋])/g, read: () => needsYear(months('middle of', '中', 6, 7)) },
  { pattern: /年[底末]/g, read: () => needsYear(months('end of', '底', 11, 12)) },
  { pattern: /(?<=年)[底末]/g, read: () => needsYear(months('end of', '底', 11, 12)) },
  {
    pattern: /\bwinter (?:of )?((?:19|20)\d\d) ?[-/–] ?((?:19|20)?\d\d)(?!\d)/g,
    read: ([, year, next]) => overNewYear(Number(year), Number(next)),
  },
  {
    pattern: /((?:19|20)\d\d)年? ?(?:[-/–~]|[到至]) ?((?:19|20)?\d\d)年?(?:的| )?(?:冬[天季]?|winter)/g,
    read: ([, year, next]) => overNewYear(Number(year), Number(next)),
  },
  {
    pattern: new RegExp(`\\b(${EN_NUMBER}) (spring|summer|autumn|fall|winter)s ago\\b`, 'g'),
    read: ([, count = '', name = ''], today) => seasonsAgo(numberOf(count), season(seasonOf[name] ?? name), today),
  },
]

/** The same days every year; a second date before the first is in the next year. */
export function fixed(label: Label, from: string, to: string): Recurring {
  const at = (year: number, monthAndDate: string) => {
    const [month = 1, date = 1] = monthAndDate.split('-').map(Number)
    return day(year, month, date === 29 && !isDay(year, month, date) ? 28 : date)
  }
  return {
    label,
    occurrence: (year) => ({ from: at(year, from), to: at(to < from ? year + 1 : year, to) }),
    everyYear: [{ from, to }],
  }
}

function fromTo(label: Label, first: number, last: number): Recurring {
  const two = (month: number) => String(month).padStart(2, '0')
  return {
    label,
    occurrence: (year) => ({ from: wholeMonth(year, first).from, to: wholeMonth(year, last).to }),
    everyYear: [{ from: `${two(first)}-01`, to: `${two(last)}-${last === 2 ? 29 : day(2023, last + 1, 0).slice(8)}` }],
  }
}

function monthly(month: number): Recurring {
  return { ...fromTo({ en: MONTHS[month - 1] ?? '', zh: `${month}月` }, month, month), twoLast: true }
}

function season(name: string): Recurring {
  const known = SEASONS[name]
  return known ? { ...fromTo(known.label, ...known.months), twoLast: true } : winter
}

/** December to February. "Winter 2024" may end or begin in 2024: both are looked for. */
const winter: Recurring = {
  label: { en: 'winter', zh: '冬天' },
  occurrence: (year) => ({ from: day(year, 12, 1), to: day(year + 1, 3, 0) }),
  inYear: (year): DayRange[] => [
    { from: day(year, 1, 1), to: day(year, 3, 0) },
    { from: day(year, 12, 1), to: day(year + 1, 3, 0) },
  ],
  everyYear: [{ from: '12-01', to: '02-29' }],
}

/** Winter 2023/24 */
function overNewYear(year: number, next: number): PartMeaning | undefined {
  if (next % 100 !== (year + 1) % 100) return undefined
  const range = winter.occurrence(year)
  return range && { is: 'definite', ranges: [range] }
}

/** "Two summers ago" counts from this year, or from the last summer that is over. */
function seasonsAgo(count: number, recurring: Recurring, today: string): PartMeaning | undefined {
  if (!(count >= 1 && count <= 100)) return undefined
  const thisYear = yearOf(today)
  const isOver = (recurring.occurrence(thisYear)?.to ?? '9') < today
  const years = isOver && count > 1 ? [thisYear - count, thisYear - count + 1] : [thisYear - count]
  const ranges = years.flatMap((year) => recurring.occurrence(year) ?? [])
  return { is: 'definite', ranges, label: rangesLabel(ranges) }
}

function months(en: string, zh: string, first: number, last: number): PartMeaning {
  return { is: 'recurring', recurring: fromTo({ en, zh }, first, last) }
}

function zhThird(share: string): Third {
  return /[上初]/.test(share) ? 0 : /中/.test(share) ? 1 : 2
}

function needsYear(part: PartMeaning): PartMeaning {
  return part.is === 'recurring' ? { ...part, needsYear: true } : part
}

function quarterly(quarter: number): PartMeaning | undefined {
  if (!(quarter >= 1 && quarter <= 4)) return undefined
  return months(`Q${quarter}`, `第${'一二三四'[quarter - 1]}季度`, 3 * quarter - 2, 3 * quarter)
}

function dayOfMonth(month: number, date: number): PartMeaning | undefined {
  return daysOfOneMonth(month, date, date)
}

function daysOfOneMonth(month: number, from: number, to: number): PartMeaning | undefined {
  // Any leap year will do: whether a year has the day is known once the year is.
  if (!isDay(2024, month, from) || !isDay(2024, month, to) || to < from) return undefined
  const en = from === to ? `${from} ${MONTHS[month - 1]}` : `${from}–${to} ${MONTHS[month - 1]}`
  const zh = from === to ? `${month}月${from}日` : `${month}月${from}日至${to}日`
  const ends = [from, to].map((date) => day(2024, month, date).slice(5)) as [string, string]
  return { is: 'recurring', recurring: fixed({ en, zh }, ...ends) }
}
