import { baseForm } from './vocabulary/base-form.js'
import { dishNamed, dishOf } from './vocabulary/dishes.js'
import { fold } from './vocabulary/fold.js'
import { broader, conceptsIn } from './vocabulary.js'

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
  return asServed(text, found)
}

/** An animal beside a meal is one itself: chicken in "chicken salad" and "grilled chicken", 鱼 in 鱼汤. */
function asServed(text: string, spans: ConceptSpan[]): ConceptSpan[] {
  const meals = conceptPairs(text, spans).flatMap(([one, other]) => [
    ...(isFood(other) ? [one] : []),
    ...(isFood(one) ? [other] : []),
  ])
  return spans.map((span) =>
    meals.includes(span) ? { ...span, concepts: span.concepts.map((concept) => dishOf(concept) ?? concept) } : span,
  )
}

const isFood = ({ concepts }: ConceptSpan) => concepts.some((concept) => withBroader(concept).includes('food'))

/** What a question means by its words: fish are asked for in the sea and on a plate. */
export function askedSpans(question: string): ConceptSpan[] {
  return conceptSpans(question).map((span) => {
    const dish = dishNamed(baseForm(fold(question.slice(span.start, span.end))))
    return dish && !span.concepts.includes(dish) ? { ...span, concepts: [...span.concepts, dish] } : span
  })
}

/** Neighbours that belong together: red and dress in "red dress" and 红色的连衣裙, not in "red, a dress". */
export function conceptPairs(text: string, spans: ConceptSpan[]): [ConceptSpan, ConceptSpan][] {
  return spans.slice(1).flatMap((span, i): [ConceptSpan, ConceptSpan][] => {
    const before = spans[i] as ConceptSpan
    return /^[ 的]?$/.test(text.slice(before.end, span.start)) ? [[before, span]] : []
  })
}

/** Pictures of things and things made to look like others. */
const DEPICTIONS: ReadonlySet<string> = new Set(['painting', 'poster', 'sculpture', 'toy'])

/** Toys in the shape of something else. */
const TOY = /(?:\b(?:toy|plush|stuffed) |玩具|毛绒)$/
const LONGEST_TOY = 9

/** What is only depicted: a dog in "painting of a dog", "dog poster", "toy dog" and 狗的雕像. */
export function depicted(text: string, spans: ConceptSpan[]): ConceptSpan[] {
  const isDepiction = (span: ConceptSpan) =>
    span.concepts.some((concept) => withBroader(concept).some((one) => DEPICTIONS.has(one)))
  return spans.filter((span, i) => {
    const [before, after] = [spans[i - 1], spans[i + 1]]
    if (isDepiction(span)) return false
    if (TOY.test(text.slice(Math.max(0, span.start - LONGEST_TOY), span.start).toLowerCase()) && !isFood(span))
      return true
    if (after && isDepiction(after) && /^[ 的]?$/.test(text.slice(span.end, after.start))) return true
    return (
      before !== undefined &&
      isDepiction(before) &&
      /^ (?:of|showing) (?:an? |the )?$/.test(text.slice(before.end, span.start))
    )
  })
}

/** Words of which a longer one is made, each by what it means: birthday and cake for a birthday cake; none when one means nothing. */
export function partsOf(words: string): string[][] {
  const cut = [...segmenter.segment(words)].filter((part) => part.isWordLike).map((part) => part.segment)
  if (cut.length < 2) return []
  const parts = cut.map((part) => conceptSpans(part).flatMap((span) => span.concepts))
  return parts.every((part) => part.length > 0) ? parts : []
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

const widened = new Map<string, readonly string[]>()

/** The concept and all that it is a kind of: parrot → parrot, bird, animal. */
export function withBroader(concept: string): readonly string[] {
  const known = widened.get(concept) ?? [concept, ...broader(concept)]
  widened.set(concept, known)
  return known
}
