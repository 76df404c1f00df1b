import ignore from 'ignore'
import { PermanentError } from './errors.js'
import { say } from './sentences/say.js'

/** Results are remembered by path; anew from time to time, or a million paths would stay in memory. */
const REMEMBERED = 20_000
const MOST_LINES = 200
const MOST_CHARACTERS = 500

export type OwnersRules = (path: string, kind: 'file' | 'directory') => boolean

/**
 * What an owner wants left out of a share, by lines in the words of .gitignore: `Screenshots/`, `*.png`, `!keep.png`,
 * `/2019/**`. Capitals make no difference. Paths are relative to the share's root.
 * @returns undefined where there are no rules
 */
export function ownersRules(lines: readonly string[]): OwnersRules | undefined {
  if (lines.length === 0) return undefined
  const patterns = lines.map(composed)
  const make = () => ignore({ ignorecase: true }).add(patterns)
  let matcher = make()
  let asked = 0
  return (path, kind) => {
    if (++asked % REMEMBERED === 0) matcher = make()
    return matcher.ignores(composed(kind === 'directory' ? `${path}/` : path))
  }
}

/**
 * The lines as they are kept: without empty ones, and each once.
 * @throws PermanentError `ignore_rules` when they cannot be meant
 */
export function checkedRules(lines: readonly string[]): string[] {
  const kept = [...new Set(lines.map((line) => line.trim()).filter(Boolean))]
  const refuse = (sentence: string) => {
    throw new PermanentError('ignore_rules', sentence)
  }
  if (kept.length > MOST_LINES) refuse(say('rules_many', { most: MOST_LINES, got: kept.length }))
  const long = kept.find((line) => line.length > MOST_CHARACTERS)
  if (long) refuse(say('rules_long', { most: MOST_CHARACTERS, got: long.length }))
  const broken = kept.find((line) => /[\0\n\r]/.test(line) || !isUnderstood(line))
  if (broken !== undefined) refuse(say('rules_broken', { got: JSON.stringify(broken) }))
  return kept
}

function isUnderstood(line: string): boolean {
  try {
    ignore().add(line).ignores('photo.jpg')
    return true
  } catch {
    return false
  }
}

/** Macs take names apart into letters and accents, keyboards do not. */
const composed = (text: string) => text.normalize('NFC')
