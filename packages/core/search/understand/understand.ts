import { conceptsIn, narrower } from '../vocabulary.js'
import { combine } from './combine.js'
import { type Exclusion, findExclusions } from './exclude.js'
import { type Finding, settle } from './finding.js'
import { findCameras, findShares } from './gear.js'
import { findKind } from './kind.js'
import { type Reading, read } from './reading.js'
import { remainingText } from './remaining.js'
import type { Chip, KnownNames, Understood } from './understood.js'
import { localDay } from './when/calendar.js'
import { findWhen } from './when/find-when.js'
import { findWhere } from './where.js'
import { findWho } from './who.js'

export interface UnderstandOptions {
  now: Date
  /** IANA name of the owner's time zone; UTC is taken for one that does not exist */
  timeZone: string
  known: KnownNames
}

/**
 * What a question in Chinese, English or both asks for: when, where, who, of which kind and what not, and the words that
 * are left. Any text at all has an answer, always the same for the same question and day, in time linear in its length.
 *
 * A condition excludes photos for good, so that only what is unmistakable becomes one; everything else stays a word.
 */
export function understand(question: string, { now, timeZone, known }: UnderstandOptions): Understood {
  const today = localDay(now, timeZone)
  const reading = read(question)
  const found = settle([
    ...findWhen(reading, today),
    ...findWhere(reading, known.places),
    ...findWho(reading),
    ...findKind(reading),
    ...findCameras(reading, known.cameras),
    ...findShares(reading, known.shares),
  ])
  const certain = found.filter((one) => !one.doubtful)
  const exclusions = findExclusions(reading, certain)
  const denied = new Set(exclusions.flatMap((one) => one.findings))
  const wanted = certain.filter((one) => !denied.has(one) && !exclusions.some((other) => overlap(one, other)))
  const doubtful = found.filter((one) => one.doubtful && !exclusions.some((other) => overlap(one, other)))
  const meant = [...wanted, ...taken(doubtful, reading, [...wanted, ...exclusions])]
  const spans = [...meant, ...exclusions].sort((a, b) => a.start - b.start)
  const text = remainingText(reading, spans)
  return {
    text: text === '' && spans.length === 0 ? question.trim() : text,
    filter: combine(meant, today),
    not: { text: exclusions.flatMap((one) => one.words), filter: combine([...denied], today) },
    hints: hintsOf(meant, question),
    chips: spans.map((one) => chip(one, question)),
  }
}

/** Festivals are dates, and a couple is two people; captions say more of them now and then. */
const SHOWN: ReadonlySet<string> = new Set(['festival', 'couple', ...narrower('festival'), ...narrower('couple')])

function hintsOf(meant: Finding[], question: string): string[] {
  const phrases = meant.map((one) => question.slice(one.start, one.end))
  return phrases.filter((phrase) => conceptsIn(phrase).some(({ concept }) => SHOWN.has(concept)))
}

/** April alone is the month, and so is what is left of "Kyoto april"; with other words beside it, it may be a name. */
function taken(doubtful: Finding[], reading: Reading, others: { start: number; end: number }[]): Finding[] {
  if (doubtful.length === 0) return []
  const spans = [...doubtful, ...others].sort((a, b) => a.start - b.start)
  return remainingText(reading, spans) === '' ? doubtful : []
}

function overlap(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  return a.start < b.end && b.start < a.end
}

function chip(one: Finding | Exclusion, question: string): Chip {
  const kind = 'kind' in one ? one.kind : 'not'
  return { kind, phrase: question.slice(one.start, one.end), start: one.start, end: one.end, label: one.label }
}
