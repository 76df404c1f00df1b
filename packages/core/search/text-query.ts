import type { Database } from '../database/connect.js'
import { conceptSpans, partsOf } from './concepts.js'
import { anyMark, mark } from './marks.js'
import { stems } from './stem.js'
import { type Term, termsOf } from './terms.js'
import { bigrams, quoteLexeme, type Token } from './tokens.js'
import { nearestWord } from './vocabulary/nearest-word.js'
import { broader } from './vocabulary.js'

/** What may be left of the last word being typed before it matches nearly everything. */
const SHORTEST_PREFIX = 2
/** Pairs of more words than these are too many to ask for. */
const PAIRED = 8
/** All but one of more words than these is too long a question for the index. */
const ALL_BUT_ONE = 12

/** What is asked of the words of a question, each as a tsquery in text form. */
export interface TextQuery {
  terms: Term[]
  /** every term, each in any of its forms */
  each: string[]
  /** for each term what it may have been meant to be, if no photo has it: the last one to become longer */
  meantToBe: (string | undefined)[]
  /** the number of the term that may still be being typed */
  typed: number | undefined
  rank: Ranking
}

/** What a match is ranked by, each a tsquery. */
export interface Ranking {
  /** all forms of all terms */
  forms: string
  /** neighbours that belong together, and the narrowest meaning of a phrase: each counts more than all forms */
  pairs: string[]
  /**
   * each counts half as much: words as they are written, where their stem is another word as well (no parking is no park),
   * and what a condition may show
   */
  halves: string[]
  /** things that may be there as pictures only */
  depicted: string | undefined
}

/**
 * A question's words as tsqueries; undefined when it holds no word at all. Whatever the text, they are valid: they are
 * made of quoted words only.
 */
export async function textQuery(db: Database, text: string, { typing = true } = {}): Promise<TextQuery | undefined> {
  const { terms, pairs, depicted } = termsOf(text)
  if (terms.length === 0) return undefined
  const words = terms.flatMap((term) => term.tokens.flatMap((token) => (token.kind === 'word' ? [token.text] : [])))
  const stemOf = await stems(db, words)
  const says = (token: Token) => token.kind === 'run' || Boolean(stemOf.get(token.text))
  const telling = terms.filter((term) => term.concepts.length > 0 || term.tokens.some(says))
  const used = telling.length > 0 ? telling : terms
  const stem = (word: string) => stemOf.get(word) ?? word
  const typed = typing ? beingTyped(text, terms.at(-1)) : undefined

  const form =
    (of: (word: string) => string, longer = false) =>
    (term: Term) => {
      const tokens = term.tokens.some(says) ? term.tokens.filter(says) : term.tokens
      const parts = tokens.map((token, i) => {
        if (token.kind === 'run') return bigrams(token.text).map(of).map(quoteLexeme).join(' & ')
        const end = longer && i === tokens.length - 1 ? ':*' : ''
        const forms = new Set([token.text, stem(token.text)])
        return `(${[...forms].map((each) => quoteLexeme(of(each)) + end).join(' | ')})`
      })
      return `(${parts.join(' & ')})`
    }
  const literal = form((word) => word)
  const byName = form(mark.word)
  const meant = (term: Term) => term.concepts.map((concept) => quoteLexeme(mark.concept(concept)))
  // A word with a meaning is looked for by that: as it stands it may be a part of another word (马 in 马路).
  const any = (term: Term) => {
    if (term.concepts.length === 0) return [literal(term)]
    return [...meant(term), ...inParts(term), ...(isOneCharacter(term) ? [] : [byName(term)])]
  }
  const longer = form((word) => word, true)
  const meantToBe = used.map((term) => {
    const maybe = [...(term === typed ? [longer(term)] : []), ...(nearest(term) ?? [])]
    return maybe.length > 0 ? `(${maybe.join(' | ')})` : undefined
  })
  return {
    terms: used,
    each: used.map((term) => `(${any(term).join(' | ')})`),
    meantToBe,
    typed: typed && used.includes(typed) ? used.indexOf(typed) : undefined,
    rank: {
      forms: used.flatMap((term) => [literal(term), ...meant(term), ...inParts(term)]).join(' | '),
      pairs: [
        ...pairs.map((pair) => anyMark(pair.map(([one, other]) => mark.pair(one, other)))),
        ...used.flatMap(narrowest),
      ],
      halves: written(used, stemOf),
      depicted: depicted ? undefined : depictions(used),
    },
  }
}

/** In a name it says nothing: 马 in 罗马. */
function isOneCharacter({ tokens }: Term): boolean {
  return tokens.every((token) => token.kind === 'run' && [...token.text].length === 1)
}

/** 生日蛋糕 as a photo with 生日 and 蛋糕 in it. */
function inParts({ text }: Term): string[] {
  const parts = partsOf(text)
  return parts.length > 0 ? [`(${parts.map((concepts) => anyMark(concepts.map(mark.concept))).join(' & ')})`] : []
}

/** Of a phrase that means a thing and more than that (making dumplings), what it means above all; none of other words. */
function narrowest({ concepts }: Term): string[] {
  const narrow = concepts.filter((concept) => concepts.some((other) => broader(concept).includes(other)))
  return narrow.length > 0 ? [anyMark(narrow.map(mark.concept))] : []
}

/** A couple is mostly a man and a woman, and seldom called one. */
const LOOKS: Record<string, string[]> = { couple: ['couple', 'man', 'woman'] }

/** What was understood as a condition is ranked by as well; where nothing else is asked for, so is a couple, by that alone. */
export function withHints(text: TextQuery | undefined, hints: string[]): TextQuery | undefined {
  const concepts = [...new Set(hints.flatMap((hint) => conceptSpans(hint).flatMap((span) => span.concepts)))]
  if (concepts.length === 0) return text
  const forms = anyMark(concepts.flatMap((concept) => LOOKS[concept] ?? [concept]).map(mark.concept))
  if (text) return { ...text, rank: { ...text.rank, halves: [...text.rank.halves, forms] } }
  if (!concepts.includes('couple')) return undefined
  const rank = { forms, pairs: [], halves: [], depicted: undefined }
  return { terms: [], each: [], meantToBe: [], typed: undefined, rank }
}

/** Only words that the vocabulary does not know are found by their stem. */
function written(terms: Term[], stemOf: Map<string, string | null>): string[] {
  const words = terms.flatMap((term) => (term.concepts.length > 0 ? [] : term.tokens)).map((token) => token.text)
  const stemmed = words.filter((word) => stemOf.get(word) && stemOf.get(word) !== word)
  return stemmed.length > 0 ? [stemmed.map(quoteLexeme).join(' & ')] : []
}

function depictions(terms: Term[]): string | undefined {
  const concepts = terms.flatMap((term) => term.concepts)
  return concepts.length > 0 ? anyMark(concepts.map(mark.depicted)) : undefined
}

/** A wider meaning (dog for puppy), or what a word of the vocabulary means for a word that it does not know. */
function nearest({ tokens, concepts }: Term): string[] | undefined {
  const [token] = tokens
  const [concept] = concepts
  // Not so wide that it is everything: a horse is no reason to show all animals.
  const wider = concept && broader(concept)[0]
  if (wider && broader(wider).length > 0) return [anyMark([mark.concept(wider)])]
  if (!token || tokens.length > 1 || token.kind !== 'word' || concept) return undefined
  const word = nearestWord(token.text)
  const means = word === undefined ? [] : termsOf(word).terms.flatMap((term) => term.concepts)
  return means.length > 0 ? [anyMark(means.map(mark.concept))] : undefined
}

/** The last word, when it may be the beginning of a longer one: the question may still be being typed. */
function beingTyped(text: string, last: Term | undefined): Term | undefined {
  const token = last?.tokens.at(-1)
  if (token?.kind !== 'word' || token.text.length < SHORTEST_PREFIX) return undefined
  return /[\p{L}\p{M}\p{N}]$/u.test(text) ? last : undefined
}

/**
 * What to ask for when no photo has every word: all but one of those that are found at all, then two of them, then one.
 * Each is a tsquery in text form.
 */
export function looser(each: string[]): string[] {
  const but = (left: number) => each.filter((_, i) => i !== left).join(' & ')
  const levels: string[] = []
  if (each.length > 2 && each.length <= ALL_BUT_ONE) levels.push(each.map((_, i) => `(${but(i)})`).join(' | '))
  if (each.length > 3 && each.length <= PAIRED) {
    levels.push(each.flatMap((one, i) => each.slice(i + 1).map((other) => `(${one} & ${other})`)).join(' | '))
  }
  if (each.length > 1) levels.push(each.join(' | '))
  return levels.map((level) => `(${level})`)
}
