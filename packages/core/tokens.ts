import { createHash, randomBytes } from 'node:crypto'
import { asc, count, eq, sql } from 'drizzle-orm'
import type { Database } from './database/connect.js'
import { tokens } from './database/schema.js'
import { PermanentError } from './errors.js'

/** Makes an access token; its text is returned once and only its hash is kept. @throws PermanentError `token_name_taken` */
export async function createToken(db: Database, name: string): Promise<string> {
  const text = `alb_${randomBytes(32).toString('base64url')}`
  const made = await db
    .insert(tokens)
    .values({ name, hash: hash(text) })
    .onConflictDoNothing()
    .returning({ id: tokens.id })
  if (made.length === 0) throw new PermanentError('token_name_taken', `A token named "${name}" exists already.`)
  return text
}

export async function listTokens(db: Database) {
  return await db
    .select({ id: tokens.id, name: tokens.name, createdAt: tokens.createdAt, lastUsedAt: tokens.lastUsedAt })
    .from(tokens)
    .orderBy(asc(tokens.name))
}

export async function removeToken(db: Database, name: string): Promise<boolean> {
  return (await db.delete(tokens).where(eq(tokens.name, name)).returning({ id: tokens.id })).length > 0
}

export async function hasTokens(db: Database): Promise<boolean> {
  const [row] = await db.select({ n: count() }).from(tokens)
  return (row?.n ?? 0) > 0
}

/** True when the token is known; remembers that it was used. */
export async function acceptToken(db: Database, text: string): Promise<boolean> {
  const found = await db
    .update(tokens)
    .set({ lastUsedAt: sql`now()` })
    .where(eq(tokens.hash, hash(text)))
    .returning({ id: tokens.id })
  return found.length > 0
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
