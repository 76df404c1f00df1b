import { fold } from '../vocabulary/fold.js'
import { wholeWordsIn } from '../vocabulary.js'
import { setPhrasesIn } from './set-phrases.js'

/** A question as the finders look at it. All positions are the question's own. */
export interface Reading {
  question: string
  /** the same length as the question; see fold */
  folded: string
  /** Whether these positions cut through a word that has to be taken as a whole, or lie within one. */
  cutsWord(start: number, end: number): boolean
}

export function read(question: string): Reading {
  const folded = fold(question)
  const spans = [...wholeWordsIn(folded), ...setPhrasesIn(question, folded)]
  /** for each position the word it lies in, the longest where there are several; -1 for none */
  const wordAt = new Int32Array(folded.length).fill(-1)
  spans.sort((a, b) => a.end - a.start - (b.end - b.start))
  for (const [i, span] of spans.entries()) wordAt.fill(i, span.start, span.end)
  const leaves = (at: number, start: number, end: number) => {
    const span = spans[wordAt[at] ?? -1]
    return span !== undefined && (span.start < start || span.end > end)
  }
  return {
    question,
    folded,
    cutsWord: (start, end) => leaves(start, start, end) || leaves(end - 1, start, end),
  }
}
