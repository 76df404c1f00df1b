import { SIMPLIFIED } from './traditional.js'

const remembered = new Map<string, string>()

/**
 * Text made comparable: lower case, without accents, half-width, in simplified characters. Every UTF-16 unit stays in its
 * place, so that a position in the result is the same position in the text; what has no folded form of the same length
 * (İ, ﷺ, a pair of surrogates) stays as it is.
 */
export function fold(text: string): string {
  let folded = ''
  for (let i = 0; i < text.length; i++) {
    const unit = text[i] as string
    folded += isPlain(text.charCodeAt(i)) ? unit : foldUnit(unit)
  }
  return folded
}

/** ASCII that is not an upper-case letter. */
function isPlain(code: number): boolean {
  return code < 128 && (code < 65 || code > 90)
}

function foldUnit(unit: string): string {
  let folded = remembered.get(unit)
  if (folded === undefined) {
    folded = oneUnit(unit)
    // There are 65,536 of them at most.
    remembered.set(unit, folded)
  }
  return folded
}

function oneUnit(unit: string): string {
  if (unit === '\u2019' || unit === '\u2018') return "'"
  if (unit === '\u201c' || unit === '\u201d') return '"'
  const known = SIMPLIFIED.get(unit)
  if (known) return known
  const compatible = same(unit, unit.normalize('NFKC').toLowerCase())
  return same(compatible, compatible.normalize('NFD').replace(/\p{M}/gu, ''))
}

/** The folded form where it takes exactly the room of the original. */
function same(unit: string, folded: string): string {
  return folded.length === 1 ? folded : unit
}
