import { conceptsIn, narrower } from './vocabulary.js'

/** What words mean, whatever the language: beach, seaside and 海边 are one concept. */
export interface ConceptSpan {
  /** all that these words may mean */
  concepts: string[]
  /** where the words stand in the text (UTF-16 positions) */
  start: number
  end: number
}

/** Spans in the order of the text; of those that overlap the first, and of those that begin together the longest. */
export function conceptSpans(text: string): ConceptSpan[] {
  const byPlace = new Map<string, ConceptSpan>()
  for (const { concept, start, end } of conceptsIn(text)) {
    const known = byPlace.get(`${start}-${end}`)
    if (known) known.concepts.push(concept)
    else byPlace.set(`${start}-${end}`, { start, end, concepts: [concept] })
  }
  const found: ConceptSpan[] = []
  for (const span of [...byPlace.values()].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (span.start >= (found.at(-1)?.end ?? 0)) found.push(span)
  }
  return found
}

/** Neighbours that belong together: red and dress in "red dress" and 红色的连衣裙, not in "red, a dress". */
export function conceptPairs(text: string, spans: ConceptSpan[]): [ConceptSpan, ConceptSpan][] {
  return spans.slice(1).flatMap((span, i): [ConceptSpan, ConceptSpan][] => {
    const before = spans[i] as ConceptSpan
    return /^[ 的]?$/.test(text.slice(before.end, span.start)) ? [[before, span]] : []
  })
}

/** The concept and all that are a kind of it: animal → animal, dog, cat … */
export function withNarrower(concept: string): string[] {
  return [concept, ...narrower(concept)]
}
