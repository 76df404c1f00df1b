import type { DayRange } from '../understood.js'
import { day, nthWeekday, plusDays } from './calendar.js'
import { lunarDay, lunarMonth, lunarNewYearsEve } from './lunar.js'
import type { Label, Recurring, Rule } from './part.js'
import { fixed } from './seasons.js'

/** Festivals and public holidays: on fixed days, on weekdays of a month, after the full moon, by the Chinese calendar. */

/** What makes of a festival the name of a thing that is there on other days too. */
const THINGS =
  'tree|card|market|decorations?|ornaments?|sweater|jumper|stocking|carol|cookies?|hat|island|eggs?|bunny|costume|pumpkin|song|movie|cactus|wreath|wrapping|gift|present'
const ZH_THINGS = '树|老人|帽|卡|贺|袜|糖|装饰|岛|彩蛋|广场|路|大道|街|村|上河图|歌|装'

/** 李国庆 is a person. */
const NO_SURNAME = '(?<![李王刘陈杨赵黄周吴徐孙朱林郭罗])'

export const holidayRules: Rule[] = [
  rule(
    '(?:christmas|xmas|x-mas) (?:eve|night)',
    '平安夜',
    fixed({ en: 'Christmas Eve', zh: '平安夜' }, '12-24', '12-24'),
  ),
  rule(
    '(?:christmas|xmas|x-mas) day',
    '圣诞节?当[天日]',
    fixed({ en: 'Christmas Day', zh: '圣诞节当天' }, '12-25', '12-25'),
  ),
  rule(
    '(?:christmas|xmas|x-mas)(?: time|time)?',
    '圣诞节?',
    fixed({ en: 'Christmas', zh: '圣诞节' }, '12-24', '12-26'),
  ),
  rule('boxing day', undefined, fixed({ en: 'Boxing Day', zh: '节礼日' }, '12-26', '12-26')),
  rule("new year'?s?'? eve|hogmanay", '跨年夜?', fixed({ en: "New Year's Eve", zh: '跨年' }, '12-31', '01-01')),
  rule("(?<!chinese |lunar )new year'?s?'? day", '元旦', fixed({ en: "New Year's Day", zh: '元旦' }, '01-01', '01-01')),
  rule("(?<!chinese |lunar |happy )new year'?s?'?", undefined, newYear()),
  rule(undefined, '新年', anyNewYear()),
  rule(
    "(?:saint |st\\.? )?valentine'?s?'?(?: day)?",
    '(?<!白色)情人节',
    fixed({ en: "Valentine's Day", zh: '情人节' }, '02-13', '02-15'),
  ),
  rule(
    "(?:saint |st\\.? )patrick'?s?'?(?: day)?",
    '圣帕特里克节',
    fixed({ en: "St Patrick's Day", zh: '圣帕特里克节' }, '03-17', '03-17'),
  ),
  rule(
    "(?:international )?women'?s'? day",
    '三八妇女节|妇女节|三八节|女神节',
    fixed({ en: "Women's Day", zh: '妇女节' }, '03-08', '03-08'),
  ),
  rule("april fools?'?s?'?(?: day)?", '愚人节', fixed({ en: "April Fools' Day", zh: '愚人节' }, '04-01', '04-01')),
  rule(
    'may day|labour day',
    '五一(?:国际)?(?:劳动节|小?长假|假期|黄金周|节)?|劳动节',
    fixed({ en: 'May Day', zh: '劳动节' }, '05-01', '05-05'),
  ),
  rule(
    "children'?s'? day",
    '六一(?:国际)?儿童节|儿童节|六一',
    fixed({ en: "Children's Day", zh: '儿童节' }, '05-31', '06-02'),
  ),
  rule(
    '(?:4th|fourth) of july|independence day',
    '美国独立日',
    fixed({ en: 'Fourth of July', zh: '美国独立日' }, '07-04', '07-04'),
  ),
  rule('bastille day', undefined, fixed({ en: 'Bastille Day', zh: '法国国庆日' }, '07-14', '07-14')),
  rule("teachers?'?s?'? day", '教师节', fixed({ en: "Teachers' Day", zh: '教师节' }, '09-10', '09-10')),
  rule(
    '(?:chinese )?national day(?: holidays?)?|golden week',
    `${NO_SURNAME}(?:十一)?国庆(?:小?长假|假期|黄金周|节)?|十一(?:小?长假|假期|黄金周)`,
    fixed({ en: 'National Day', zh: '国庆节' }, '10-01', '10-07'),
  ),
  rule('hallowe.?en', '万圣节?(?:前夜|夜)?', fixed({ en: 'Halloween', zh: '万圣节' }, '10-30', '11-01')),
  rule("singles'? day", '双十一|双11|光棍节', fixed({ en: "Singles' Day", zh: '双十一' }, '11-11', '11-11')),
  rule(undefined, '冬至', fixed({ en: 'winter solstice', zh: '冬至' }, '12-21', '12-23')),
  rule(
    'tomb[- ]sweeping(?: day| festival)?|qingming(?: festival)?',
    `${NO_SURNAME}清明(?:节|小?长假|假期)?`,
    fixed({ en: 'Qingming', zh: '清明节' }, '04-03', '04-06'),
  ),

  rule(
    "mother'?s'? day",
    '母亲节',
    around({ en: "Mother's Day", zh: '母亲节' }, (year) => nthWeekday(year, 5, 7, 2)),
  ),
  rule(
    "father'?s'? day",
    '父亲节',
    around({ en: "Father's Day", zh: '父亲节' }, (year) => nthWeekday(year, 6, 7, 3)),
  ),
  rule(
    'labor day',
    undefined,
    onOne({ en: 'Labor Day', zh: '美国劳动节' }, (year) => nthWeekday(year, 9, 1, 1)),
  ),
  rule(
    'memorial day',
    undefined,
    onOne({ en: 'Memorial Day', zh: '阵亡将士纪念日' }, (year) => plusDays(nthWeekday(year, 6, 1, 1), -7)),
  ),
  rule(
    'thanksgiving(?: day)?',
    '感恩节',
    around({ en: 'Thanksgiving', zh: '感恩节' }, (year) => nthWeekday(year, 11, 4, 4)),
  ),
  rule(
    'good friday',
    '耶稣受难日',
    onOne({ en: 'Good Friday', zh: '耶稣受难日' }, (year) => plusDays(easter(year), -2)),
  ),
  rule(
    'easter(?: sunday| weekend)?',
    '复活节',
    moving({ en: 'Easter', zh: '复活节' }, (year) => ({
      from: plusDays(easter(year), -2),
      to: plusDays(easter(year), 1),
    })),
  ),

  rule(
    "(?:chinese|lunar) new year'?s'? eve",
    '除夕夜?|大年三十|年三十|大年夜',
    onOne({ en: "Chinese New Year's Eve", zh: '除夕' }, lunarNewYearsEve),
  ),
  rule(
    "(?:chinese|lunar) new year'?s'? day",
    '大年初一|正月初一',
    onOne({ en: 'first day of the Chinese year', zh: '大年初一' }, (year) => lunarDay(year, 1, 1)),
  ),
  rule(
    "(?:(?:chinese|lunar) new year'?s?'?|spring festival)(?: holidays?)?",
    '春节(?:假期|期间)?(?!联欢)|过年|大过年',
    springFestival(),
  ),
  rule('lantern festival', '元宵节?|正月十五', lunar({ en: 'Lantern Festival', zh: '元宵节' }, 1, 15)),
  rule(
    'dragon boat festival',
    '端午(?:节|小?长假|假期)?|五月初五',
    lunar({ en: 'Dragon Boat Festival', zh: '端午节' }, 5, 5),
  ),
  rule('qixi(?: festival)?', '七夕节?|七月初七', lunar({ en: 'Qixi', zh: '七夕' }, 7, 7)),
  rule('ghost festival', '中元节?|鬼节', lunar({ en: 'Ghost Festival', zh: '中元节' }, 7, 15)),
  rule(
    'mid-?\\s?autumn(?: festival| day)?|mooncake festival|moon festival',
    '中秋(?:节|小?长假|假期|夜)?|八月十五',
    lunar({ en: 'Mid-Autumn Festival', zh: '中秋节' }, 8, 15),
  ),
  rule(
    'double ninth(?: festival)?|chongyang(?: festival)?',
    '重阳节?|九月初九',
    lunar({ en: 'Double Ninth', zh: '重阳节' }, 9, 9),
  ),
  rule(undefined, '腊八节?(?!粥|蒜|豆)', lunar({ en: 'Laba', zh: '腊八' }, 12, 8)),
  rule(
    undefined,
    '正月(?!初|十)',
    moving({ en: 'first lunar month', zh: '正月' }, (year) => lunarMonth(year, 1)),
  ),
  rule(
    undefined,
    '腊月(?!二|三)',
    moving({ en: 'last lunar month', zh: '腊月' }, (year) => lunarMonth(year, 12)),
  ),
]

function rule(en: string | undefined, zh: string | undefined, recurring: Recurring): Rule {
  const english = en && `\\b(?:${en})(?![\\w]|'s? (?!eve|day)| (?:${THINGS})s?\\b)`
  const chinese = zh && `(?:${zh})(?!${ZH_THINGS})`
  return {
    pattern: new RegExp([english, chinese].filter(Boolean).join('|'), 'g'),
    read: () => ({ is: 'recurring', recurring }),
  }
}

function moving(label: Label, occurrence: (year: number) => DayRange | undefined): Recurring {
  return { label, occurrence }
}

function onOne(label: Label, dayIn: (year: number) => string | undefined): Recurring {
  return moving(label, (year) => {
    const one = dayIn(year)
    return one ? { from: one, to: one } : undefined
  })
}

function lunar(label: Label, month: number, date: number): Recurring {
  return around(label, (year) => lunarDay(year, month, date))
}

/** A festival of one day is kept on its eve and photographed on the morning after, too. */
function around(label: Label, dayIn: (year: number) => string | undefined): Recurring {
  return moving(label, (year) => {
    const one = dayIn(year)
    return one ? { from: plusDays(one, -1), to: plusDays(one, 1) } : undefined
  })
}

/** From the eve to the seventh day, as the holiday is kept. */
function springFestival(): Recurring {
  return moving({ en: 'Chinese New Year', zh: '春节' }, (year) => {
    const first = lunarDay(year, 1, 1)
    return first ? { from: plusDays(first, -1), to: plusDays(first, 6) } : undefined
  })
}

/** The night between the years; that of 2024 is the one that 2024 begins with. */
function newYear(): Recurring {
  const every = fixed({ en: 'New Year', zh: '新年' }, '12-31', '01-01')
  return { ...every, inYear: (year) => [{ from: day(year - 1, 12, 31), to: day(year, 1, 1) }] }
}

/** 新年 is either of the two. */
function anyNewYear(): Recurring {
  const spring = springFestival()
  const inYear = (year: number): DayRange[] => {
    const lunar = spring.occurrence(year)
    return [{ from: day(year - 1, 12, 31), to: day(year, 1, 3) }, ...(lunar ? [lunar] : [])]
  }
  return { label: { en: 'New Year', zh: '新年' }, occurrence: spring.occurrence, inYear }
}

/** Easter Sunday by the Gregorian reckoning of Meeus, Jones and Butcher. */
function easter(year: number): string {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114
  return day(year, Math.floor(f / 31), (f % 31) + 1)
}
