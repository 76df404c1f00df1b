import { sql } from 'drizzle-orm'
import { boolean, jsonb, pgTable, primaryKey, serial, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { instant } from './columns.js'

/** What the owner changes while everything runs; the configuration wins over it. */
export const settings = pgTable('settings', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
  changedAt: instant('changed_at').notNull().defaultNow(),
})

export const ERRAND_KINDS = ['survey', 'pull', 'use', 'remove', 'verify', 'tune', 'reanalyse'] as const
export const ERRAND_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const

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
