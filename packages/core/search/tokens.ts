/**
 * How text becomes searchable, the same for a document and for a question. Chinese, Japanese and Korean have no spaces:
 * a run of theirs is searched by its characters and pairs of neighbours. Everything else is words.
 */

export type Token = { kind: 'word'; text: string } | { kind: 'run'; text: string }

/** Longer words are cut: nobody types them, and a lexeme may have 2,046 bytes. */
const WORD_LENGTH = 64

const CJK = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}々ー'
const TOKEN = new RegExp(`([${CJK}]+)|((?:(?![${CJK}])[\\p{L}\\p{N}\\p{M}])+)`, 'gu')

/** Words (lower case, without accents) and runs of CJK characters, in order; everything else only separates them. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  for (const [, run, word] of text.normalize('NFKC').toLowerCase().matchAll(TOKEN)) {
    if (run) tokens.push({ kind: 'run', text: run })
    else if (word) {
      const plain = word.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')
      if (plain) tokens.push({ kind: 'word', text: [...plain].slice(0, WORD_LENGTH).join('') })
    }
  }
  return tokens
}

/** 红色裙 → 红色, 色裙; a single character is itself. */
export function bigrams(run: string): string[] {
  const characters = [...run]
  if (characters.length < 2) return characters
  return [...new Set(characters.slice(1).map((character, i) => `${characters[i]}${character}`))]
}

/** The words inside a file name's words: `img20240501` → img20240501, img, 20240501. */
export function nameParts(word: string): string[] {
  const parts = word.match(/\p{N}+|[^\p{N}]+/gu) ?? []
  return parts.length > 1 ? [word, ...parts] : [word]
}

/** A lexeme as it is written inside a tsvector or tsquery. */
export function quoteLexeme(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}
