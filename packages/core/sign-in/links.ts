import { and, eq, gt, lte, sql } from 'drizzle-orm'
import type { Queryable } from '../database/connect.js'
import { signInLinks } from '../database/schema.js'
import { hashOfRandom, newSecret } from './secret-hash.js'

/** How long a link may lie about, in minutes. */
export const LINK_MINUTES = { least: 15, usual: 60, first: 1_440, most: 1_440 }

/** Makes the secret of a link that lets the owner in once. Only its hash is kept. */
export async function createSignInLink(db: Queryable, minutes: number): Promise<string> {
  await db.delete(signInLinks).where(lte(signInLinks.expiresAt, sql`now()`))
  const secret = newSecret()
  const expiresAt = sql`now() + make_interval(mins => ${minutes})`
  await db.insert(signInLinks).values({ hash: hashOfRandom(secret), expiresAt })
  return secret
}

/** Uses a link up. @returns false when it is not known, was used or is too old */
export async function useSignInLink(db: Queryable, secret: string): Promise<boolean> {
  const used = await db
    .delete(signInLinks)
    .where(and(eq(signInLinks.hash, hashOfRandom(secret)), gt(signInLinks.expiresAt, sql`now()`)))
    .returning({ hash: signInLinks.hash })
  return used.length > 0
}

/** Whether it would let somebody in; it is not used up by that. */
export async function isSignInLink(db: Queryable, secret: string): Promise<boolean> {
  const where = and(eq(signInLinks.hash, hashOfRandom(secret)), gt(signInLinks.expiresAt, sql`now()`))
  return (await db.$count(signInLinks, where)) > 0
}

/** Makes all links worthless that were not used. */
export async function forgetSignInLinks(db: Queryable): Promise<void> {
  await db.delete(signInLinks)
}

/**
 * The link as the owner opens it. The secret stands behind the #, which browsers keep to themselves: no log of a server
 * or proxy has it, and no preview in a chat uses it up.
 */
export function signInAddress(base: string, secret: string): string {
  return `${base.replace(/\/+$/, '')}/sign-in#${secret}`
}
