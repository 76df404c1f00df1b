import { ANALYSIS_KEYS } from '../schema.js'
import { fieldOf } from './keys.js'

/** A value that is there but cannot be read for certain: cut off, broken, or said twice in different ways. */
export const UNREADABLE = Symbol('unreadable')

/** Numbers and bare words stay as they were written: 1.10 in a photo's text is not 1.1. */
export type Read = string | boolean | null | typeof UNREADABLE | Read[] | Members
export interface Members {
  /** in the order of the text; a key may stand twice */
  members: [key: string, value: Read][]
}
interface Step<T = Read> {
  value: T
  /** where to read on */
  at: number
}
interface Key {
  name: string
  /** behind the colon */
  end: number
  /** in quotes on both sides */
  quoted: boolean
}

const MAX_DEPTH = 12
const QUOTES = '"\'`“”‘’「」『』＂＇'
/** What may close a string, by what opened it. */
const CLOSERS: Record<string, string> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”“"',
  '”': '”“"',
  '‘': "’‘'",
  '’': "’‘'",
  '「': '」',
  '『': '』',
  '＂': '＂"',
  '＇': "＇'",
}
const COMMAS = ',，、;；'
const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '"': '"', "'": "'", '/': '/' }
const LITERALS: Record<string, boolean | null> = {
  true: true,
  True: true,
  false: false,
  False: false,
  null: null,
  None: null,
  nil: null,
  undefined: null,
  NaN: null,
  Infinity: null,
  '-Infinity': null,
}

const GAP = /(?:[\s\u200B-\u200D\u2060\uFEFF]+|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|#[^\n]*|\.{3}|…)*/y
const SPACES_AND_COMMAS = new RegExp(`[\\s${COMMAS}]{0,40}`, 'y')
const COLON = /\s*(?:=>|[:：=])/y
const JSON_KEY = /"((?:[^"\\\n]|\\.){0,100})"/y
const QUOTED_KEY = new RegExp(`[${QUOTES}]([^${QUOTES}\\n:：{}\\[\\]]{1,60})[${QUOTES}]`, 'y')
const BARE_KEY = new RegExp(`[${QUOTES}]?([\\p{L}_][\\p{L}\\p{N}_ -]{0,40})[${QUOTES}]?`, 'uy')
const FIELD_NAME = new RegExp(`(?<!\\\\)[${QUOTES}]([^${QUOTES}\\n:：{}\\[\\]]{1,60})[${QUOTES}]\\s*[:：=]`, 'g')
const LAST_QUOTE = new RegExp(`[${QUOTES}]$`)
const BEHIND_THE_ANSWER = /$|```|<\/|<\|/y

/**
 * Reads one object as a model may write it: JSON, or JSON with foreign punctuation and quotes, bare words, comments,
 * missing commas, quotes and brackets, or its end cut off. Reads every valid JSON object exactly as it stands.
 *
 * Where a part cannot be understood, its member becomes {@link UNREADABLE} and reading goes on at the next quoted name
 * of a field. Never throws.
 *
 * @param start of the opening brace, or of the first key where the brace is missing
 * @returns the members and the position behind the object
 */
export function readObject(text: string, start: number): Step<Members> {
  return object(isOneOf('{｛', start) ? start + 1 : start, 0) ?? { value: { members: [] }, at: text.length }

  function object(from: number, depth: number): Step<Members> | undefined {
    const members: Members['members'] = []
    let at = from
    for (;;) {
      at = skipCommas(at)
      if (isBehindTheAnswer(at)) return { value: { members }, at: text.length }
      if (isOneOf('}｝', at)) return { value: { members }, at: at + 1 }
      // The list around this object ends: the brace is missing.
      if (depth > 0 && isOneOf(']］】)', at)) return { value: { members }, at }
      const key = keyAt(at)
      const read = key && value(key.end, depth + 1, false)
      if (read) {
        members.push([key.name, read.value])
        at = read.at
        continue
      }
      // Only the object that holds fields of the analysis goes on; the parts inside it are lost.
      if (depth > 0 && !(key && fieldOf(key.name)) && !members.some(([name]) => fieldOf(name))) return undefined
      if (key) members.push([key.name, UNREADABLE])
      at = nextField(text, key ? key.end : at + 1)
    }
  }

  function list(from: number, depth: number, inList: boolean): Step | undefined {
    const items: Read[] = []
    let broken = false
    let hasBareWords = false
    let at = from
    for (;;) {
      at = skipCommas(at)
      if (isOneOf(']］】)', at)) {
        // Bare words may hold brackets of their own; then something else than structure follows.
        broken ||= hasBareWords && !(inList ? endsItem(at + 1) : endsMember(at + 1))
        return { value: broken ? UNREADABLE : items, at: at + 1 }
      }
      // Without its bracket, an empty list does not say that there is nothing, and bare words do not say where they end.
      const whatIsThere = broken || hasBareWords || items.length === 0 ? UNREADABLE : items
      if (isBehindTheAnswer(at)) return { value: whatIsThere, at: text.length }
      if (isOneOf('}｝', at) || isField(keyAt(at))) return { value: whatIsThere, at }
      hasBareWords ||= !isOneOf(`${QUOTES}{｛[［`, at)
      const item = value(at, depth + 1, true)
      if (!item) return undefined
      if (item.value !== UNREADABLE) items.push(item.value)
      else if (item.at < text.length) broken = true
      at = item.at
    }
  }

  function value(from: number, depth: number, inList: boolean): Step | undefined {
    const at = skip(from)
    if (isBehindTheAnswer(at)) return { value: UNREADABLE, at: text.length }
    if (isOneOf('{｛', at)) return depth > MAX_DEPTH ? undefined : object(at + 1, depth)
    if (isOneOf('[［【(', at)) return depth > MAX_DEPTH ? undefined : list(at + 1, depth, inList)
    // The value is missing and the next field begins.
    if (!inList && isField(keyAt(at))) return { value: UNREADABLE, at }
    return isOneOf(QUOTES, at) ? string(at, inList) : bare(at, inList)
  }

  /** A quote ends the string only where structure follows; any other is one that the model forgot to escape. */
  function string(start: number, inList: boolean): Step {
    const closers = CLOSERS[text.charAt(start)] ?? text.charAt(start)
    let out = ''
    let doubtful = false
    let unescaped = false
    for (let at = start + 1; at < text.length; at++) {
      const char = text.charAt(at)
      if (char === '\\') {
        const [meaning, length] = escapeAt(at)
        out += meaning
        at += length - 1
      } else if (closers.includes(char)) {
        if (inList ? endsItem(at + 1) : endsMember(at + 1)) {
          // Where the answer is cut off, nothing shows that this is the closing quote and not another forgotten one.
          doubtful ||= unescaped && isCut(at + 1)
          return { value: doubtful ? UNREADABLE : out, at: at + 1 }
        }
        unescaped = true
        // A quote beside a comma or a colon is more likely the neighbour's: this string has lost its own.
        const next = text.charAt(skip(at + 1))
        const beside = inList ? `${COMMAS}:` : ':：'
        doubtful ||= (next !== '' && beside.includes(next)) || (inList && /[,，]\s*$/.test(out))
        out += char
      } else if (QUOTES.includes(char) && fieldFollows(at + 1)) {
        return { value: out, at: at + 1 } // closed by a quote of another kind
      } else if ((char === '\n' || COMMAS.includes(char)) && fieldFollows(at)) {
        return { value: doubtful ? UNREADABLE : out.trimEnd(), at } // never closed
      } else out += char
    }
    return { value: UNREADABLE, at: text.length }
  }

  function bare(start: number, inList: boolean): Step {
    let at = start
    while (at < text.length && !endsBare(at, inList)) at++
    const cut = at >= text.length
    const written = text.slice(start, at).trim()
    // description: A woman on a beach." has lost its first quote; in a list that may have stood anywhere.
    const word = inList ? written : written.replace(LAST_QUOTE, '')
    const structured = /["“”{}[\]:：\\]/.test(word)
    if (cut || word === '' || structured) return { value: UNREADABLE, at }
    return { value: Object.hasOwn(LITERALS, word) ? (LITERALS[word] ?? null) : word, at }
  }

  function endsBare(at: number, inList: boolean): boolean {
    if (isOneOf('}｝]］】\n', at) || /^\s(?:\/\/|#|\/\*)/.test(text.slice(at, at + 3))) return true
    if (!isOneOf(COMMAS, at)) return false
    const next = skipCommas(at)
    return inList || isBehindTheAnswer(next) || isOneOf('}｝', next) || keyAt(next) !== undefined
  }

  function endsMember(from: number): boolean {
    const at = skip(from)
    if (isCut(at) || isOneOf('}｝]］】)', at)) return true
    if (!isOneOf(COMMAS, at)) return keyAt(at)?.quoted === true
    const next = skipCommas(at)
    return isOneOf('}｝', next) || keyAt(next) !== undefined
  }

  /** The answer ends here, or with a comma, or in the name of the next field. */
  function isCut(from: number): boolean {
    const at = skipCommas(from)
    if (isBehindTheAnswer(at)) return true
    const name = text.length - at > 20 ? undefined : /^["“'‘]([a-z]*)["”'’]?\s*$/.exec(text.slice(at))?.[1]
    return name !== undefined && ANALYSIS_KEYS.some((key) => key.startsWith(name))
  }

  function endsItem(from: number): boolean {
    const at = skip(from)
    if (isBehindTheAnswer(at) || isOneOf(']］】)}｝', at)) return true
    if (!isOneOf(COMMAS, at)) return isOneOf(QUOTES, at) && text.slice(from, at).includes('\n')
    const next = skipCommas(at)
    return isBehindTheAnswer(next) || isOneOf(']］】)}｝{｛[［【', next) || isOneOf(QUOTES, next) || isBareItem(next)
  }

  function isBareItem(at: number): boolean {
    return /^(?:-?\d|true|false|null|None)/.test(text.slice(at, at + 6))
  }

  /** The next field begins here, after a comma or without one. */
  function fieldFollows(at: number): boolean {
    SPACES_AND_COMMAS.lastIndex = at
    SPACES_AND_COMMAS.test(text)
    const next = Math.max(at, SPACES_AND_COMMAS.lastIndex)
    if (!isOneOf(QUOTES, next)) return false
    const key = keyAt(next)
    return key?.quoted === true && isField(key)
  }

  function keyAt(at: number): Key | undefined {
    for (const [pattern, quoted] of [
      [JSON_KEY, true],
      [QUOTED_KEY, true],
      [BARE_KEY, false],
    ] as const) {
      pattern.lastIndex = at
      const match = pattern.exec(text)
      if (!match) continue
      const name = pattern === JSON_KEY ? unescaped(match[1] ?? '') : (match[1] ?? '')
      COLON.lastIndex = skip(pattern.lastIndex)
      if (COLON.test(text)) return { name, end: COLON.lastIndex, quoted }
    }
    return undefined
  }

  function escapeAt(at: number): [meaning: string, length: number] {
    const hex = /^u([0-9a-fA-F]{4})/.exec(text.slice(at + 1, at + 6))
    if (hex) return [String.fromCharCode(Number.parseInt(hex[1] ?? '', 16)), 6]
    const char = text.charAt(at + 1)
    // A backslash that escapes nothing stands for itself: C:\Users
    return char === '\\' ? ['\\', 2] : char in ESCAPES ? [ESCAPES[char] ?? '', 2] : ['\\', 1]
  }

  function skip(from: number): number {
    GAP.lastIndex = from
    GAP.test(text)
    return Math.max(from, GAP.lastIndex)
  }

  function skipCommas(from: number): number {
    let at = skip(from)
    while (isOneOf(COMMAS, at)) at = skip(at + 1)
    return at
  }

  function isOneOf(chars: string, at: number): boolean {
    return at < text.length && chars.includes(text.charAt(at))
  }

  function isBehindTheAnswer(at: number): boolean {
    BEHIND_THE_ANSWER.lastIndex = at
    return BEHIND_THE_ANSWER.test(text)
  }
}

/** Where the next quoted name of a field with its colon begins, or the text's length. */
export function nextField(text: string, from: number): number {
  FIELD_NAME.lastIndex = from
  for (let match = FIELD_NAME.exec(text); match; match = FIELD_NAME.exec(text)) {
    if (fieldOf(match[1] ?? '')) return match.index
    FIELD_NAME.lastIndex = match.index + 1
  }
  return text.length
}

function isField(key: Key | undefined): boolean {
  return key !== undefined && fieldOf(key.name) !== undefined
}

function unescaped(name: string): string {
  try {
    return JSON.parse(`"${name}"`)
  } catch {
    return name
  }
}
