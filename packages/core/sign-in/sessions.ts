import { and, desc, eq, gt, lte, ne, or, sql } from 'drizzle-orm'
import type { Queryable } from '../database/connect.js'
import { sessions } from '../database/schema.js'
import { hashOfRandom, newSecret } from './secret-hash.js'

export type SessionKind = 'owner' | 'vault'

/** A session ends this long after it was seen last, and at any rate this long after it began. */
export const SESSION_DAYS = { idle: 30, absolute: 180 }
/** One that only keeps the vault open is gone soon. */
const VAULT_HOURS = 24
/** How exactly it is known when a session was seen last. */
const SEEN_EVERY_S = 60

export interface Session {
  id: number
  kind: SessionKind
  vaultUntil: Date | null
}

/** Begins a session. @returns the text of its cookie; only its hash is kept */
export async function createSession(
  db: Queryable,
  session: { kind: SessionKind; userAgent: string; address: string },
): Promise<{ id: number; cookie: string }> {
  await db.delete(sessions).where(or(lte(sessions.expiresAt, sql`now()`), isIdle))
  const cookie = newSecret()
  const hours = session.kind === 'owner' ? SESSION_DAYS.absolute * 24 : VAULT_HOURS
  const [made] = await db
    .insert(sessions)
    .values({
      ...{ kind: session.kind, hash: hashOfRandom(cookie), address: session.address },
      userAgent: session.userAgent.slice(0, 300),
      expiresAt: sql`now() + make_interval(hours => ${hours})`,
    })
    .returning({ id: sessions.id })
  return { id: made?.id as number, cookie }
}

/** The session of a cookie, unless it has ended; remembers that it was seen. */
export async function findSession(db: Queryable, cookie: string): Promise<Session | undefined> {
  const [found] = await db
    .select({
      session: { id: sessions.id, kind: sessions.kind, vaultUntil: sessions.vaultUntil },
      stale: sql<boolean>`${sessions.lastSeenAt} < now() - make_interval(secs => ${SEEN_EVERY_S})`,
    })
    .from(sessions)
    .where(and(eq(sessions.hash, hashOfRandom(cookie)), gt(sessions.expiresAt, sql`now()`), sql`not (${isIdle})`))
  if (!found) return undefined
  if (found.stale) await db.update(sessions).set({ lastSeenAt: sql`now()` }).where(eq(sessions.id, found.session.id))
  return found.session
}

/** Browsers that are signed in, the one seen last first. */
export async function listSessions(db: Queryable) {
  return await db
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      address: sessions.address,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .where(and(eq(sessions.kind, 'owner'), gt(sessions.expiresAt, sql`now()`), sql`not (${isIdle})`))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.id))
}

/** @returns false when there is no such session */
export async function endSession(db: Queryable, id: number): Promise<boolean> {
  return (await db.delete(sessions).where(eq(sessions.id, id)).returning({ id: sessions.id })).length > 0
}

/** Ends all sessions but one. @returns how many */
export async function endOtherSessions(db: Queryable, keptId: number | undefined): Promise<number> {
  const others = keptId === undefined ? undefined : ne(sessions.id, keptId)
  return (await db.delete(sessions).where(others).returning({ id: sessions.id })).length
}

/** Shows sensitive photos in this session for so many minutes. */
export async function openVault(db: Queryable, id: number, minutes: number): Promise<Date> {
  const [opened] = await db
    .update(sessions)
    .set({ vaultUntil: sql`now() + make_interval(mins => ${minutes})` })
    .where(eq(sessions.id, id))
    .returning({ until: sessions.vaultUntil })
  return opened?.until as Date
}

export async function closeVault(db: Queryable, id: number): Promise<void> {
  await db.update(sessions).set({ vaultUntil: null }).where(eq(sessions.id, id))
}

/** Closes the vault everywhere: what opened it holds no more. */
export async function closeAllVaults(db: Queryable): Promise<void> {
  await db.update(sessions).set({ vaultUntil: null })
}

const isIdle = sql`${sessions.lastSeenAt} < now() - make_interval(days => ${SESSION_DAYS.idle})`
