import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  pgView,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant, photoId } from './columns.js'
import { photos } from './library.js'

/** What a photo is said to show. */
const said = () => ({
  category: text('category'),
  description: text('description'),
  objects: text('objects').array(),
  tags: text('tags').array(),
  emotion: text('emotion'),
  people: integer('people'),
  text: text('text'),
  sensitive: text('sensitive'),
})

export const analyses = pgTable(
  'analyses',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    photoId: photoId()
      .notNull()
      .references(() => photos.id, { onDelete: 'cascade' }),
    /** What asked for it: one answer per photo and request, so that a job delivered twice stores one. */
    request: text('request').notNull(),
    valid: boolean('valid').notNull(),
    language: text('language').notNull(),
    model: text('model').notNull(),
    promptVersion: text('prompt_version').notNull(),
    ...said(),
    /** The model's answer as it came. */
    raw: text('raw').notNull(),
    /** Fields of a valid analysis that could not be understood in the answer; they are null. */
    absent: text('absent').array().notNull().default(sql`'{}'`),
    repaired: boolean('repaired').notNull(),
    attempts: smallint('attempts').notNull(),
    milliseconds: integer('milliseconds').notNull(),
    promptTokens: integer('prompt_tokens').notNull(),
    cachedTokens: integer('cached_tokens'),
    completionTokens: integer('completion_tokens').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [unique('analyses_photo_request').on(t.photoId, t.request), index('analyses_created').on(t.createdAt)],
)

/**
 * What the owner says of a photo, apart from its analyses, so that no answer of a model touches it. Null (or, of tags,
 * nothing) leaves a field to the model. A photo with edits cannot be deleted.
 */
export const photoEdits = pgTable('photo_edits', {
  photoId: photoId()
    .primaryKey()
    .references(() => photos.id),
  tagsAdded: text('tags_added').array().notNull().default(sql`'{}'`),
  /** Folded like `plainName` does; neither tags nor objects of any analysis show them. */
  tagsRemoved: text('tags_removed').array().notNull().default(sql`'{}'`),
  description: text('description'),
  category: text('category'),
  emotion: text('emotion'),
  people: integer('people'),
  sensitive: text('sensitive'),
  /** When each field was last edited, ISO 8601; fields that the owner has given back are not in it. */
  edited: jsonb('edited').$type<Partial<Record<EditedField, string>>>().notNull().default({}),
  /** Raised with every change of words that embeddings are made from. */
  revision: integer('revision').notNull().default(0),
})

/** The fields of an analysis that the owner can correct. */
export const editedFields = ['tags', 'description', 'category', 'emotion', 'people', 'sensitive'] as const
export type EditedField = (typeof editedFields)[number]

/**
 * What is said of a photo: its current analysis as the owner has corrected it. The only place where both are joined:
 * whatever shows, finds, filters, embeds or announces photos reads this. A photo that was neither analysed nor edited has
 * no row. Its SQL is in the migration `human_edits`.
 */
export const currentAnalyses = pgView('current_analyses', {
  photoId: photoId().notNull(),
  ...said(),
  absent: text('absent').array().notNull(),
  edited: jsonb('edited').$type<Partial<Record<EditedField, string>>>().notNull(),
  revision: integer('revision').notNull(),
  /** From here on null where the model has not looked at the photo yet. */
  analysisId: bigint('analysis_id', { mode: 'number' }),
  language: text('language'),
}).existing()

/** What photos were before an edit, for a week, so that it can be undone: one row for each photo that it changed. */
export const editSteps = pgTable(
  'edit_steps',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    edit: uuid('edit').notNull(),
    photoId: photoId().notNull(),
    /** What the edit changed, as it was. */
    before: jsonb('before').$type<Record<string, unknown>>().notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [index('edit_steps_edit').on(t.edit), index('edit_steps_photo').on(t.photoId, t.id)],
)
