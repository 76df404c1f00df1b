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

/** What may not be missing: without a description there is nothing to keep, without the verdict no privacy. */
const INDISPENSABLE = ['description', 'sensitive'] as const satisfies (keyof Analysis)[]

/** An analysis of which some fields could not be understood and are left out. */
export type KeptAnalysis = Partial<Analysis> & Pick<Analysis, (typeof INDISPENSABLE)[number]>

export function isWorthKeeping(partial: Partial<Analysis>): partial is KeptAnalysis {
  return INDISPENSABLE.every((key) => partial[key] !== undefined)
}

/** The same for others to read: what is absent is null, or empty where it is a list or text. */
export function shownAnalysis(kept: { [key in keyof Analysis]?: Analysis[key] | null }, absent: string[]) {
  const { category = null, emotion = null, people = null } = kept
  return {
    category,
    description: kept.description ?? '',
    objects: kept.objects ?? [],
    tags: kept.tags ?? [],
    emotion,
    people,
    text: kept.text ?? '',
    sensitive: kept.sensitive ?? 'none',
    absent,
  }
}

export const ANALYSIS_KEYS = Object.keys(analysisSchema.shape) as (keyof Analysis)[]

/** The same schema as JSON Schema, for servers that constrain by it and for the grammar. */
export const analysisJsonSchema = withoutDialect(z.toJSONSchema(analysisSchema))

/** Servers differ in the dialects they accept, and need none. */
function withoutDialect({ $schema: _, ...schema }: Record<string, unknown>): JsonSchema {
  return schema as JsonSchema
}
