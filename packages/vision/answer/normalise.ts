import { ANALYSIS_KEYS, type Analysis, CATEGORIES, EMOTIONS, LIMITS, SENSITIVITIES } from '../schema.js'
import type { DecodedObject } from './decode.js'
import { agreed, candidates, type Fields, isMembers } from './fields.js'
import { type Read, UNREADABLE } from './read.js'
import { CATEGORY_WORDS, countOf, EMOTION_WORDS, NOTHING, plainWord, SENSITIVE_WORDS } from './words.js'

/**
 * Brings decoded objects into the shape of an analysis where their meaning is plain: spelling of keys and enum values,
 * wrappers, counts in words, lists written as text, over-long texts. It adds nothing: what is absent or null stays
 * absent, what is said in two ways is unreadable, and what is unclear stays as it came, for the validation to refuse.
 */
export function normalise(objects: readonly DecodedObject[]): Fields {
  let fields: Fields = {}
  for (const object of objects) {
    const own: Fields = {}
    for (const [key, values] of candidates(object)) own[key] = agreed(values.map((value) => normalised(key, value)))
    fields = object.replaces ? { ...fields, ...own } : both(fields, own)
  }
  return fields
}

function both(one: Fields, other: Fields): Fields {
  const keys = ANALYSIS_KEYS.filter((key) => key in one || key in other)
  return Object.fromEntries(
    keys.map((key) => [
      key,
      // What became doubtful once stays so, whatever a third object says.
      key in one && key in other && one[key] === UNREADABLE ? UNREADABLE : agreed([one[key], other[key]]),
    ]),
  )
}

function normalised(key: keyof Analysis, value: Read): unknown {
  const plain = unwrapped(value)
  return plain === null || plain === UNREADABLE ? plain : FIELD[key](plain)
}

/** `{"value": "travel", "confidence": 0.9}` is travel. */
function unwrapped(value: Read): Read {
  if (!isMembers(value)) return value
  const named = value.members.filter(([key]) => /^(?:value|name|label|count|值|名称)$/i.test(key))
  return named.length === 1 && named[0] ? named[0][1] : value
}

const FIELD: Record<keyof Analysis, (value: Read) => unknown> = {
  category: (value) => enumValue(value, CATEGORIES, CATEGORY_WORDS),
  description: (value) => text(value, LIMITS.description),
  objects: list,
  tags: list,
  emotion: (value) => enumValue(value, EMOTIONS, EMOTION_WORDS),
  people: (value) => {
    const count = countOf(value)
    return count === undefined ? value : Math.min(count, LIMITS.people)
  },
  text: (value) => {
    const plain = text(value, LIMITS.text)
    return typeof plain === 'string' && NOTHING.has(plainWord(plain)) ? '' : plain
  },
  // `false` can only mean none; `true` does not say of which kind.
  sensitive: (value) => (value === false ? 'none' : enumValue(value, SENSITIVITIES, SENSITIVE_WORDS)),
}

/**
 * The enum value that a word means: itself, a synonym, or both side by side ("travel/旅行"). A gloss in brackets may
 * say anything but another value.
 */
function enumValue(value: Read, values: readonly string[], words: Record<string, string>): unknown {
  const single = Array.isArray(value) && value.length === 1 ? value[0] : value
  if (typeof single !== 'string') return value
  const meaning = (part: string): string | undefined => {
    const word = plainWord(part).replaceAll(/[\s-]+/g, '_')
    return values.includes(word) ? word : Object.hasOwn(words, word) ? words[word] : undefined
  }
  const parts = (all: string) =>
    all
      .normalize('NFKC')
      .split(/[/|,、;]/)
      .filter((part) => plainWord(part) !== '')
      .map(meaning)
  const said = new Set([meaning(single) ?? parts(single.replace(/[（(][^）)]*[）)]/g, ''))].flat())
  const gloss = [...single.matchAll(/[（(]([^）)]*)[）)]/g)].flatMap((match) => parts(match[1] ?? ''))
  const [only] = said
  return said.size === 1 && only && gloss.every((other) => other === undefined || other === only) ? only : single
}

/** "..." and leftovers of broken structure are no text. */
export const LEFTOVERS = /^["'“”{}[\],:：，\\.…\s]+$/

/** One line of well-formed text without control characters (Postgres refuses U+0000), at most that long. */
function text(value: Read, limit: number): unknown {
  if (Array.isArray(value) && value.every((part) => typeof part === 'string')) return text(value.join(' '), limit)
  if (typeof value !== 'string') return value
  const line = value
    .replace(/\p{Surrogate}|[\u200B\u2060\uFEFF]/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  if (line !== '' && LEFTOVERS.test(line)) return UNREADABLE
  return cut(line, limit)
}

/** Cuts between characters, never inside a surrogate pair. */
function cut(line: string, limit: number): string {
  if (line.length <= limit) return line
  const half = /[\uD800-\uDBFF]/.test(line[limit - 1] ?? '')
  return line.slice(0, half ? limit - 1 : limit).trimEnd()
}

function list(value: Read): unknown {
  const items = typeof value === 'string' ? value.split(/[,，、;；|\n]/).map(withoutBullet) : value
  if (!Array.isArray(items)) return value
  const lines = items.map(unwrapped).map((item) => (Array.isArray(item) ? UNREADABLE : text(item, LIMITS.listItem)))
  if (!lines.every((line) => typeof line === 'string')) return UNREADABLE
  const said = lines.filter((line) => line !== '')
  if (said.length === 1 && NOTHING.has(plainWord(said[0] ?? ''))) return []
  const distinct = new Map(said.toReversed().map((line) => [line.toLowerCase(), line]))
  return [...distinct.values()].toReversed().slice(0, LIMITS.listItems)
}

function withoutBullet(item: string): string {
  return item.replace(/^\s*(?:[-*•]|\d+[.)、])\s+/, '')
}
