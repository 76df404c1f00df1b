import { type Members, nextField, readObject } from './read.js'

/** Longest answer that is looked at; a real one has under two thousand characters. */
const MAX_LENGTH = 20_000
const MAX_OBJECTS = 20

export interface DecodedObject extends Members {
  /** the words before it say that it replaces the objects before it */
  replaces: boolean
}

/**
 * The objects that an answer holds, in their order, whatever stands around them: thinking, fences, prose, quotes that
 * make the whole answer a string. Never throws.
 */
export function decode(raw: string): DecodedObject[] {
  const text = plainly(withoutThinking(raw.slice(0, MAX_LENGTH)))
  const objects: DecodedObject[] = []
  let behind = 0
  while (objects.length < MAX_OBJECTS) {
    const start = Math.min(nextBrace(text, behind), nextField(text, behind))
    if (start >= text.length) break
    const { value, at } = readObject(text, start)
    objects.push({ ...value, replaces: REPLACES.test(text.slice(behind, start)) })
    behind = Math.max(at, start + 1)
  }
  return objects
}

/** "Correction:", "Final answer:": what follows is meant instead. A mere "Answer:" may begin another photo's. */
const REPLACES = /\b(?:correct(?:ed|ion)|final|revised)\b|更正|修正|纠正|最终/i

function nextBrace(text: string, from: number): number {
  const at = text.slice(from).search(/[{｛]/)
  return at < 0 ? text.length : from + at
}

/** Thinking ends with its closing tag; an opening tag that was never closed leaves no answer. */
function withoutThinking(raw: string): string {
  if (isJson(raw)) return raw // a tag inside it is part of a text
  return raw
    .replace(/^[\s\S]*<\/(?:think(?:ing)?|thought|reasoning)>/i, '')
    .replace(/<(?:think(?:ing)?|thought|reasoning)>[\s\S]*$/i, '')
}

/** Undoes what was done to the answer as a whole: escaped as a string, once or twice, or escaped for HTML. */
function plainly(text: string): string {
  if (!text.includes('"') && text.includes('&quot;')) {
    return text.replace(/&(quot|apos|#39|lt|gt|amp);/g, (_, name: string) => ENTITIES[name] ?? '')
  }
  let plain = text
  for (let i = 0; i < 3 && isEscaped(plain); i++) {
    plain = plain.replace(/\\(["\\/nrt])/g, (_, char: string) => WHITE[char] ?? char)
  }
  return plain
}

/** Every quote between the outermost braces has a backslash. */
function isEscaped(text: string): boolean {
  const start = text.search(/[{｛]/)
  const object = text.slice(start, text.lastIndexOf('}') + 1 || text.length)
  return start >= 0 && /^.\s*(?:\\[nrt]\s*)*\\+"/.test(object) && !/[^\\]"/.test(object)
}

const WHITE: Record<string, string> = { n: '\n', r: '\r', t: '\t' }
const ENTITIES: Record<string, string> = { quot: '"', apos: "'", '#39': "'", lt: '<', gt: '>', amp: '&' }

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
