import { z } from 'zod'
import { plainName } from '#core/search/marks'
import { say } from '#core/sentences/say'
import { CATEGORIES, EMOTIONS, LIMITS, SENSITIVITIES } from '#vision/schema'
import { photoId } from '../schemas.js'

/** As long as names are compared, see `plainName`. */
const LONGEST_TAG = 100
const LONGEST_DESCRIPTION = 2_000
/** Tags of one change. */
const MOST = 50

const withoutNul = (value: string) => !value.includes('\0')
const tag = z
  .string()
  .overwrite((text) => text.normalize('NFC').toWellFormed().replace(/\s+/g, ' ').trim())
  .min(1, say('tag_blank'))
  .max(LONGEST_TAG)
  .refine(withoutNul, say('text_nul'))
const tags = z.array(tag).max(MOST).optional()

const changeFields = {
  favourite: z.boolean().optional(),
  hidden: z.boolean().optional().describe('left out of everything unless asked for; it is still looked after'),
  tags: z
    .strictObject({
      add: tags.describe('they stay, whatever a model says later'),
      remove: tags.describe('tags or objects; they stay away, whatever a model says later'),
    })
    .refine(({ add = [], remove = [] }) => add.length + remove.length > 0, say('tags_none'))
    .refine(({ add = [], remove = [] }) => {
      const gone = new Set(remove.map(plainName))
      return !add.some((each) => gone.has(plainName(each)))
    }, 'expected each tag either to be added or to be removed')
    .nullable()
    .optional(),
  description: z
    .string()
    .overwrite((text) => text.toWellFormed().trim())
    .max(LONGEST_DESCRIPTION)
    .refine(withoutNul, say('text_nul'))
    .nullable()
    .optional(),
  category: z.enum(CATEGORIES).nullable().optional(),
  emotion: z.enum(EMOTIONS).nullable().optional(),
  people: z.int().min(0).max(LIMITS.people).nullable().optional(),
  sensitive: z
    .enum(SENSITIVITIES)
    .nullable()
    .optional()
    .describe('"none" is not private; anything else is, and takes effect at once'),
}
const ASKED = 'expected something to change'
const asksSomething = (change: object) => Object.values(change).some((value) => value !== undefined)

export const photoChange = z
  .strictObject(changeFields)
  .refine(asksSomething, ASKED)
  .describe('what is left out stays as it is; null gives a field back to the model')

/** Photos of one request: more of them are several requests. */
const MOST_PHOTOS = 5_000
export const photoIds = z.array(photoId).min(1).max(MOST_PHOTOS)

export const bulkChange = z
  .strictObject({ ids: photoIds, ...changeFields })
  .refine(({ ids: _, ...change }) => asksSomething(change), ASKED)

export const failedPhotos = z.array(
  z.object({
    id: z.string(),
    code: z.enum(['not_found', 'too_many_tags', 'changed_since', 'no_file']),
    reason: z.string().describe('for people'),
  }),
)

export const editResult = z
  .object({
    edit: z.string().nullable().describe('to undo it by, for a week; null when nothing changed'),
    changed: z.int().describe('photos that are other than before'),
    failed: failedPhotos.describe('photos that were left as they are; all others are as was asked for'),
  })
  .meta({ id: 'EditResult' })
