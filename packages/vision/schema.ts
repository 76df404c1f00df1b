import { z } from 'zod'
import type { JsonSchema } from './json-schema.js'

export const CATEGORIES = [
  'travel',
  'people',
  'party',
  'pets',
  'food',
  'nature',
  'city',
  'document',
  'screenshot',
  'vehicle',
  'home',
  'event',
  'art',
  'sport',
  'other',
] as const
export const EMOTIONS = ['warm', 'joyful', 'serene', 'lively', 'romantic', 'solemn', 'sad', 'neutral'] as const
export const SENSITIVITIES = ['none', 'id_document', 'financial', 'medical', 'intimate', 'other'] as const

export type Category = (typeof CATEGORIES)[number]
export type Emotion = (typeof EMOTIONS)[number]
export type Sensitivity = (typeof SENSITIVITIES)[number]

/** Upper bounds of the answer. Without them a constrained model may repeat itself until the token limit. */
export const LIMITS = { description: 400, listItems: 8, listItem: 40, people: 99, text: 300 } as const

const words = z.array(z.string().min(1).max(LIMITS.listItem)).max(LIMITS.listItems)

/**
 * What a model says about one photo. Enum values are stable English identifiers; free text is in the asked language.
 * The order of the keys is the order in which the model writes them: the decisions about privacy come last, when the
 * objects and the visible text have been named.
 */
export const analysisSchema = z.object({
  category: z.enum(CATEGORIES),
  /** one to three sentences */
  description: z.string().min(1).max(LIMITS.description),
  /** visible things, with their colour where it is salient */
  objects: words,
  /** scene words: beach, sunset, indoor */
  tags: words,
  emotion: z.enum(EMOTIONS),
  /** visible people, 0 to 99 */
  people: z.int().min(0).max(LIMITS.people),
  /** salient visible text, or empty */
  text: z.string().max(LIMITS.text),
  sensitive: z.enum(SENSITIVITIES),
})

export type Analysis = z.infer<typeof analysisSchema>
export const ANALYSIS_KEYS = Object.keys(analysisSchema.shape) as (keyof Analysis)[]

/** The same schema as JSON Schema, for servers that constrain by it and for the grammar. */
export const analysisJsonSchema = withoutDialect(z.toJSONSchema(analysisSchema))

/** Servers differ in the dialects they accept, and need none. */
function withoutDialect({ $schema: _, ...schema }: Record<string, unknown>): JsonSchema {
  return schema as JsonSchema
}
