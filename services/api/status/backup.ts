import { z } from 'zod'
import { readBackupState } from '#core/backup/backup-state'
import type { Config } from '#core/config'
import type { Database } from '#core/database/connect'

export const backupSchema = z.object({
  nightly: z.boolean().describe('whether one is made each night'),
  last: z
    .object({ at: z.string(), bytes: z.number(), photos: z.number() })
    .nullable()
    .describe('the last nightly backup'),
  problem: z.string().nullable().describe('why the one that was due could not be made'),
})

/** How the nightly backups go. */
export async function backupStatus(db: Database, config: Config): Promise<z.infer<typeof backupSchema>> {
  const { last, problem } = await readBackupState(db)
  return {
    nightly: config.backup === 'nightly',
    last: last && { at: last.at, bytes: last.bytes, photos: last.photos },
    problem: problem && config.backup === 'nightly' ? problem.reason : null,
  }
}
