import type { DayRange } from '../understood.js'
import { monthOf, plusDays, plusMonths, weekday, wholeMonth, wholeWeek, wholeYear, yearOf } from './calendar.js'
import { EN_NUMBER, numberOf, ZH_NUMBER } from './numbers.js'
import type { PartMeaning, Rule } from './part.js'

/** What is told from today: days, weeks, months and years ago, the last few of them. */

type Unit = 'day' | 'week' | 'month' | 'year'

const chineseUnit = (word: string): Unit => {
  if (/[天日]/.test(word)) return 'day'
  if (/[周星礼]/.test(word)) return 'week'
  return word.includes('月') ? 'month' : 'year'
}

const ZH_UNIT = '天|日|周|个?星期|个?礼拜|个?月|年'
const WEEKDAYS = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday'

export const relativeRules: Rule[] = [
  {
    pattern: /\b(?:today|tonight|this (?:morning|afternoon|evening))\b|今[天日晚早]/g,
    read: (_, today) => daysAgo(today, 0),
  },
  { pattern: /\b(?:yesterday|last night)\b|昨[天日晚]/g, read: (_, today) => daysAgo(today, 1) },
  { pattern: /\b(?:the )?day before yesterday\b|(?<!大)前天/g, read: (_, today) => daysAgo(today, 2) },
  { pattern: /大前天/g, read: (_, today) => daysAgo(today, 3) },
  {
    pattern: /前几天|\b(?:a few|several) days ago\b/g,
    read: (_, today) => definite(plusDays(today, -7), plusDays(today, -1)),
  },

  {
    pattern: /\b(?:last|previous) week\b|(?<!上)上(?:周|个?星期|个?礼拜)(?![一二三四五六日天末])/g,
    read: (_, today) => ago('week', 1, today),
  },
  {
    pattern: /上上(?:周|个?星期|个?礼拜)(?![一二三四五六日天末])|\b(?:the )?week before last\b/g,
    read: (_, today) => ago('week', 2, today),
  },
  {
    pattern: /\bthis week\b|(?:本|这一?)(?:周|个?星期|个?礼拜)(?![一二三四五六日天末])/g,
    read: (_, today) => ago('week', 0, today),
  },
  { pattern: /\b(?:last|previous) month\b|(?<!上)上一?个?月(?!球)/g, read: (_, today) => ago('month', 1, today) },
  { pattern: /上上个?月|\b(?:the )?month before last\b/g, read: (_, today) => ago('month', 2, today) },
  { pattern: /\bthis month\b|(?:本|这个?)月/g, read: (_, today) => ago('month', 0, today) },
  { pattern: /\b(?:last|previous) year\b|去年|上一年/g, read: (_, today) => ago('year', 1, today) },
  { pattern: /\b(?:the )?year before last\b|(?<!大)前年/g, read: (_, today) => ago('year', 2, today) },
  { pattern: /大前年/g, read: (_, today) => ago('year', 3, today) },
  { pattern: /\bthis year\b|今年/g, read: (_, today) => ago('year', 0, today) },
  { pattern: /\b(?:last|previous) quarter\b|上个?季度/g, read: (_, today) => quartersAgo(1, today) },
  { pattern: /\bthis quarter\b|[本这]个?季度/g, read: (_, today) => quartersAgo(0, today) },

  {
    pattern: new RegExp(`\\b(${EN_NUMBER}) (day|week|month|year)s? ago\\b`, 'g'),
    read: ([, count = '', unit], today) => ago(unit as Unit, numberOf(count), today),
  },
  {
    pattern: new RegExp(`(?<![\\d第])(${ZH_NUMBER})(${ZH_UNIT})(?:以前|之前|前)`, 'g'),
    read: ([, count = '', unit = ''], today) => ago(chineseUnit(unit), numberOf(count), today),
  },
  {
    pattern:
      /\b(?:a couple (?:of )?|a few |several |some )(week|month|year)s ago\b|[几好]几?(周|个?星期|个?月|年)(?:以前|之前|前)/g,
    read: ([, english, chinese = ''], today) => fewAgo((english as Unit | undefined) ?? chineseUnit(chinese), today),
  },
  {
    pattern: new RegExp(
      `\\b(?:past|last|previous) (?:(${EN_NUMBER}|few|couple of) )?(day|week|month|year)(s?)\\b`,
      'g',
    ),
    read: ([phrase, count, unit, plural], today) => {
      if (!count && !plural && !phrase?.startsWith('past')) return undefined
      return since(
        unit as Unit,
        count === 'few' || count === 'couple of' ? 3 : count ? numberOf(count) : plural ? 3 : 1,
        today,
      )
    },
  },
  {
    pattern: new RegExp(`(?:最近|过去|近|这)的?(${ZH_NUMBER}|几|半)(${ZH_UNIT})(?!前)`, 'g'),
    read: ([phrase = '', count = '', unit = ''], today) => {
      if (phrase.startsWith('这') && /[年月]/.test(unit) && count === '一') return undefined
      if (count === '半') return unit === '年' ? since('month', 6, today) : undefined
      return since(chineseUnit(unit), count === '几' ? 3 : numberOf(count), today)
    },
  },
  {
    pattern: /\b(?:recently|recent|lately)\b|最近(?!的?(?:几|半|[\d一二两三四五六七八九十]))|近期|近来/g,
    read: (_, today) => since('day', 30, today),
  },

  {
    pattern: new RegExp(`\\b(last|this past|this|on) (${WEEKDAYS})\\b`, 'g'),
    read: ([, which, name = ''], today) => lastWeekday(WEEKDAYS.split('|').indexOf(name) + 1, which !== 'last', today),
  },
  { pattern: /\b(?:last|this past) weekend\b/g, read: (_, today) => weekendOf(wholeWeek(plusDays(today, -7))) },
  { pattern: /\bthis weekend\b|[本这](?:个?周|个?星期)末/g, read: (_, today) => weekendOf(wholeWeek(today)) },
  {
    pattern: /(上上|上|本|这)(?:个?星期|个?礼拜|个?周)([一二三四五六日天末])/g,
    read: ([, which = '', name = ''], today) => {
      const back = { 上上: 2, 上: 1 }[which] ?? 0
      const week = wholeWeek(plusDays(today, -7 * back))
      if (name === '末') return weekendOf(week)
      const one = plusDays(
        week.from,
        ['一二三四五六日', '一二三四五六天'].map((all) => all.indexOf(name)).find((i) => i >= 0) ?? 0,
      )
      return definite(one, one)
    },
  },
  {
    pattern: new RegExp(
      `(去年|前年|大前年|(?:${ZH_NUMBER})年前)的?今[天日]|\\b(?:on )?this day last year\\b|\\b(${EN_NUMBER}) years? ago today\\b`,
      'g',
    ),
    read: ([, chinese = '', english], today) => {
      const named = ['', '去年', '前年', '大前年'].indexOf(chinese)
      const years = named > 0 ? named : numberOf(english ?? chinese.replace('年前', ''))
      const one = plusMonths(today, -12 * (chinese || english ? years : 1))
      return years > 200 ? undefined : definite(one, one)
    },
  },
  {
    pattern: /\bon this day\b(?! last)|(?:历年|往年|那年|历史上)的?今[天日]/g,
    read: (_, today) => {
      const one = today.slice(5)
      const label = { en: 'this day in any year', zh: '历年今日' }
      return { is: 'definite', ranges: [], everyYear: [{ from: one, to: one }], label }
    },
  },
]

function definite(from: string, to: string): PartMeaning {
  return { is: 'definite', ranges: [{ from, to }] }
}

function daysAgo(today: string, days: number): PartMeaning {
  const one = plusDays(today, -days)
  return definite(one, one)
}

/** The whole day, week, month or year that lies so many of them back. */
function ago(unit: Unit, count: number, today: string): PartMeaning | undefined {
  if (!(count >= 0 && count <= 200)) return undefined
  if (unit === 'day') return daysAgo(today, count)
  if (unit === 'year') return { is: 'year', year: yearOf(today) - count }
  return { is: 'definite', ranges: [unitBack(unit, count, today)] }
}

function unitBack(unit: Unit, count: number, today: string): DayRange {
  if (unit === 'week') return wholeWeek(plusDays(today, -7 * count))
  if (unit === 'month') return wholeMonth(yearOf(today), monthOf(today) - count)
  return wholeYear(yearOf(today) - count)
}

/** "A few years ago" is two to five. */
function fewAgo(unit: Unit, today: string): PartMeaning {
  return definite(unitBack(unit, 5, today).from, unitBack(unit, 2, today).to)
}

/** From so long ago until today. */
function since(unit: Unit, count: number, today: string): PartMeaning | undefined {
  if (!(count >= 1 && count <= 200)) return undefined
  if (unit === 'day' || unit === 'week') return definite(plusDays(today, -count * (unit === 'day' ? 1 : 7)), today)
  return definite(plusMonths(today, -count * (unit === 'month' ? 1 : 12)), today)
}

function quartersAgo(count: number, today: string): PartMeaning {
  const first = 3 * Math.floor((monthOf(today) - 1) / 3) + 1 - 3 * count
  return definite(wholeMonth(yearOf(today), first).from, wholeMonth(yearOf(today), first + 2).to)
}

/** The latest such weekday before today, or today itself where that is meant. */
function lastWeekday(which: number, todayCounts: boolean, today: string): PartMeaning {
  const back = (weekday(today) - which + 7) % 7
  return daysAgo(today, back === 0 && !todayCounts ? 7 : back)
}

function weekendOf(week: DayRange): PartMeaning {
  return definite(plusDays(week.from, 5), week.to)
}
