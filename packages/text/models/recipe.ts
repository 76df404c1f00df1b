/** What one model wants around a text, and how much of its vectors is kept. */
export interface TextRecipe {
  question(text: string): string
  passage(text: string): string
  /** the first so many dimensions are kept; undefined for all */
  dimensions?: number
}

/** Changes when passages are worded differently, so that all are embedded anew; see {@link ../photo-text}. */
export const TEXT_VERSION = 1

const asIs = (text: string) => text

/** Of each family its model card's own words; of models trained for it (Matryoshka) the first 256 dimensions. */
const FAMILIES: [RegExp, TextRecipe][] = [
  [
    /qwen3-embedding/i,
    {
      question: (text) =>
        `Instruct: Given a question about a photo, retrieve the descriptions of photos that it asks for\nQuery:${text}`,
      passage: asIs,
      dimensions: 256,
    },
  ],
  [/(^|[-_])e5[-_]/i, { question: (text) => `query: ${text}`, passage: (text) => `passage: ${text}` }],
  [
    /embeddinggemma/i,
    {
      question: (text) => `task: search result | query: ${text}`,
      passage: (text) => `title: none | text: ${text}`,
      dimensions: 256,
    },
  ],
  [
    /nomic-embed-text/i,
    {
      question: (text) => `search_query: ${text}`,
      passage: (text) => `search_document: ${text}`,
      dimensions: 256,
    },
  ],
]

/** @param name the model's file name */
export function recipeFor(name: string): TextRecipe {
  return FAMILIES.find(([family]) => family.test(name))?.[1] ?? { question: asIs, passage: asIs }
}
