import { listBackups } from '#core/backup/list-backups'
import type { Config } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { messageOf } from '#core/errors'
import type { Finding } from '#doctor/finding'

const DAY_MS = 86_400_000
/** A night may be missed; more is worth a word. */
const OLD_DAYS = 4

/** When the last backup was made. */
export async function checkBackup(config: Config, now = new Date()): Promise<Finding> {
  const about = 'backup'
  const folder = config.backupDir ?? dataFolder(config.dataDir).backups
  try {
    const [newest] = await listBackups(folder)
    if (!newest) {
      const advice = config.backup === 'nightly' ? 'The first is made by itself.' : 'Make one with: albumen backup'
      return { about, state: config.backup === 'nightly' ? 'ok' : 'warning', found: `none in ${folder} yet`, advice }
    }
    const days = Math.floor((now.getTime() - newest.at.getTime()) / DAY_MS)
    const found = `${newest.file}, ${(newest.bytes / 1e6).toFixed(1)} MB, ${days <= 0 ? 'today' : `${days} days old`}`
    if (days < OLD_DAYS) return { about, state: 'ok', found }
    const advice = 'Make one with: albumen backup. Why none is made at night is said by: albumen status'
    return { about, state: 'warning', found, advice }
  } catch (error) {
    const advice = 'Give the user that runs Albumen permission there, or set ALBUMEN_BACKUP_DIR to another folder.'
    return { about, state: 'problem', found: `${folder}: ${messageOf(error)}`, advice }
  }
}
