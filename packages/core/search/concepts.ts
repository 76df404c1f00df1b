/**
 * What words mean, whatever the language: beach, seaside and 海边 are one concept. The seam to the bilingual vocabulary.
 */
export interface ConceptSpan {
  concept: string
  /** where its words stand in the text (UTF-16 positions) */
  start: number
  end: number
}

export interface Concepts {
  /** every concept that the text names */
  in(text: string): ConceptSpan[]
  /** the concept and all that are a kind of it: animal → animal, dog, cat … */
  under(concept: string): string[]
}

/** Without a vocabulary, words are only words. */
export const concepts: Concepts = { in: () => [], under: (concept) => [concept] }
