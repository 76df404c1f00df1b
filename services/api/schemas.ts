import { z } from 'zod'
import { editedFields } from '#core/database/schema'
import { say } from '#core/sentences/say'
import { ANALYSIS_KEYS, CATEGORIES, EMOTIONS, SENSITIVITIES } from '#vision/schema'
import { problemSchema } from './problem.js'
import { told } from './told-view.js'

/** Text of a request: Postgres has no NUL. */
export const text = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine((value) => !value.includes('\0'), say('text_nul'))

export const photoId = z.string().regex(/^[0-9a-f]{64}$/, 'expected a photo id: 64 characters of 0-9 and a-f')
export const rowId = z.coerce.number().int().min(1).max(2_147_483_647)
export const sensitiveChoice = z
  .enum(['exclude', 'include', 'only'])
  .default('exclude')
  .describe('Private photos, by an analysis or by their owner, are left out unless asked for.')
export const hiddenChoice = z
  .enum(['exclude', 'include', 'only'])
  .default('exclude')
  .describe('Photos that the owner has hidden are left out unless asked for.')
export const pageSize = (usual: number, most: number) => z.coerce.number().int().min(1).max(most).default(usual)
const instant = z.string().describe('ISO 8601')

/** The errors a route may answer with, for the OpenAPI document. */
export function problems<Status extends number>(...statuses: Status[]) {
  const entries = statuses.map((status) => [
    status,
    { description: 'Problem', content: { 'application/problem+json': { schema: problemSchema } } },
  ])
  return Object.fromEntries(entries) as Record<
    Status,
    { content: { 'application/problem+json': { schema: typeof problemSchema } } }
  >
}

const name = z.object({ en: z.string(), zh: z.string() })
export const placeView = z
  .object({
    countryCode: z.string(),
    country: name,
    region: name.nullable(),
    city: name.nullable(),
    distanceKm: z.number().nullable(),
  })
  .meta({ id: 'Place' })

/** The fields of a model's answer; enum values are stable English identifiers, free text is in its language. */
export const analysisFields = {
  category: z.enum(CATEGORIES).nullable(),
  description: z.string(),
  objects: z.array(z.string()),
  tags: z.array(z.string()),
  emotion: z.enum(EMOTIONS).nullable(),
  people: z.int().nullable(),
  text: z.string(),
  sensitive: z.enum(SENSITIVITIES),
  absent: z
    .array(z.enum(ANALYSIS_KEYS as [string, ...string[]]))
    .describe('fields that could not be understood in the answer: null, or empty where they are lists or text'),
}
const language = z.string().nullable().describe('null where only the owner has said something so far')
const analysisView = z
  .object({ ...analysisFields, language })
  .describe('what the model says, as the owner has corrected it')
  .meta({ id: 'Analysis' })

/** Fields that the owner has said, and when. */
const edited = z
  .array(z.object({ field: z.enum(editedFields), at: instant }))
  .describe('fields edited by hand: no analysis changes them until they are given back')

const fileName = z.object({
  share: z.string(),
  path: z.string().describe('inside the share; names that are no UTF-8 are read as GBK or Windows-1252'),
})

export const photoSummary = z
  .object({
    id: z.string().describe('sha256 of the content, lower-case hex'),
    state: z.enum(['pending', 'analysed', 'failed']),
    takenAt: z.string().nullable().describe('ISO 8601 local time, with its offset from UTC when that is known'),
    takenSource: z.enum(['exif', 'name', 'mtime']).nullable(),
    format: z.string().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    bytes: z.int(),
    colour: z.string().nullable().describe('the dominant colour, to show until the thumbnail has loaded'),
    place: placeView.nullable(),
    sensitive: z.string().nullable().describe('null until analysed; anything but "none" is private'),
    favourite: z.boolean().describe('marked by the owner'),
    hidden: z.boolean().describe('by the owner: shown only when asked for'),
    analysis: analysisView.nullable(),
    edited,
    failure: z
      .object({ stage: z.string(), code: z.string(), reason: z.string(), told, at: instant.nullable() })
      .nullable(),
    files: z.array(fileName).describe('present files with this content'),
    ingestedAt: instant.nullable(),
    analysedAt: instant.nullable(),
  })
  .meta({ id: 'PhotoSummary' })
export type PhotoSummary = z.infer<typeof photoSummary>

/** How an analysis came about. */
export const provenanceFields = {
  language: z.string(),
  model: z.string(),
  promptVersion: z.string(),
  repaired: z.boolean(),
  attempts: z.int(),
  milliseconds: z.int(),
  tokens: z.object({ prompt: z.int(), cached: z.int().nullable(), completion: z.int() }),
}

/** The same fields, each of which may be null. */
function nullable<Fields extends Record<string, z.ZodType>>(fields: Fields) {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.nullable()])) as {
    [name in keyof Fields]: z.ZodNullable<Fields[name]>
  }
}

export const photoDetail = photoSummary
  .extend({
    analysis: z
      .object({
        ...analysisFields,
        ...nullable(provenanceFields),
        createdAt: instant.nullable(),
      })
      .nullable()
      .describe('how it came about is null where only the owner has said something so far'),
    said: z
      .object(analysisFields)
      .nullable()
      .describe('what the model says by itself, where the owner has edited it; null elsewhere'),
    files: z.array(
      fileName.extend({
        state: z.enum(['present', 'missing']),
        size: z.int(),
        modifiedAt: instant,
        firstSeenAt: instant,
      }),
    ),
    exif: z.record(z.string(), z.unknown()).nullable(),
    camera: z.object({ make: z.string().nullable(), model: z.string().nullable(), lens: z.string().nullable() }),
    location: z.object({ latitude: z.number(), longitude: z.number(), altitude: z.number().nullable() }).nullable(),
    orientation: z.int().nullable(),
    present: z.boolean(),
  })
  .meta({ id: 'Photo' })

/** `{items, next}`: `next` is the cursor of the following page, null at the end. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}
