import type { Concepts } from './concepts.js'
import { type Token, tokenise } from './tokens.js'
import { emptyWords } from './vocabulary.js'

/** Words of a question beyond these are not looked at. */
const TERMS = 32
/** Characters of a question in which words are looked for; nobody types more than {@link TERMS} words in them. */
const LOOKED_AT = 2_000

export interface Term {
  /** as the question has it, lower case; several words where they name one concept */
  text: string
  tokens: Token[]
  /** lexemes' names of what it means */
  concepts: string[]
}

/** The words that a question is made of, without those that say nothing; all of them when nothing else is left. */
export function termsOf(question: string, concepts: Concepts): Term[] {
  // Concepts are looked for in the text as it will be cut, so that their positions fit.
  const text = [...question.normalize('NFKC')].slice(0, LOOKED_AT).join('').toWellFormed()
  const found: Term[] = []
  let at = 0
  for (const span of longestFirst(concepts.in(text))) {
    if (span.start < at) continue
    found.push(...plainTerms(text.slice(at, span.start)))
    const words = text.slice(span.start, span.end)
    const tokens = tokenise(words)
    if (tokens.length > 0) {
      found.push({
        text: words.toLowerCase().trim(),
        tokens,
        concepts: [...new Set(span.concepts.flatMap((c) => concepts.under(c)))],
      })
    }
    at = span.end
  }
  found.push(...plainTerms(text.slice(at)))
  const telling = found.filter((term) => term.concepts.length > 0 || !emptyWords.has(term.text))
  const chosen = telling.length > 0 ? telling : found
  return [...new Map(chosen.map((term) => [term.text, term])).values()].slice(0, TERMS)
}

/** Spans in the order of the text, the longest of those that begin together, with all concepts that it has. */
function longestFirst(spans: ReturnType<Concepts['in']>) {
  const byPlace = new Map<string, { start: number; end: number; concepts: string[] }>()
  for (const { concept, start, end } of spans) {
    const known = byPlace.get(`${start}-${end}`)
    if (known) known.concepts.push(concept)
    else byPlace.set(`${start}-${end}`, { start, end, concepts: [concept] })
  }
  return [...byPlace.values()].sort((a, b) => a.start - b.start || b.end - a.end)
}

function plainTerms(text: string): Term[] {
  return tokenise(text).flatMap((token): Term[] =>
    token.kind === 'word'
      ? [{ text: token.text, tokens: [token], concepts: [] }]
      : cut(token.text).map((word) => ({ text: word, tokens: [{ kind: 'run', text: word }], concepts: [] })),
  )
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** 海边的红色连衣裙 → 海边, 的, 红色, 连衣裙: pairs across two words would ask for what nobody said. */
function cut(run: string): string[] {
  return [...segmenter.segment(run)].map(({ segment }) => segment)
}
