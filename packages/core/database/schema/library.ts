import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  real,
  serial,
  smallint,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core'
import type { Place } from '../../place.js'
import { instant, photoId } from './columns.js'

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
