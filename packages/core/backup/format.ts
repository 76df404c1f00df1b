import { z } from 'zod'

/**
 * A backup is one gzip file of text, readable with `zcat`: a line of JSON that describes it, then for each table a line
 * with its name and columns, its rows in PostgreSQL's COPY text format (one row a line) and a line `\.`, and at last a
 * line of JSON with the number of rows and the sha256 of each table's rows. Without that last line it is not whole.
 */
export const FORMAT = 1
export const END_OF_ROWS = '\\.'

export const header = z.object({
  albumen: z.literal('backup'),
  format: z.int(),
  /** of the program that made it */
  version: z.string(),
  createdAt: z.iso.datetime(),
  /** the newest migration of its schema, by its time in milliseconds, and that one's name */
  schema: z.object({ when: z.number(), tag: z.string() }),
  photos: z.int().min(0),
  /** small files of the data folder beside the database, by their path in it */
  files: z.record(z.string(), z.string()),
})
export type BackupHeader = z.infer<typeof header>

export const tableLine = z.object({ table: z.string(), columns: z.array(z.string()).min(1) })
export type TableLine = z.infer<typeof tableLine>

export const footer = z.object({
  end: z.literal(true),
  tables: z.record(z.string(), z.object({ rows: z.int(), sha256: z.string() })),
  /** where each sequence of numbers has come to */
  sequences: z.record(z.string(), z.number()),
})
export type BackupFooter = z.infer<typeof footer>

/** Not kept: it is made from the rest, or says what is going on right now. */
export const LEFT_OUT = [
  'photo_search',
  'search_places',
  'search_stale',
  'photo_embeddings', // large, and made anew in the background
  'heartbeats',
  'process_metrics',
  'errands', // what was asked of a machine that may not be this one
  'sessions', // what was signed out since must not be signed in again
  'sign_in_links',
]

/** Of what happened, only what some webhook has not been told yet. */
export const PARTLY: Record<string, string> = {
  outbox: `relayed_at is null or exists (select 1 from deliveries d where d.event_id = outbox.id and d.state = 'pending')`,
  deliveries: `state = 'pending'`,
}

/**
 * Numbers that the world outside has seen since the backup: a webhook's receiver takes an event with a number that it
 * knows for a repetition. After a restore they go on far beyond.
 */
export const SEEN_OUTSIDE = ['outbox_id_seq', 'deliveries_id_seq']
export const LEAP = 10_000_000

/** Small files that belong to a library and are not in its database. */
export const KEPT_FILES = ['albumen.yaml', 'models/selected.json']
