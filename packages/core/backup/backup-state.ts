import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '../database/connect.js'
import { settings } from '../database/schema.js'

const KEY = 'backup.state'

const backupState = z.object({
  /** the last one that was made */
  last: z.object({ at: z.string(), file: z.string(), bytes: z.number(), photos: z.number() }).nullable(),
  /** why the one after it was not */
  problem: z.object({ at: z.string(), reason: z.string() }).nullable(),
})
/** How the backups of this library went. */
export type BackupState = z.infer<typeof backupState>

/** Kept in the database, so that every service can tell. */
export async function readBackupState(db: Queryable): Promise<BackupState> {
  const [row] = await db.select({ value: settings.value }).from(settings).where(eq(settings.key, KEY))
  const read = backupState.safeParse(row?.value)
  return read.success ? read.data : { last: null, problem: null }
}

export async function writeBackupState(db: Queryable, state: BackupState): Promise<void> {
  const row = { key: KEY, value: sql`${JSON.stringify(state)}::jsonb`, changedAt: sql`now()` }
  await db.insert(settings).values(row).onConflictDoUpdate({ target: settings.key, set: row })
}
