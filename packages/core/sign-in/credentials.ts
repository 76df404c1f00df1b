import { eq, sql } from 'drizzle-orm'
import type { Database, Queryable } from '../database/connect.js'
import { credentials } from '../database/schema.js'
import { hashOfChosen, isChosen } from './secret-hash.js'

export type CredentialKind = 'password' | 'pin'

/**
 * So many wrong attempts are free; each further one has to wait, twice as long as the one before. Whoever has the right
 * one is kept waiting too, for a quarter of an hour at most: the owner is let in by a link meanwhile.
 */
const FREE = { password: 10, pin: 5 }
const FIRST_WAIT_S = 30
const LONGEST_WAIT_S = 900
/** After a quiet day the count begins anew. */
const FORGOTTEN_S = 86_400

export type Checked = { ok: true } | { ok: false; waitSeconds: number }

export async function setCredential(db: Queryable, kind: CredentialKind, secret: string): Promise<void> {
  const row = { kind, hash: await hashOfChosen(secret), changedAt: sql`now()`, failures: 0, lastFailedAt: null }
  await db.insert(credentials).values(row).onConflictDoUpdate({ target: credentials.kind, set: row })
}

/** @returns false when there was none */
export async function removeCredential(db: Queryable, kind: CredentialKind): Promise<boolean> {
  const gone = await db.delete(credentials).where(eq(credentials.kind, kind)).returning({ kind: credentials.kind })
  return gone.length > 0
}

/** Which of them there are. */
export async function knownCredentials(db: Queryable): Promise<{ password: boolean; pin: boolean }> {
  const rows = await db.select({ kind: credentials.kind }).from(credentials)
  const kinds = new Set(rows.map((row) => row.kind))
  return { password: kinds.has('password'), pin: kinds.has('pin') }
}

/**
 * Whether this is the owner's password or PIN. An attempt is counted before it is looked at, so that many at once are not
 * one; a right one sets the count to zero. `waitSeconds` is how long nothing is looked at.
 */
export async function checkCredential(db: Database, kind: CredentialKind, secret: string): Promise<Checked> {
  const attempt = await db.transaction(async (tx) => {
    const [kept] = await tx
      .select({
        hash: credentials.hash,
        failures: credentials.failures,
        secondsAgo: sql<number | null>`extract(epoch from now() - ${credentials.lastFailedAt})::float8`,
      })
      .from(credentials)
      .where(eq(credentials.kind, kind))
      .for('update')
    if (!kept) return undefined
    const failures = kept.secondsAgo === null || kept.secondsAgo > FORGOTTEN_S ? 0 : kept.failures
    const wait = Math.ceil(waitAfter(kind, failures) - (kept.secondsAgo ?? 0))
    if (wait > 0) return { wait }
    const counted = { failures: failures + 1, lastFailedAt: sql`now()` }
    await tx.update(credentials).set(counted).where(eq(credentials.kind, kind))
    return { hash: kept.hash, failures: failures + 1 }
  })
  if (!attempt) return { ok: false, waitSeconds: 0 }
  if ('wait' in attempt) return { ok: false, waitSeconds: attempt.wait as number }
  if (!(await isChosen(secret, attempt.hash))) return { ok: false, waitSeconds: waitAfter(kind, attempt.failures) }
  await db.update(credentials).set({ failures: 0, lastFailedAt: null }).where(eq(credentials.kind, kind))
  return { ok: true }
}

/** Seconds after the last wrong attempt until there may be another. */
function waitAfter(kind: CredentialKind, failures: number): number {
  return failures < FREE[kind] ? 0 : Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** Math.min(10, failures - FREE[kind]))
}
