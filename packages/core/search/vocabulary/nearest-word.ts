import { baseForm } from './base-form.js'
import { fold } from './fold.js'
import { otherWords } from './other-words.js'
import { themes } from './themes.js'

/** A word of five letters may have one slip in it, a word of eight two: shorter words have too many neighbours. */
const ONE_SLIP = 5
const TWO_SLIPS = 8
const VOWELS = 'aeiouy'
const LETTERS = /^[a-z]+$/

const known: ReadonlySet<string> = new Set(
  [...themes, ...otherWords].flatMap(({ en }) => en.flatMap((phrase) => phrase.replace('=', '').split(/[\s-]+/))),
)
const words: readonly string[] = [...new Set([...known].map(baseForm))]

/**
 * The word of the vocabulary that a mistyped English word was meant to be: motorcicle → motorcycle. None where two are
 * equally near, for a word that is known, and for what is no English word. Takes a fraction of a millisecond: meant for
 * the words of a question that nothing else knows.
 */
export function nearestWord(word: string): string | undefined {
  const folded = fold(word)
  return known.has(folded) || known.has(baseForm(folded)) ? undefined : nearestOf(baseForm(folded), words)
}

/** The one of these words (lower case, without accents) that is nearest, within what may be a slip. */
export function nearestOf(word: string, among: Iterable<string>): string | undefined {
  const folded = fold(word)
  if (folded.length < ONE_SLIP || folded.length > 64 || !LETTERS.test(folded)) return undefined
  let least = (folded.length < TWO_SLIPS ? 1 : 2) + 1
  let nearest: string | undefined
  for (const one of among) {
    if (one.length < ONE_SLIP - 1 || one === nearest || Math.abs(one.length - folded.length) > least) continue
    const slips = slipsBetween(folded, one)
    if (slips > least) continue
    nearest = slips < least ? one : undefined
    least = slips
  }
  return nearest
}

/** Letters to put in, leave out, replace or swap with their neighbour (the restricted distance of Damerau). */
function slipsBetween(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let least = Math.min(
        (last[j] ?? 0) + extra(a, i),
        (row[j - 1] ?? 0) + extra(b, j),
        (last[j - 1] ?? 0) + (same ? 0 : change(a[i - 1], b[j - 1])),
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}

/** A vowel is rather taken for another vowel: beech is beach and no bench. */
function change(a = '', b = ''): number {
  return VOWELS.includes(a) && VOWELS.includes(b) ? 0.9 : 1
}

/** A letter too few or too many is rather the second of two: baloon is balloon and no baboon. */
function extra(word: string, at: number): number {
  return word[at - 1] === word[at - 2] ? 0.9 : 1
}
