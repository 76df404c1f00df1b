import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import { say } from '#core/sentences/say'
import { PullError } from './pull-error.js'

export const LOCK_SUFFIX = '.lock'
const REFRESH_MS = 10_000
/** A holder refreshes its lock; one that has not for this long is gone, wherever it ran. */
const STALE_MS = 60_000

/**
 * Holds `<file>.lock`, so that two downloads never write one file. A lock whose process has died is taken over.
 * @returns releases it
 * @throws PullError `busy`
 */
export async function lockPull(file: string): Promise<() => Promise<void>> {
  const lock = file + LOCK_SUFFIX
  const mine = JSON.stringify({ pid: process.pid, host: os.hostname(), at: Date.now(), salt: Math.random() })
  if (!(await create(lock, mine))) {
    await removeStale(lock)
    if (!(await create(lock, mine))) throw busy(file)
  }
  const timer = setInterval(() => void utimes(lock, new Date(), new Date()).catch(() => {}), REFRESH_MS)
  timer.unref()
  return async () => {
    clearInterval(timer)
    if ((await content(lock)) === mine) await rm(lock, { force: true })
  }
}

/** Whether a living process downloads this file. */
export async function isLocked(file: string): Promise<boolean> {
  const seen = await content(file + LOCK_SUFFIX)
  return seen !== undefined && !(await isStale(file + LOCK_SUFFIX, seen))
}

async function create(lock: string, text: string): Promise<boolean> {
  try {
    await writeFile(lock, text, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function removeStale(lock: string): Promise<void> {
  const seen = await content(lock)
  if (seen === undefined || !(await isStale(lock, seen))) return
  // Moved away first and looked at again: another process may have taken the stale lock over in between.
  const aside = `${lock}.${process.pid}`
  await rename(lock, aside).catch(() => {})
  if ((await content(aside)) === seen) await rm(aside, { force: true })
  else await rename(aside, lock).catch(() => {})
}

async function isStale(lock: string, text: string): Promise<boolean> {
  const { mtimeMs } = await stat(lock).catch(() => ({ mtimeMs: Date.now() }))
  if (Date.now() - mtimeMs > STALE_MS) return true
  try {
    const { pid, host } = JSON.parse(text) as { pid?: number; host?: string }
    if (host !== os.hostname() || typeof pid !== 'number') return false
    process.kill(pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

const content = (file: string) => readFile(file, 'utf8').catch(() => undefined)

function busy(file: string): PullError {
  return new PullError('busy', say('download_elsewhere', { file }), 'stop')
}
