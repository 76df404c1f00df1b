import { type Analysis, CATEGORIES, EMOTIONS, LIMITS, SENSITIVITIES } from '../schema.js'
import { fieldOf } from './keys.js'
import { CATEGORY_WORDS, countOf, EMOTION_WORDS, NO_TEXT, SENSITIVE_WORDS } from './words.js'

type Fields = Partial<Record<keyof Analysis, unknown>>

/**
 * Brings a decoded answer into the shape of an analysis where its meaning is plain: spelling of keys and enum values,
 * wrappers, counts in words, lists written as text, over-long texts. It adds nothing: what is absent, null or unclear
 * stays absent or as it came, for the validation to refuse.
 */
export function normalise(decoded: unknown): Fields {
  const found = collect(decoded, 0)
  const fields: Fields = {}
  for (const [key, value] of Object.entries(found) as [keyof Analysis, unknown][]) {
    if (value !== null && value !== undefined) fields[key] = FIELD[key](value)
  }
  return fields
}

const FIELD: Record<keyof Analysis, (value: unknown) => unknown> = {
  category: (value) => enumValue(value, CATEGORIES, CATEGORY_WORDS),
  description: (value) => text(value, LIMITS.description),
  objects: list,
  tags: list,
  emotion: (value) => enumValue(value, EMOTIONS, EMOTION_WORDS),
  people: (value) => {
    const count = countOf(value)
    return count !== undefined && count > LIMITS.people ? LIMITS.people : (count ?? value)
  },
  text: (value) => {
    const plain = text(value, LIMITS.text)
    return typeof plain === 'string' && NO_TEXT.has(plain.toLowerCase()) ? '' : plain
  },
  // `false` can only mean none; `true` does not say of which kind.
  sensitive: (value) => (value === false ? 'none' : enumValue(value, SENSITIVITIES, SENSITIVE_WORDS)),
}

/** Known fields of an object, and of the objects and one-element lists that wrap it. Exact names win over aliases. */
function collect(value: unknown, depth: number): Fields {
  if (Array.isArray(value)) return value.length === 1 && depth < 3 ? collect(value[0], depth + 1) : {}
  if (typeof value !== 'object' || value === null) return {}
  const fields: Fields = {}
  const entries = Object.entries(value)
  for (const [key, inner] of entries) if (fieldOf(key) === key) fields[key] = inner
  for (const [key, inner] of entries) {
    const field = fieldOf(key)
    if (field) fields[field] ??= inner
  }
  if (depth < 3) {
    for (const [key, inner] of entries) {
      if (fieldOf(key) || typeof inner !== 'object') continue
      for (const [field, nested] of Object.entries(collect(inner, depth + 1)))
        fields[field as keyof Analysis] ??= nested
    }
  }
  return fields
}

function enumValue(value: unknown, values: readonly string[], words: Record<string, string>): unknown {
  const single = Array.isArray(value) && value.length === 1 ? value[0] : value
  if (typeof single !== 'string') return value
  const word = single
    .replace(/[（(].*[）)]/g, '') // "travel (旅行)"
    .replace(/["'“”‘’「」.。!！]/g, '')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
  if (values.includes(word)) return word
  return Object.hasOwn(words, word) ? words[word] : single
}

/** One line of well-formed text without control characters (Postgres refuses U+0000), at most that long. */
function text(value: unknown, limit: number): unknown {
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value) && value.every((part) => typeof part === 'string')) return text(value.join(' '), limit)
  if (typeof value !== 'string') return value
  const line = value
    .replace(/\p{Surrogate}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  return cut(line, limit)
}

/** Cuts between characters, never inside a surrogate pair. */
function cut(line: string, limit: number): string {
  if (line.length <= limit) return line
  const half = /[\uD800-\uDBFF]/.test(line[limit - 1] ?? '')
  return line.slice(0, half ? limit - 1 : limit).trimEnd()
}

function list(value: unknown): unknown {
  const items = typeof value === 'string' ? value.split(/[,，、;；|\n]/) : value
  if (!Array.isArray(items)) return value
  const seen = new Map<string, string>()
  for (const item of items) {
    const words = text(nameOf(item), LIMITS.listItem)
    if (typeof words === 'string' && words !== '') {
      const key = words.toLowerCase()
      if (!seen.has(key)) seen.set(key, words)
    }
  }
  return [...seen.values()].slice(0, LIMITS.listItems)
}

/** `{"name": "red dress", "score": .9}` is the red dress; anything that has no name is dropped. */
function nameOf(item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return typeof item === 'string' ? item : undefined
  const named = item as Record<string, unknown>
  const name = named.name ?? named.label ?? named.object ?? named.tag ?? named.名称
  return typeof name === 'string' ? name : undefined
}
