import { day, isDay, wholeMonth, wholeYear, yearOf } from './calendar.js'
import { digitsOf, ZH_DIGITS } from './numbers.js'
import type { PartMeaning, Rule } from './part.js'

/** Years, and dates written in figures. */

const YEAR = '(?:19|20)\\d\\d'
/** A number that goes with one of these is a measure or a count, no year. */
const UNITS =
  'm|km|cm|mm|px|kg|g|mb|gb|k|x|people|persons|photos|pictures|steps|dollars|yuan|元|块|米|公里|人|个|张|号|室|次|步|名|只|条|届|级|版|款|毫米|克|公斤|分|点|度'
/** A number after one of these is a number of something. */
const NUMBERED =
  '(?:\\b(?:room|flat|number|no|nr|route|highway|model|iso|area|gate|flight|unit|apt|version|page|chapter)\\.? ?|[#$€£¥@.:/_]|\\w|\\d[-~–—])'
const TO = '(?: ?[-~–—] ?| (?:to|until|till|through|thru) | ?[到至] ?)'

export const yearRules: Rule[] = [
  {
    pattern: new RegExp(`(?<![\\w.\\-/])(${YEAR})([-/.])(\\d{1,2})\\2(\\d{1,2})(?![\\w\\-/]|\\.\\w)`, 'g'),
    read: ([, year, , month, date]) => oneDay(Number(year), Number(month), Number(date)),
  },
  {
    pattern: new RegExp(`(?<![\\w.\\-/])(\\d{1,2})([-/.])(\\d{1,2})\\2(${YEAR})(?![\\w\\-/]|\\.\\w)`, 'g'),
    read: ([, a, , b, year]) => eitherDay(Number(year), Number(a), Number(b)),
  },
  {
    pattern: new RegExp(`(?<![\\w.\\-/#])(${YEAR})(0[1-9]|1[0-2])([0-2]\\d|3[01])(?![\\w\\-/]|\\.\\w)`, 'g'),
    read: ([, year, month, date]) => oneDay(Number(year), Number(month), Number(date)),
  },
  {
    pattern: new RegExp(`(?<![\\w.\\-/])(${YEAR})[-/.](0?[1-9]|1[0-2])(?![\\w\\-/]|\\.\\w)`, 'g'),
    read: ([, year, month]) => ({ is: 'definite', ranges: [wholeMonth(Number(year), Number(month))] }),
  },
  {
    pattern: new RegExp(`(?<![\\w.\\-/])(0?[1-9]|1[0-2])[/.](${YEAR})(?![\\w\\-/]|\\.\\w)`, 'g'),
    read: ([, month, year]) => ({ is: 'definite', ranges: [wholeMonth(Number(year), Number(month))] }),
  },
  {
    pattern: new RegExp(`(?<!${NUMBERED})(${YEAR})年?${TO}(${YEAR})(?:年|(?![\\w%]|[-/.]\\w))(?! ?\\d{1,2} ?月)`, 'g'),
    read: ([, from, to], today) => yearsFromTo(Number(from), Number(to), today),
  },
  {
    pattern: new RegExp(
      `(?<!${NUMBERED})(${YEAR})(?:年度?(?![级届])|(?![\\w%]|[/:]\\w|[.,]\\w| ?(?:${UNITS})(?![a-z])))`,
      'g',
    ),
    read: ([, year], today) => oneYear(Number(year), today),
  },
  {
    pattern: new RegExp(`(?<![\\d${ZH_DIGITS}])([一二][${ZH_DIGITS}]{3})年`, 'g'),
    read: ([, year = ''], today) => oneYear(digitsOf(year), today),
  },
  {
    // 98年; 23年 only where a part of the year follows, because it may be a length of time.
    pattern:
      /(?<![\w])(\d\d)年(?=(?: ?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月|的?[春夏秋冬]|国庆|圣诞|春节|中秋|五一|[暑寒]假|[上下]半年|[年初底末])|(?![前后代间来以之]))/g,
    read: (match, today) => twoDigitYear(match, today),
  },
]

function oneDay(year: number, month: number, date: number): PartMeaning | undefined {
  if (!isDay(year, month, date)) return undefined
  const one = day(year, month, date)
  return { is: 'definite', ranges: [{ from: one, to: one }] }
}

/** 4/5/2024 is the fourth of May or the fifth of April: both, where both exist. */
function eitherDay(year: number, a: number, b: number): PartMeaning | undefined {
  const days = [isDay(year, b, a) ? day(year, b, a) : '', isDay(year, a, b) ? day(year, a, b) : ''].filter(Boolean)
  if (days.length === 0) return undefined
  return { is: 'definite', ranges: [...new Set(days)].map((one) => ({ from: one, to: one })) }
}

/** Photos are not taken in years to come: 2077 is the name of a game. */
function oneYear(year: number, today: string): PartMeaning | undefined {
  return year >= 1900 && year <= yearOf(today) + 1 ? { is: 'year', year } : undefined
}

function yearsFromTo(from: number, to: number, today: string): PartMeaning | undefined {
  if (from < 1900 || to < from || from > yearOf(today) + 1) return undefined
  return { is: 'definite', ranges: [{ from: wholeYear(from).from, to: wholeYear(to).to }] }
}

function twoDigitYear(match: RegExpMatchArray, today: string): PartMeaning | undefined {
  const number = Number(match[1])
  if (number >= 70) return { is: 'year', year: 1900 + number }
  const after = (match.input ?? '').slice((match.index ?? 0) + 3)
  const partFollows =
    /^(?: ?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月|的?[春夏秋冬]|国庆|圣诞|春节|中秋|五一|[暑寒]假|[上下]半年|[初底末])/
  return partFollows.test(after) ? oneYear(2000 + number, today) : undefined
}
