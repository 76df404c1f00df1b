import { askedSpans, conceptPairs, depicted } from './concepts.js'
import { type Token, tokenise } from './tokens.js'
import { emptyWords } from './vocabulary.js'

/** Words of a question beyond these are not looked at. */
const TERMS = 32

export interface Term {
  /** as the question has it, lower case; several words where they name one concept */
  text: string
  tokens: Token[]
  /** what it may mean */
  concepts: string[]
}

export interface Terms {
  terms: Term[]
  /** neighbours in the question, red and dress, each with all pairs of concepts that they may mean */
  pairs: [string, string][][]
  /** the question itself asks for what is depicted */
  depicted: boolean
}

/** The words that a question is made of, without those that say nothing; all of them when nothing else is left. */
export function termsOf(question: string): Terms {
  // Concepts are looked for in the text as it will be cut, so that their positions fit.
  const text = question.normalize('NFKC').toWellFormed()
  const spans = askedSpans(text)
  const found: Term[] = []
  let at = 0
  for (const span of spans) {
    found.push(...plainTerms(text.slice(at, span.start)))
    const words = text.slice(span.start, span.end)
    const tokens = tokenise(words)
    if (tokens.length > 0) found.push({ text: words.toLowerCase().trim(), tokens, concepts: span.concepts })
    at = span.end
  }
  found.push(...plainTerms(text.slice(at)))
  const telling = found.filter((term) => term.concepts.length > 0 || !emptyWords.has(term.text))
  const chosen = telling.length > 0 ? telling : found
  return {
    terms: [...new Map(chosen.map((term) => [term.text, term])).values()].slice(0, TERMS),
    pairs: conceptPairs(text, spans)
      .slice(0, TERMS)
      .map(([one, other]) => crossed(one.concepts, other.concepts)),
    depicted: depicted(text, spans).length > 0,
  }
}

function crossed(some: string[], others: string[]): [string, string][] {
  return some.flatMap((one) => others.map((other): [string, string] => [one, other]))
}

function plainTerms(text: string): Term[] {
  return tokenise(text).flatMap((token): Term[] =>
    token.kind === 'word'
      ? [{ text: token.text, tokens: [token], concepts: [] }]
      : cut(token.text).map((word) => ({ text: word, tokens: [{ kind: 'run', text: word }], concepts: [] })),
  )
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/**
 * 海边的红色连衣裙 → 海边, 的, 红色, 连衣裙: pairs across two words would ask for what nobody said. 北京南 is one name, as
 * tickets have it: a side by itself says nothing.
 */
function cut(run: string): string[] {
  const words: string[] = []
  for (const { segment } of segmenter.segment(run)) {
    const before = words.at(-1)
    if (SIDE.test(segment) && before && before.length > 1) words[words.length - 1] = before + segment
    else words.push(segment)
  }
  return words
}

const SIDE = /^[东南西北]$/
