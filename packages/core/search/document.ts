import { mark } from './marks.js'
import { bigrams, nameParts, quoteLexeme, type Token, tokenise } from './tokens.js'

export interface Section {
  /** A counts most, D least. */
  weight: 'A' | 'B' | 'C' | 'D'
  text: string
  /** Names of places, files and cameras: words that say nothing elsewhere (The, of) may be what is looked for. */
  names?: boolean
  /** Its words stand for themselves, names and visible text: they are found by a word whatever that means. */
  literal?: boolean
  /** Meanings of the text as lexemes, so that it is found in another language; they count less than its words, and more than names of files. */
  concepts?: string[]
  /** Meanings that stand side by side; they count as much as the text. */
  pairs?: string[]
}

/** PostgreSQL's limits: positions beyond 16,383 are cut, and more than 256 of one lexeme are dropped. */
const LAST_POSITION = 16_383
const POSITIONS_PER_LEXEME = 100

export interface TokenisedSection extends Omit<Section, 'text'> {
  tokens: Token[]
  concepts: string[]
  pairs: string[]
}

export function tokeniseSections(sections: Section[]): TokenisedSection[] {
  return sections.map(({ text, ...rest }) => ({
    ...rest,
    concepts: rest.concepts ?? [],
    pairs: rest.pairs ?? [],
    tokens: tokenise(text).flatMap((token) =>
      rest.names && token.kind === 'word' ? nameParts(token.text).map((text) => ({ ...token, text })) : [token],
    ),
  }))
}

/** Every word whose stem {@link tsvectorText} will ask for. */
export function wordsOf(sections: TokenisedSection[]): Set<string> {
  return new Set(sections.flatMap((section) => section.tokens.filter((t) => t.kind === 'word').map((t) => t.text)))
}

/**
 * A tsvector in its text form: words as stem and as written, CJK runs as characters and pairs. Marks have no position and
 * no weight: they only filter.
 */
export function tsvectorText(
  sections: TokenisedSection[],
  stems: Map<string, string | null>,
  marks: Iterable<string> = [],
): string {
  const positions = new Map<string, string[]>()
  let position = 0
  const add = (lexeme: string, weight: string, literal = false) => {
    if (literal) positions.set(mark.word(lexeme), [])
    const known = positions.get(lexeme) ?? []
    if (known.length < POSITIONS_PER_LEXEME) known.push(`${Math.min(position, LAST_POSITION)}${weight}`)
    positions.set(lexeme, known)
  }
  for (const each of marks) positions.set(each, [])
  for (const { tokens, weight, names, literal, concepts, pairs } of sections) {
    position++
    for (const concept of concepts) add(concept, 'C')
    for (const pair of pairs) add(pair, weight)
    for (const token of tokens) {
      position++
      if (token.kind === 'run') {
        for (const gram of new Set([...token.text, ...bigrams(token.text)])) add(gram, weight, literal)
        continue
      }
      const stem = stems.get(token.text) ?? null
      if (stem === null && !names) continue
      add(token.text, weight, literal)
      if (stem !== null && stem !== token.text) add(stem, weight, literal)
    }
  }
  return [...positions]
    .map(([lexeme, at]) => (at.length > 0 ? `${quoteLexeme(lexeme)}:${at.join(',')}` : quoteLexeme(lexeme)))
    .join(' ')
}
