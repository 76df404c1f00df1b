import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  char,
  customType,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  pgView,
  primaryKey,
  real,
  serial,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Place } from '../place.js'
import type { Scope } from '../sign-in/scopes.js'

/**
 * The data model. Share: a watched root. File: a path in a share. Photo: distinct content, known by its sha256.
 * Analysis: one answer of one model about one photo. Edits: what the owner says of it, which wins. Outbox: what happened,
 * for webhooks and live views.
 */

export const ERRAND_KINDS = ['survey', 'pull', 'use', 'remove', 'verify', 'tune', 'reanalyse'] as const
export const ERRAND_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
const instant = (name: string) => timestamp(name, { withTimezone: true })
const photoId = (name = 'photo_id') => char(name, { length: 64 })

export const shares = pgTable('shares', {
  id: serial('id').primaryKey(),
  name: text('name').notNull().unique(),
  path: text('path').notNull().unique(),
  /** What the owner asked for: auto, native or poll. */
  mode: text('mode', { enum: ['auto', 'native', 'poll'] })
    .notNull()
    .default('auto'),
  /** What is left out, in the words of .gitignore, relative to the root. */
  ignore: text('ignore').array().notNull().default(sql`'{}'`),
  /** How it is watched now; null before the first look. */
  watching: text('watching', { enum: ['native', 'poll'] }),
  state: text('state', { enum: ['pending', 'online', 'offline'] })
    .notNull()
    .default('pending'),
  offlineReason: text('offline_reason'),
  /** Identity of the root directory when it was last seen, to tell a share from the empty mount point under it. */
  device: bigint('device', { mode: 'bigint' }),
  inode: bigint('inode', { mode: 'bigint' }),
  lastScanAt: instant('last_scan_at'),
  lastScan: jsonb('last_scan').$type<{ files: number; directories: number; milliseconds: number }>(),
  /** Raised by the owner to ask the watcher for a scan now; the watcher compares it with last_scan_at. */
  scanRequestedAt: instant('scan_requested_at'),
  createdAt: instant('created_at').notNull().defaultNow(),
})

export const photos = pgTable(
  'photos',
  {
    id: photoId('id').primaryKey(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    state: text('state', { enum: ['pending', 'analysed', 'failed'] }).notNull(),
    /** Why it failed: the stage, a stable code to group by, and a sentence for the owner. */
    failedStage: text('failed_stage', { enum: ['ingest', 'analyse'] }),
    failedCode: text('failed_code'),
    failedReason: text('failed_reason'),
    failedAt: instant('failed_at'),
    /** At least one file with this content is on a share. */
    present: boolean('present').notNull().default(true),
    format: text('format'),
    width: integer('width'),
    height: integer('height'),
    orientation: smallint('orientation'),
    /** Wall-clock time where the photo was taken; with its offset from UTC when that is known. */
    takenLocal: timestamp('taken_local', { mode: 'string' }),
    takenOffsetMinutes: smallint('taken_offset_minutes'),
    takenSource: text('taken_source', { enum: ['exif', 'name', 'mtime'] }),
    cameraMake: text('camera_make'),
    cameraModel: text('camera_model'),
    lens: text('lens'),
    exif: jsonb('exif').$type<Record<string, unknown>>(),
    latitude: doublePrecision('latitude'),
    longitude: doublePrecision('longitude'),
    altitude: real('altitude'),
    place: jsonb('place').$type<Place>(),
    phash: bigint('phash', { mode: 'bigint' }),
    colour: text('colour'),
    /** Marked by the owner. */
    favourite: boolean('favourite').notNull().default(false),
    /** Hidden by the owner: looked after as ever, and shown only when asked for. */
    hidden: boolean('hidden').notNull().default(false),
    /** The current analysis: the newest valid one. */
    analysisId: bigint('analysis_id', { mode: 'number' }),
    /** Copied from `current_analyses`, because every listing filters by it. */
    sensitive: text('sensitive'),
    createdAt: instant('created_at').notNull().defaultNow(),
    ingestedAt: instant('ingested_at'),
    analysedAt: instant('analysed_at'),
  },
  (t) => [
    index('photos_timeline').on(t.takenLocal.desc().nullsLast(), t.id.desc()).where(sql`present`),
    index('photos_unanalysed').on(t.state).where(sql`state <> 'analysed'`),
    index('photos_analysed_at').on(t.analysedAt),
    index('photos_favourites').on(t.takenLocal.desc().nullsLast(), t.id.desc()).where(sql`present and favourite`),
    index('photos_sensitive')
      .on(t.takenLocal.desc().nullsLast(), t.id.desc())
      .where(sql`present and sensitive <> 'none'`),
    index('photos_hidden').on(t.takenLocal.desc().nullsLast(), t.id.desc()).where(sql`present and hidden`),
  ],
)

export const files = pgTable(
  'files',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    shareId: integer('share_id')
      .notNull()
      .references(() => shares.id, { onDelete: 'cascade' }),
    /** Relative to the share's root; see file-path.ts for names that are not UTF-8. */
    path: text('path').notNull(),
    /** The folder part of path, '' for the root. */
    directory: text('directory').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    mtimeMs: bigint('mtime_ms', { mode: 'number' }).notNull(),
    state: text('state', { enum: ['present', 'missing'] })
      .notNull()
      .default('present'),
    /** failed: its bytes could not be read at all; a photo that was read but not understood fails as a photo. */
    ingest: text('ingest', { enum: ['pending', 'done', 'failed'] })
      .notNull()
      .default('pending'),
    failedCode: text('failed_code'),
    failedReason: text('failed_reason'),
    photoId: photoId().references(() => photos.id),
    firstSeenAt: instant('first_seen_at').notNull().defaultNow(),
    missingSince: instant('missing_since'),
  },
  (t) => [
    unique('files_share_path').on(t.shareId, t.path),
    index('files_share_directory').on(t.shareId, t.directory),
    index('files_photo').on(t.photoId),
    index('files_not_ingested').on(t.shareId).where(sql`ingest <> 'done'`),
  ],
)

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
    category: text('category'),
    description: text('description'),
    objects: text('objects').array(),
    tags: text('tags').array(),
    emotion: text('emotion'),
    people: integer('people'),
    text: text('text'),
    sensitive: text('sensitive'),
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
  category: text('category'),
  description: text('description'),
  objects: text('objects').array(),
  tags: text('tags').array(),
  emotion: text('emotion'),
  people: integer('people'),
  text: text('text'),
  sensitive: text('sensitive'),
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

/** What the owner changes while everything runs; the configuration wins over it. */
export const settings = pgTable('settings', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
  changedAt: instant('changed_at').notNull().defaultNow(),
})

/** What the owner asked a worker to do once, such as to download a model; see errands.ts. */
export const errands = pgTable(
  'errands',
  {
    id: serial('id').primaryKey(),
    kind: text('kind', { enum: ERRAND_KINDS }).notNull(),
    /** what it is about, such as a model's name; empty where there is only one of its kind */
    name: text('name').notNull().default(''),
    options: jsonb('options').$type<Record<string, unknown>>().notNull().default({}),
    state: text('state', { enum: ERRAND_STATES }).notNull().default('waiting'),
    /** the owner has had enough of it; the worker ends it */
    cancelled: boolean('cancelled').notNull().default(false),
    /** which worker does it */
    worker: text('worker'),
    progress: jsonb('progress').$type<Record<string, unknown>>(),
    result: jsonb('result').$type<Record<string, unknown>>(),
    /** Why it failed, or why it has to be tried again: a stable code and a sentence. */
    problem: jsonb('problem').$type<{ code: string; message: string }>(),
    tries: smallint('tries').notNull().default(0),
    notBefore: instant('not_before').notNull().defaultNow(),
    createdAt: instant('created_at').notNull().defaultNow(),
    endedAt: instant('ended_at'),
  },
  (t) => [uniqueIndex('errands_open').on(t.kind, t.name).where(sql`ended_at is null`)],
)

export const outbox = pgTable(
  'outbox',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    type: text('type').notNull(),
    photoId: photoId(),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** When its webhook deliveries were created; null until then. */
    relayedAt: instant('relayed_at'),
  },
  (t) => [index('outbox_unrelayed').on(t.id).where(sql`relayed_at is null`), index('outbox_created').on(t.createdAt)],
)

export const webhooks = pgTable('webhooks', {
  id: serial('id').primaryKey(),
  url: text('url').notNull(),
  /** Event types it wants; empty for all. */
  events: text('events').array().notNull().default(sql`'{}'`),
  /** Standard Webhooks secret: whsec_ followed by base64. */
  secret: text('secret').notNull(),
  enabled: boolean('enabled').notNull().default(true),
  /** The owner lets it reach addresses of the own network and of this machine. */
  privateNetwork: boolean('private_network').notNull().default(false),
  /** The owner lets it be told what an analysis said about sensitive photos. */
  sensitive: boolean('sensitive').notNull().default(false),
  createdAt: instant('created_at').notNull().defaultNow(),
})

export const deliveries = pgTable(
  'deliveries',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    webhookId: integer('webhook_id')
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    eventId: bigint('event_id', { mode: 'number' })
      .notNull()
      .references(() => outbox.id, { onDelete: 'cascade' }),
    photoId: photoId(),
    state: text('state', { enum: ['pending', 'delivered', 'failed'] })
      .notNull()
      .default('pending'),
    attempts: smallint('attempts').notNull().default(0),
    lastStatus: smallint('last_status'),
    lastError: text('last_error'),
    lastAttemptAt: instant('last_attempt_at'),
    deliveredAt: instant('delivered_at'),
  },
  (t) => [
    uniqueIndex('deliveries_event').on(t.eventId, t.webhookId),
    index('deliveries_pending').on(t.webhookId, t.photoId, t.eventId).where(sql`state = 'pending'`),
  ],
)

export const tokens = pgTable('tokens', {
  id: serial('id').primaryKey(),
  name: text('name').notNull().unique(),
  /** sha256 of the token, hex. */
  hash: char('hash', { length: 64 }).notNull().unique(),
  /** What it may do; see sign-in/scopes.ts. */
  scopes: text('scopes').array().$type<Scope[]>().notNull().default(sql`'{}'`),
  createdAt: instant('created_at').notNull().defaultNow(),
  /** When it stops to open anything; null for never. */
  expiresAt: instant('expires_at'),
  lastUsedAt: instant('last_used_at'),
})

/** The owner's password, and the PIN of the vault. */
export const credentials = pgTable('credentials', {
  kind: text('kind', { enum: ['password', 'pin'] }).primaryKey(),
  /** scrypt with its parameters and salt; see sign-in/secret-hash.ts. */
  hash: text('hash').notNull(),
  changedAt: instant('changed_at').notNull().defaultNow(),
  /** Wrong attempts since the last right one, so that a restart gives nobody new ones. */
  failures: integer('failures').notNull().default(0),
  lastFailedAt: instant('last_failed_at'),
})

/** Links that let the owner in once, without a password. */
export const signInLinks = pgTable('sign_in_links', {
  /** sha256 of its secret, hex. */
  hash: char('hash', { length: 64 }).primaryKey(),
  createdAt: instant('created_at').notNull().defaultNow(),
  expiresAt: instant('expires_at').notNull(),
})

/** Browsers that are signed in (owner), or that keep the vault open for someone let in by other means (vault). */
export const sessions = pgTable('sessions', {
  id: serial('id').primaryKey(),
  kind: text('kind', { enum: ['owner', 'vault'] }).notNull(),
  /** sha256 of the cookie, hex. */
  hash: char('hash', { length: 64 }).notNull().unique(),
  userAgent: text('user_agent').notNull(),
  address: text('address').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
  lastSeenAt: instant('last_seen_at').notNull().defaultNow(),
  expiresAt: instant('expires_at').notNull(),
  /** Until when it shows sensitive photos; null when the vault is closed. */
  vaultUntil: instant('vault_until'),
})

/** What each running process says about itself, refreshed every few seconds. */
export const heartbeats = pgTable(
  'heartbeats',
  {
    service: text('service').notNull(),
    instance: text('instance').notNull(),
    seenAt: instant('seen_at').notNull().defaultNow(),
    info: jsonb('info').$type<Record<string, unknown>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.service, t.instance] })],
)

/**
 * What each running process has counted, for Prometheus (see metrics/publish.ts). Unlogged: nothing of it must survive a
 * crash, and it costs no write-ahead log.
 */
export const processMetrics = pgTable(
  'process_metrics',
  {
    service: text('service').notNull(),
    instance: text('instance').notNull(),
    host: text('host').notNull(),
    seenAt: instant('seen_at').notNull().defaultNow(),
    snapshot: jsonb('snapshot').$type<Record<string, unknown>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.service, t.instance] })],
)
