import { jsonrepair } from 'jsonrepair'

/** Longest answer that is looked at; a real one has under two thousand characters. */
const MAX_LENGTH = 100_000
const MAX_CANDIDATES = 6

/**
 * What an answer may mean as JSON, the most trustworthy reading first: as it stands, without thinking, inside code
 * fences, between its outermost braces, and the same repaired. Never throws.
 */
export function* decode(raw: string): Generator<{ value: unknown; verbatim: boolean }> {
  const verbatim = parsed(raw)
  if (verbatim !== undefined) yield { value: verbatim, verbatim: true }
  const pieces = candidates(withoutThinking(raw.slice(0, MAX_LENGTH)))
  for (const piece of pieces) {
    const value = parsed(piece)
    if (value !== undefined) yield { value, verbatim: false }
  }
  for (const piece of pieces) {
    const value = repaired(piece)
    if (value !== undefined) yield { value, verbatim: false }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function repaired(text: string): unknown {
  try {
    return JSON.parse(jsonrepair(asciiStructure(text)))
  } catch {
    return undefined
  }
}

/** Thinking ends with its closing tag; an opening tag that was never closed leaves no answer. */
function withoutThinking(raw: string): string {
  return raw.replace(/^[\s\S]*<\/think(?:ing)?>/i, '').replace(/<think(?:ing)?>[\s\S]*$/i, '')
}

function candidates(text: string): string[] {
  const fenced = [...text.matchAll(/```[a-z0-9]*\s*([\s\S]*?)(?:```|$)/gi)].map((match) => match[1] ?? '')
  // The last object is the final word of a model that drafts first.
  const pieces = [...fenced.reverse(), ...topLevelObjects(text).reverse(), fromFirstBrace(text)]
  return [...new Set(pieces.map((piece) => piece.trim()).filter((piece) => /[{｛]/.test(piece)))].slice(
    0,
    MAX_CANDIDATES,
  )
}

function fromFirstBrace(text: string): string {
  const start = text.search(/[{｛]/)
  return start < 0 ? '' : text.slice(start)
}

/** Balanced objects at the outermost level, braces inside strings aside. */
function topLevelObjects(text: string): string[] {
  const found: string[] = []
  let depth = 0
  let start = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (inString) {
      if (char === '\\') i++
      else if (char === '"') inString = false
    } else if (char === '"' && depth > 0) inString = true
    else if (char === '{' && depth++ === 0) start = i
    else if (char === '}' && depth > 0 && --depth === 0) found.push(text.slice(start, i + 1))
  }
  return found
}

const FULL_WIDTH: Record<string, string> = {
  '：': ':',
  '，': ',',
  '、': ',',
  '；': ',',
  '｛': '{',
  '｝': '}',
  '［': '[',
  '］': ']',
  '【': '[',
  '】': ']',
}
const CLOSING: Record<string, string> = { '“': '”', '”': '”', '「': '」', '『': '』', '＂': '＂' }

/** Chinese punctuation between the strings becomes JSON's; inside the strings it stays. */
function asciiStructure(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i)
    const closing = CLOSING[char]
    if (char === '"') {
      const end = stringEnd(text, i)
      out += text.slice(i, end)
      i = end - 1
    } else if (closing) {
      const end = text.indexOf(closing, i + 1)
      if (end < 0) return out + text.slice(i)
      out += JSON.stringify(text.slice(i + 1, end))
      i = end
    } else out += FULL_WIDTH[char] ?? char
  }
  return out
}

function stringEnd(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '"') return i + 1
  }
  return text.length
}
