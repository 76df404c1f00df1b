const english = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
  ...['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen', 'twenty'],
]
const chinese = new Map([...'零一二三四五六七八九'].map((digit, i) => [digit, i] as const))
chinese.set('〇', 0).set('两', 2)

/** Sources of regular expressions: how a small number is written. */
export const EN_NUMBER = `\\d{1,3}|an?|${english.slice(1).join('|')}`
export const ZH_NUMBER = '\\d{1,3}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]'
export const ZH_DIGITS = '零〇一二三四五六七八九'

/** The number that a match of these says; NaN for anything else. */
export function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  if (text === 'a' || text === 'an') return 1
  const word = english.indexOf(text)
  if (word >= 0) return word
  const [tens, ones] = text.split('十')
  if (ones === undefined) return chinese.get(text) ?? Number.NaN
  return (tens ? (chinese.get(tens) ?? Number.NaN) : 1) * 10 + (ones ? (chinese.get(ones) ?? Number.NaN) : 0)
}

/** 二零二四 → 2024 */
export function digitsOf(text: string): number {
  return Number([...text].map((digit) => chinese.get(digit) ?? digit).join(''))
}
