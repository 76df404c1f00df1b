import { and, asc, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { Database } from './database/connect.js'
import { tokens } from './database/schema.js'
import { PermanentError } from './errors.js'
import { say } from './sentences/say.js'
import { type Scope, USUAL_SCOPES, withIncluded } from './sign-in/scopes.js'
import { hashOfRandom, newSecret } from './sign-in/secret-hash.js'

/** How exactly it is known when a token was used last. */
const USED_EVERY_S = 60

/**
 * Makes an access token; its text is returned once and only its hash is kept.
 * @param options.scopes what it may do; what comes along with them is added
 * @param options.expiresAt when it stops to open anything; never, when left out
 * @throws PermanentError `token_name_taken`
 */
export async function createToken(
  db: Database,
  name: string,
  { scopes = USUAL_SCOPES, expiresAt }: { scopes?: readonly Scope[]; expiresAt?: Date | undefined } = {},
): Promise<string> {
  const text = newSecret('alb_')
  const made = await db
    .insert(tokens)
    .values({ name, hash: hashOfRandom(text), scopes: withIncluded(scopes), expiresAt: expiresAt ?? null })
    .onConflictDoNothing()
    .returning({ id: tokens.id })
  if (made.length === 0) throw new PermanentError('token_name_taken', say('token_name_taken', { name }))
  return text
}

export async function listTokens(db: Database) {
  return await db
    .select({
      ...{ id: tokens.id, name: tokens.name, scopes: tokens.scopes },
      ...{ createdAt: tokens.createdAt, expiresAt: tokens.expiresAt, lastUsedAt: tokens.lastUsedAt },
    })
    .from(tokens)
    .orderBy(asc(tokens.name))
}

export async function removeToken(db: Database, name: string): Promise<boolean> {
  return (await db.delete(tokens).where(eq(tokens.name, name)).returning({ id: tokens.id })).length > 0
}

/** What a token may do, unless it is not known or has expired; remembers that it was used. */
export async function acceptToken(
  db: Database,
  text: string,
): Promise<{ id: number; name: string; scopes: Scope[] } | undefined> {
  const [found] = await db
    .select({
      token: { id: tokens.id, name: tokens.name, scopes: tokens.scopes },
      stale: sql<boolean>`coalesce(${tokens.lastUsedAt} < now() - make_interval(secs => ${USED_EVERY_S}), true)`,
    })
    .from(tokens)
    .where(and(eq(tokens.hash, hashOfRandom(text)), or(isNull(tokens.expiresAt), gt(tokens.expiresAt, sql`now()`))))
  if (found?.stale) await db.update(tokens).set({ lastUsedAt: sql`now()` }).where(eq(tokens.id, found.token.id))
  return found?.token
}
