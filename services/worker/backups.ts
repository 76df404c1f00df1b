import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type BackupState, readBackupState, writeBackupState } from '#core/backup/backup-state'
import { nextBackupAt } from '#core/backup/due'
import { throwOutdatedAway } from '#core/backup/list-backups'
import { writeBackup } from '#core/backup/write-backup'
import type { Config } from '#core/config'
import type { DataFolder } from '#core/data-folder'
import type { Connection } from '#core/database/connect'
import { photos } from '#core/database/schema'
import { messageOf } from '#core/errors'
import type { Log } from '#core/log'

/** The first minutes belong to whoever has just started the machine. */
const FIRST_LOOK_MS = 10 * 60_000
const LOOK_EVERY_MS = 60_000
/** After one that failed. */
const AGAIN_AFTER_MS = 60 * 60_000
/** Any fixed number: held while a backup is made, so that of several workers one makes it. */
const ADVISORY_LOCK = 7_240_916

export interface BackupDeps {
  connection: Connection
  config: Config
  folder: DataFolder
  log: Log
  signal: AbortSignal
  now?: () => Date
}

/** Makes a backup each night, and throws old ones away, until the worker stops. */
export async function keepBackups(deps: BackupDeps): Promise<void> {
  const { config, log, signal } = deps
  if (config.backup === 'never') return
  for (let wait = FIRST_LOOK_MS; ; wait = LOOK_EVERY_MS) {
    await sleep(wait, undefined, { signal }).catch(() => {})
    if (signal.aborted) return
    await backUpIfDue(deps).catch((error) =>
      log.warn({ error: messageOf(error) }, 'the backups could not be looked at'),
    )
  }
}

/** @returns whether one was made */
export async function backUpIfDue(deps: BackupDeps): Promise<boolean> {
  const { connection, config, folder, log, signal } = deps
  const now = (deps.now ?? (() => new Date()))()
  const state = await readBackupState(connection.db)
  if (!isDue(state, now) || (await connection.db.$count(photos)) === 0) return false
  return await alone(connection.url, async () => {
    const where = config.backupDir ?? folder.backups
    try {
      const from = { databaseUrl: connection.url, dataDir: folder.root }
      const made = await writeBackup(from, { folder: where, kind: 'nightly' }, signal)
      const last = { at: now.toISOString(), file: made.file, bytes: made.bytes, photos: made.photos }
      await writeBackupState(connection.db, { last, problem: null })
      log.info({ file: path.basename(made.file), bytes: made.bytes, photos: made.photos }, 'backup made')
    } catch (error) {
      if (signal.aborted) return false
      const problem = { at: now.toISOString(), reason: messageOf(error) }
      await writeBackupState(connection.db, { ...state, problem })
      log.error({ error: problem.reason }, 'the nightly backup failed')
      return false
    }
    await throwOutdatedAway(where, { days: config.backupKeepDays, weeks: config.backupKeepWeeks }).catch((error) =>
      log.warn({ error: messageOf(error) }, 'old backups could not be thrown away'),
    )
    return true
  })
}

function isDue({ last, problem }: BackupState, now: Date): boolean {
  const since = problem ? now.getTime() - Date.parse(problem.at) : Number.POSITIVE_INFINITY
  if (since >= 0 && since < AGAIN_AFTER_MS) return false
  return nextBackupAt(last ? new Date(last.at) : null, now) <= now
}

/** @returns false at once when another worker is at it */
async function alone(url: string, work: () => Promise<boolean>): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {}) // the lock goes with the connection, and the backup with the database
  await client.connect()
  try {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as mine', [ADVISORY_LOCK])
    return rows[0].mine ? await work() : false
  } finally {
    await client.end().catch(() => {})
  }
}
