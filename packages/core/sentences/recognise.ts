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
  pattern: RegExp
  /** characters that are not filled in */
  fixed: number
}

const wholes = patternsOf(sentences)
const parts = [...patternsOf(phrases), ...wholes]
const remembered = new Map<string, Told[] | undefined>()
const MOST_REMEMBERED = 1_000
/** No sentence comes near; what is longer is not worth the time. */
const LONGEST = 3_000

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

/** One sentence, or several that follow each other. A single one whose facts look like sentences is the last resort. */
function read(text: string, patterns: Pattern[], ends: RegExp): Told[] | undefined {
  const whole = match(text, patterns)
  if (whole && !Object.values(whole.texts).some((value) => value.search(ends) >= 0)) return [told(whole)]
  for (const end of [...text.matchAll(ends)].reverse()) {
    const first = match(text.slice(0, end.index), patterns)
    const rest = first && read(text.slice(end.index + end[0].length), patterns, ends)
    if (rest) return [told(first), ...rest]
  }
  return whole && [told(whole)]
}

interface Matched {
  code: SentenceCode
  texts: Record<string, string>
}

function match(text: string, patterns: Pattern[]): Matched | undefined {
  for (const { code, names, pattern } of patterns) {
    const found = pattern.exec(text)
    if (found) return { code, texts: Object.fromEntries(names.map((name, i) => [name, found[i + 1] as string])) }
  }
  return undefined
}

function told({ code, texts }: Matched): Told {
  const values = Object.entries(texts).map(([name, text]) => [name, read(text, parts, /(?<=[.!?]) (?=\S)|, /g) ?? text])
  return { code, values: Object.fromEntries(values) }
}

/** The most telling first: the one with the most of its own words. */
function patternsOf(table: Partial<Record<SentenceCode, string>>): Pattern[] {
  return Object.entries(table)
    .map(([code, template]) => {
      const names: string[] = []
      const source = template.split(/(\{\w+\})/).map((piece) => {
        const name = /^\{(\w+)\}$/.exec(piece)?.[1]
        if (!name) return piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
        if (names.includes(name)) return `\\${names.indexOf(name) + 1}`
        names.push(name)
        return '([\\s\\S]+?)'
      })
      // Where a sentence is only a clause, whoever says it puts the stop behind it.
      const pattern = new RegExp(`^${source.join('')}${/[.?!)]$/.test(template) ? '' : '\\.?'}$`)
      return { code: code as SentenceCode, names, pattern, fixed: template.replace(/\{\w+\}/g, '').length }
    })
    .sort((one, other) => other.fixed - one.fixed)
}
