import { z } from 'zod'
import { CATEGORIES, EMOTIONS, SENSITIVITIES } from '#vision/schema'
import { problemSchema } from './problem.js'

/** Text of a request: Postgres has no NUL. */
export const text = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine((value) => !value.includes('\0'), 'expected text without NUL characters')

export const photoId = z.string().regex(/^[0-9a-f]{64}$/, 'expected a photo id: 64 characters of 0-9 and a-f')
export const rowId = z.coerce.number().int().min(1).max(2_147_483_647)
export const sensitiveChoice = z
  .enum(['exclude', 'include', 'only'])
  .default('exclude')
  .describe('Photos that an analysis found sensitive are left out unless asked for.')
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
  category: z.enum(CATEGORIES),
  description: z.string(),
  objects: z.array(z.string()),
  tags: z.array(z.string()),
  emotion: z.enum(EMOTIONS),
  people: z.int(),
  text: z.string(),
  sensitive: z.enum(SENSITIVITIES),
}
export const analysisView = z.object({ ...analysisFields, language: z.string() }).meta({ id: 'Analysis' })

const fileName = z.object({ share: z.string(), path: z.string() })

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
    sensitive: z.string().nullable().describe('null until analysed'),
    favourite: z.boolean().describe('marked by the owner'),
    analysis: analysisView.nullable(),
    failure: z.object({ stage: z.string(), code: z.string(), reason: z.string(), at: instant.nullable() }).nullable(),
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

export const photoDetail = photoSummary
  .extend({
    analysis: z
      .object({
        ...analysisFields,
        ...provenanceFields,
        createdAt: instant,
      })
      .nullable(),
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
