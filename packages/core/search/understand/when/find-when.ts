import type { Finding } from '../finding.js'
import { settle } from '../finding.js'
import type { Reading } from '../reading.js'
import { decadeRules } from './decades.js'
import { holidayRules } from './holidays.js'
import type { Part } from './part.js'
import { periodsOf } from './periods.js'
import { rangesOf } from './ranges.js'
import { relativeRules } from './relative.js'
import { seasonRules } from './seasons.js'
import { yearRules } from './years.js'

const rules = [...yearRules, ...decadeRules, ...relativeRules, ...seasonRules, ...holidayRules]

/**
 * Dates in a question: their parts first (2023, May, last year), then what the parts make together (May 2023), then what
 * leads from one to the next (May to July 2023).
 *
 * @param today the owner's local day
 */
export function findWhen(reading: Reading, today: string): Finding[] {
  const parts = settle(partsOf(reading, today))
  const periods = periodsOf(parts, reading.folded, today)
  return rangesOf(periods, reading.folded, today)
}

function partsOf(reading: Reading, today: string): Part[] {
  const parts: Part[] = []
  for (const { pattern, read } of rules) {
    for (const match of reading.folded.matchAll(pattern)) {
      const start = match.index
      const end = start + match[0].length
      if (end === start || reading.cutsWord(start, end)) continue
      const meaning = read(match, today)
      if (meaning) parts.push({ ...meaning, start, end })
    }
  }
  return parts
}
