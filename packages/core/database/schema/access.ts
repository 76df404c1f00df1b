import { sql } from 'drizzle-orm'
import { char, integer, pgTable, serial, text } from 'drizzle-orm/pg-core'
import type { Scope } from '../../sign-in/scopes.js'
import { instant } from './columns.js'

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
