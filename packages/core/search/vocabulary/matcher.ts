import { baseForm } from './base-form.js'
import type { Concept } from './concept.js'

/** A word or character that leads on to longer words, and the concepts that end with it. */
interface Node {
  next: Map<string, Node>
  concepts: string[]
}

export interface Match {
  concepts: string[]
  /** UTF-16 positions */
  start: number
  end: number
}

const WORDS = /[\p{L}\p{N}\p{M}]+(?:'[\p{L}]+)*/gu
/** Rivers, mountains and seas: 黄河边 is not yellow. */
const NAMES = /^(?:黄[河山]|红[海河]|黑[河山])$/
const HAN = /\p{Script=Han}/u

/**
 * Finds concepts in folded text: the longest at each place, whole words in English, characters in Chinese. Time is linear
 * in the length of the text.
 */
export class Matcher {
  readonly #words = node()
  readonly #characters = node()
  readonly #colours = new Set<string>()

  constructor(concepts: Iterable<Concept>) {
    for (const { id, broader, en, zh } of concepts) {
      if (broader.includes('colour')) for (const word of zh) if (word.length === 1) this.#colours.add(word)
      for (const phrase of en) this.#add(this.#words, wordsToAdd(phrase), id)
      for (const word of zh) this.#add(this.#characters, word, id)
    }
  }

  find(folded: string): Match[] {
    const matches: Match[] = []
    for (const run of runs(folded)) {
      if (run.han) this.#findCharacters(folded, run.start, run.end, matches)
      else this.#findWords(run.words, matches)
    }
    return matches.sort((a, b) => a.start - b.start)
  }

  #add(root: Node, parts: Iterable<string>, id: string) {
    let at = root
    for (const part of parts) {
      let next = at.next.get(part)
      if (!next) {
        next = node()
        at.next.set(part, next)
      }
      at = next
    }
    if (!at.concepts.includes(id)) at.concepts.push(id)
  }

  #findCharacters(text: string, start: number, end: number, matches: Match[]) {
    for (let i = start; i < end; ) {
      const found = this.#longestAt(text, i, end)
      if (found) {
        if (this.#isColoured(text, found, end)) found.end = i + 1
        matches.push(this.#longestAt(text, i, found.end) ?? found)
      }
      i = found ? found.end : i + 1
    }
  }

  #longestAt(text: string, start: number, end: number): Match | undefined {
    let at: Node | undefined = this.#characters
    let found: Match | undefined
    for (let i = start; i < end; i++) {
      at = at.next.get(text[i] as string)
      if (!at) break
      if (at.concepts.length > 0) found = { concepts: at.concepts, start, end: i + 1 }
    }
    return found
  }

  /** Whether only its first character is meant, the colour of a longer word: 绿灯笼 is 绿 and 灯笼; 红酒瓶 is 红酒 and 瓶. */
  #isColoured(text: string, { start, end }: Match, last: number): boolean {
    if (end - start < 2 || !this.#colours.has(text[start] as string) || NAMES.test(text.slice(start, end))) return false
    const thing = this.#longestAt(text, start + 1, last)
    return thing !== undefined && thing.end > end && !this.#longestAt(text, end, last)
  }

  #findWords(words: Word[], matches: Match[]) {
    for (let i = 0; i < words.length; ) {
      const found = longest(this.#words, words, i)
      if (found) {
        matches.push({
          concepts: found.concepts,
          start: (words[i] as Word).start,
          end: (words[found.last] as Word).end,
        })
      }
      i = found ? found.last + 1 : i + 1
    }
  }
}

interface Word {
  text: string
  start: number
  end: number
}

/** A word as written is preferred to its singular: glasses are no glass. */
function longest(at: Node, words: Word[], i: number): { concepts: string[]; last: number } | undefined {
  const word = words[i]
  if (!word) return undefined
  const found = longestBy(at, word.text, words, i)
  const base = baseForm(word.text)
  const other = base === word.text ? undefined : longestBy(at, base, words, i)
  return other && (!found || other.last > found.last) ? other : found
}

function longestBy(at: Node, form: string, words: Word[], i: number) {
  const next = at.next.get(form)
  if (!next) return undefined
  const further = next.next.size > 0 ? longest(next, words, i + 1) : undefined
  return further ?? (next.concepts.length > 0 ? { concepts: next.concepts, last: i } : undefined)
}

type Run = { han: true; start: number; end: number } | { han: false; words: Word[] }

/** Runs of Chinese characters, and words with nothing but spaces and hyphens between them. */
function runs(text: string): Run[] {
  const found: Run[] = []
  let words: Word[] = []
  const close = () => {
    if (words.length > 0) found.push({ han: false, words })
    words = []
  }
  for (const { 0: token, index } of text.matchAll(WORDS)) {
    let start = index
    // T恤 is looked up as it stands; what is Latin in 在Kyoto吃 is words all the same.
    if (HAN.test(token)) found.push({ han: true, start, end: start + token.length })
    for (const part of token.split(/(\p{Script=Han}+)/u)) {
      const end = start + part.length
      if (part === '') continue
      if (HAN.test(part)) close()
      else {
        const last = words.at(-1)
        if (last && !/^[\s-]+$/.test(text.slice(last.end, start))) close()
        words.push({ text: part, start, end })
      }
      start = end
    }
  }
  close()
  return found
}

function wordsToAdd(phrase: string): string[] {
  const exact = phrase.startsWith('=')
  const words = (exact ? phrase.slice(1) : phrase).split(/[\s-]+/)
  return exact ? words : words.map(baseForm)
}

function node(): Node {
  return { next: new Map(), concepts: [] }
}
