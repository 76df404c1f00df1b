import { listBackups } from '#core/backup/list-backups'
import type { Config } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { messageOf } from '#core/errors'
import { say } from '#core/sentences/say'
import type { Finding } from '#doctor/finding'

const DAY_MS = 86_400_000
/** A night may be missed; more is worth a word. */
const OLD_DAYS = 4

/** When the last backup was made. */
export async function checkBackup(config: Config, now = new Date()): Promise<Finding> {
  const about = say('about_backup')
  const folder = config.backupDir ?? dataFolder(config.dataDir).backups
  try {
    const [newest] = await listBackups(folder)
    if (!newest) {
      const advice = config.backup === 'nightly' ? say('backup_first') : say('backup_make')
      return {
        about,
        state: config.backup === 'nightly' ? 'ok' : 'warning',
        found: say('backup_none', { folder }),
        advice,
      }
    }
    const days = Math.floor((now.getTime() - newest.at.getTime()) / DAY_MS)
    const facts = { file: newest.file, size: (newest.bytes / 1e6).toFixed(1) }
    const found = days <= 0 ? say('backup_today', facts) : say('backup_days', { ...facts, days })
    if (days < OLD_DAYS) return { about, state: 'ok', found }
    const advice = say('backup_old_advice')
    return { about, state: 'warning', found, advice }
  } catch (error) {
    const advice = say('backup_permission')
    return { about, state: 'problem', found: `${folder}: ${messageOf(error)}`, advice }
  }
}
