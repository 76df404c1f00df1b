import type { Finding } from '../finding.js'
import type { DayRange } from '../understood.js'
import { EARLIEST, plusDays, yearOf } from './calendar.js'
import { rangeLabel } from './label.js'
import type { Label } from './part.js'
import type { Period } from './periods.js'
import { THIRDS, thirdOf, thirdOfRecurring } from './thirds.js'

const TO = /^(?: ?[-–—~] ?| ?(?:to|until|till|through|thru) (?:the )?| ?(?:到|至|直到) ?)$/
const AND = /^ ?(?:and|和|与) ?$/
const BETWEEN = /(?:\bbetween |在|介于)$/
const FROM = /(?:\b(?:from|between) (?:the )?|从|自)$/
const OPEN = /\b(since|after|before|until|till) (?:the )?$/
const ZH_OPEN = /^(?:年?(?:以前|之前)|以来|以后|之后|后(?=的|$)|前(?=的|$)|起(?!床|飞|舞|来)|开始)/
const SHARE = /(?:^|[^a-z])(early|mid|late|(?:the )?(?:beginning|start|middle|end) of)[ -](?:the )?$/
const LEAD_IN = /(?:^|[^\w])((?:in|on|during|from|at|around) (?:the )?)$/

/** Periods as they are asked for: parts of them, from one to another, before or since one, or as they are. */
export function rangesOf(periods: Period[], folded: string, today: string): Finding[] {
  const found: Finding[] = []
  const shared = periods.map((period) => share(period, folded))
  for (let i = 0; i < shared.length; i++) {
    const a = shared[i] as Period
    const b = shared[i + 1]
    const both = b && fromTo(a, b, folded)
    if (both) i++
    found.push(finding(both ?? open(a, folded, today) ?? a, folded))
  }
  return found
}

function finding(period: Period, folded: string): Finding {
  const { end, label, doubtful, ranges, everyYear, recurring } = period
  const lead = LEAD_IN.exec(folded.slice(Math.max(0, period.start - 12), period.start))?.[1] ?? ''
  const base = { start: period.start - lead.length, end, label, ...(doubtful ? { doubtful } : {}) }
  if (ranges) return { ...base, kind: 'days', asks: { days: ranges } }
  if (everyYear) return { ...base, kind: 'everyYear', asks: { everyYear } }
  return { ...base, kind: 'days', asks: {}, ...(recurring ? { moving: recurring } : {}) }
}

/** From one period to the next; what one of them does not say (the year) the other does. */
function fromTo(a: Period, b: Period, folded: string): Period | undefined {
  const gap = folded.slice(a.end, b.start)
  const before = folded.slice(Math.max(0, a.start - 16), a.start)
  if (!TO.test(gap) && !(AND.test(gap) && BETWEEN.test(before))) return undefined
  const lead = FROM.exec(before)?.[0].length ?? 0
  const span = { start: a.start - lead, end: b.end }
  const [first, last] = definite(a, b)
  if (first && last) {
    const range = { from: first.from, to: last.to }
    return range.to < range.from ? undefined : { ...span, ranges: [range], label: rangeLabel(range) }
  }
  const [from, to] = [a.everyYear?.[0], b.everyYear?.[0]]
  if (!from || !to) return undefined
  const label = { en: `${a.label.en} – ${b.label.en}`, zh: `${a.label.zh}至${b.label.zh}` }
  return { ...span, everyYear: [{ from: from.from, to: to.to }], label }
}

function definite(a: Period, b: Period): [DayRange | undefined, DayRange | undefined] {
  const [first, last] = [a.ranges?.[0], b.ranges?.at(-1)]
  if (first && last) return [first, last]
  if (last && a.recurring) {
    const year = yearOf(last.to)
    const found = [year, year - 1].map((one) => a.recurring?.occurrence(one)).find((one) => one && one.from <= last.to)
    return [found, last]
  }
  if (first && b.recurring) {
    const year = yearOf(first.from)
    return [
      first,
      [year, year + 1].map((one) => b.recurring?.occurrence(one)).find((one) => one && one.to >= first.from),
    ]
  }
  return [undefined, undefined]
}

/** Since, after, before, until. */
function open(period: Period, folded: string, today: string): Period | undefined {
  const before = OPEN.exec(folded.slice(Math.max(0, period.start - 12), period.start))
  const after = before ? null : ZH_OPEN.exec(folded.slice(period.end, period.end + 4))
  const word = before?.[1] ?? after?.[0]
  const range = word && (period.ranges?.[0] ?? latest(period, today))
  if (!word || !range) return undefined
  const ends = openEnds(word, range, today)
  if (ends.to < ends.from) return undefined
  const start = before ? period.start - before[0].length : period.start
  return { start, end: period.end + (after?.[0].length ?? 0), ranges: [ends], label: openLabel(word, period) }
}

function openLabel(word: string, { label }: Period): Label {
  if (/^(?:before|年?(?:以前|之前)|前)$/.test(word)) return { en: `before ${label.en}`, zh: `${label.zh}以前` }
  if (/^(?:until|till)$/.test(word)) return { en: `until ${label.en}`, zh: `${label.zh}及以前` }
  if (/^(?:after|以后|之后|后)$/.test(word)) return { en: `after ${label.en}`, zh: `${label.zh}以后` }
  return { en: `since ${label.en}`, zh: `${label.zh}以来` }
}

function openEnds(word: string, range: DayRange, today: string): DayRange {
  const last = today > range.to ? today : range.to
  if (/^(?:before|年?(?:以前|之前)|前)$/.test(word)) return { from: EARLIEST, to: plusDays(range.from, -1) }
  if (/^(?:until|till)$/.test(word)) return { from: EARLIEST, to: range.to }
  if (/^(?:after|以后|之后|后)$/.test(word)) return { from: plusDays(range.to, 1), to: last }
  return { from: range.from, to: last }
}

/** The latest that has begun. */
function latest({ recurring }: Period, today: string): DayRange | undefined {
  const year = yearOf(today)
  return [year, year - 1].map((one) => recurring?.occurrence(one)).find((one) => one && one.from <= today)
}

/** Early 2020, late May, the end of summer. */
function share(period: Period, folded: string): Period {
  const before = SHARE.exec(folded.slice(Math.max(0, period.start - 22), period.start))
  const word = before?.[1]
  if (!before || !word) return period
  const third = /early|beginning|start/.test(word) ? 0 : /mid/.test(word) ? 1 : 2
  const name = THIRDS[third]
  const start = period.start - (before[0].length - before[0].indexOf(word))
  const label = { en: `${name.en} ${period.label.en}`, zh: `${period.label.zh}${name.zh}` }
  if (period.ranges) return { ...period, start, label, ranges: period.ranges.map((range) => thirdOf(range, third)) }
  if (!period.recurring) return period
  const recurring = thirdOfRecurring(period.recurring, third)
  return { start, end: period.end, label, recurring, everyYear: recurring.everyYear }
}
