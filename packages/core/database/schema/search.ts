import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  serial,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import type { Place } from '../../place.js'
import { bytea, instant, photoId, tsvector } from './columns.js'
import { photos } from './library.js'

/**
 * What search reads: one row a photo. The document holds the words and, as marks, what photos are filtered by (see
 * packages/core/search/marks.ts); it lies out of line, so that the rest stays narrow: what lists are sorted and counted by.
 * A trigger copies what changes in `photos` alone: present, favourite, hidden, sensitive, taken_local.
 */
export const photoSearch = pgTable(
  'photo_search',
  {
    photoId: photoId()
      .primaryKey()
      .references(() => photos.id, { onDelete: 'cascade' }),
    document: tsvector('document').notNull(),
    takenLocal: timestamp('taken_local', { mode: 'string' }),
    present: boolean('present').notNull().default(true),
    sensitive: boolean('sensitive').notNull().default(false),
    favourite: boolean('favourite').notNull().default(false),
    hidden: boolean('hidden').notNull().default(false),
    category: text('category'),
    emotion: text('emotion'),
    people: smallint('people'),
    placeId: integer('place_id').references(() => searchPlaces.id),
    camera: text('camera'),
    format: text('format'),
    phash: bigint('phash', { mode: 'bigint' }),
    /** shares with a present file of it */
    shares: integer('shares').array().notNull().default(sql`'{}'`),
    /** Makes the row so long that PostgreSQL moves the document out of line; compressed, it takes 40 bytes. */
    filler: text('filler').default(sql`repeat(' ', 2100)`),
  },
  (t) => [index('photo_search_document').using('gin', t.document)],
)

/** Every place that some photo has or had, once. */
export const searchPlaces = pgTable('search_places', {
  id: serial('id').primaryKey(),
  place: jsonb('place').$type<Omit<Place, 'distanceKm'>>().notNull().unique(),
})

/** Photos whose search document is out of date, in the order in which that happened; the same one may be there twice. */
export const searchStale = pgTable('search_stale', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  photoId: photoId().notNull(),
})

/** What semantic search compares: the direction of a photo's meaning, one for each photo, by the newest embedding model. */
export const photoEmbeddings = pgTable(
  'photo_embeddings',
  {
    photoId: photoId()
      .primaryKey()
      .references(() => photos.id, { onDelete: 'cascade' }),
    /** Model and version of the text it was made from; others are made anew. */
    version: text('version').notNull(),
    /** The analysis it was made from; null when there was none. */
    analysisId: bigint('analysis_id', { mode: 'number' }),
    /** The revision of the owner's edits that it was made from. */
    revision: integer('revision').notNull().default(0),
    /** A unit vector in 8 bits a dimension: each signed byte divided by 127. */
    vector: bytea('vector').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [index('photo_embeddings_version').on(t.version)],
)

/** Smart albums: questions that the owner keeps. */
export const savedSearches = pgTable('saved_searches', {
  id: serial('id').primaryKey(),
  name: text('name').notNull().unique(),
  /** The parameters of the search as its address has them. */
  query: jsonb('query').$type<Record<string, string>>().notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
})
