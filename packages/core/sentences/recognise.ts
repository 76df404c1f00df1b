import { phrases } from './phrases.js'
import { type SentenceCode, sentences } from './table.js'

/** A sentence by its code and its facts; a fact may be a phrase, or several. */
export interface Told {
  code: SentenceCode
  values: { [name: string]: string | Told[] }
}

interface Pattern {
  code: SentenceCode
  names: string[]
  /** what stands before, between and behind the facts */
  pieces: string[]
  /** whether whoever says it may put a stop behind it */
  clause: boolean
  /** characters that are not filled in */
  fixed: number
}

const wholes = patternsOf(sentences)
const parts = [...patternsOf(phrases), ...wholes]
const remembered = new Map<string, Told[] | undefined>()
const MOST_REMEMBERED = 1_000
/** No sentence comes near; what is longer, or has more ends of sentences, is not worth the time. */
const LONGEST = 1_200
const MOST_ENDS = 16

/**
 * Which sentences of the table a text consists of. Sentences travel as plain text, through exceptions, child processes,
 * the database and the log, and are taken apart where they leave for somebody who reads another language.
 * @returns undefined when a part of it is no sentence of the table
 */
export function recognise(text: string): Told[] | undefined {
  if (text.length > LONGEST) return undefined
  if (remembered.has(text)) return remembered.get(text)
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  const found = read(text.trim(), wholes, /(?<=[.!?]) (?=\S)/g)
  remembered.set(text, found)
  return found
}

/**
 * One sentence, or several that follow each other. A single one whose facts look like sentences is the last resort.
 * @param tried what became of the ends of this text: each is reached in many ways
 */
function read(
  text: string,
  patterns: Pattern[],
  ends: RegExp,
  tried = new Map<string, Told[] | undefined>(),
): Told[] | undefined {
  if (tried.has(text)) return tried.get(text)
  const found = readAnew(text, patterns, ends, tried)
  tried.set(text, found)
  return found
}

function readAnew(text: string, patterns: Pattern[], ends: RegExp, tried: Map<string, Told[] | undefined>) {
  const whole = match(text, patterns)
  const isOne = (each: Matched) => Object.values(each.texts).every((value) => value.search(ends) < 0)
  if (whole && isOne(whole)) return [told(whole)]
  const found = [...text.matchAll(ends)].reverse()
  if (found.length > MOST_ENDS) return whole && [told(whole)]
  // First as if no fact had an end in it: of clauses that are alike, one would swallow the next.
  for (const strictly of [true, false]) {
    for (const end of found) {
      const first = match(text.slice(0, end.index), patterns)
      if (!first || (strictly && !isOne(first))) continue
      const rest = read(text.slice(end.index + end[0].length), patterns, ends, tried)
      if (rest) return [told(first), ...rest]
    }
  }
  return whole && [told(whole)]
}

interface Matched {
  code: SentenceCode
  texts: Record<string, string>
}

function match(text: string, patterns: Pattern[]): Matched | undefined {
  for (const pattern of patterns) {
    const withoutStop = pattern.clause && text.endsWith('.') && factsIn(text.slice(0, -1), pattern)
    const texts = withoutStop || factsIn(text, pattern)
    if (texts) return { code: pattern.code, texts }
  }
  return undefined
}

/**
 * What was filled in. Each piece is taken where it stands first: if the text can be read at all, it can be read so, which
 * a regular expression would find out only after trying everything else.
 */
function factsIn(text: string, { names, pieces }: Pattern): Record<string, string> | undefined {
  const [before = '', ...rest] = pieces
  const behind = rest.pop()
  if (behind === undefined) return text === before ? {} : undefined
  if (!text.startsWith(before) || !text.endsWith(behind)) return undefined
  const facts: string[] = []
  let from = before.length
  for (const piece of rest) {
    const at = text.indexOf(piece, from + 1)
    if (at < 0) return undefined
    facts.push(text.slice(from, at))
    from = at + piece.length
  }
  const end = text.length - behind.length
  if (end <= from) return undefined
  facts.push(text.slice(from, end))
  const texts: Record<string, string> = {}
  for (const [i, name] of names.entries()) {
    const fact = facts[i] as string
    if (texts[name] !== undefined && texts[name] !== fact) return undefined
    texts[name] = fact
  }
  return texts
}

function told({ code, texts }: Matched): Told {
  const values = Object.entries(texts).map(([name, text]) => [
    name,
    read(text, parts, /(?<=[.!?]) (?=\S)|[,;] /g) ?? text,
  ])
  return { code, values: Object.fromEntries(values) }
}

/** The most telling first: the one with the most of its own words. */
function patternsOf(table: Partial<Record<SentenceCode, string>>): Pattern[] {
  return Object.entries(table)
    .map(([code, template]) => {
      const parts = template.split(/\{(\w+)\}/)
      const pieces = parts.filter((_, i) => i % 2 === 0)
      const names = parts.filter((_, i) => i % 2 === 1)
      const clause = !/[.?!)]$/.test(template)
      return { code: code as SentenceCode, names, pieces, clause, fixed: pieces.join('').length }
    })
    .sort((one, other) => other.fixed - one.fixed)
}
