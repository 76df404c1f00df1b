import { wholeYear, yearOf } from './calendar.js'
import type { PartMeaning, Rule } from './part.js'

const words = ['twenties', 'thirties', 'forties', 'fifties', 'sixties', 'seventies', 'eighties', 'nineties']
const chineseTens = '零一二三四五六七八九'

/** Decades; one of two figures is the last that has begun. An age (in her 30s) has no article. */
export const decadeRules: Rule[] = [
  { pattern: /(?:\bthe )?(?<![\w'])((?:19|20)\d0)(?:'?s\b|年代)/g, read: ([, year]) => decade(Number(year)) },
  { pattern: /(?<!\w)'(\d0)'?s\b/g, read: ([, tens], today) => recent(Number(tens), today) },
  {
    pattern: /\bthe (\d0)'?s\b|(?<=\bthe (?:early|late|mid)[ -])(\d0)'?s\b/g,
    read: ([, tens, share], today) => recent(Number(tens ?? share), today),
  },
  {
    pattern: new RegExp(`\\bthe (${words.join('|')})\\b`, 'g'),
    read: ([, word = ''], today) => recent(20 + 10 * words.indexOf(word), today),
  },
  {
    pattern: /((?:上个?|二十|20)世纪)?的?(\d0|[二三四五六七八九]十|零零|一零)年代/g,
    read: ([, century, tens = ''], today) => {
      const number = /\d/.test(tens) ? Number(tens) : chineseTens.indexOf(tens[0] ?? '') * 10
      return century ? decade(1900 + number) : recent(number, today)
    },
  },
]

function decade(first: number): PartMeaning {
  return {
    is: 'definite',
    ranges: [{ from: wholeYear(first).from, to: wholeYear(first + 9).to }],
    label: { en: `${first}s`, zh: `${first}年代` },
  }
}

function recent(tens: number, today: string): PartMeaning {
  return decade(2000 + tens <= yearOf(today) ? 2000 + tens : 1900 + tens)
}
