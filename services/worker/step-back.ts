import { spawnSync } from 'node:child_process'
import os from 'node:os'
import { messageOf } from '#core/errors'
import type { Log } from '#core/log'

/**
 * Lets this process and all that it will start (threads of the pool, engines) step back for other programs: processor time
 * by niceness, the disk by the idle class where `ionice` exists. To be called before anything is started.
 * @param nice 0 leaves everything as it is
 */
export function stepBack(nice: number, log: Log): void {
  if (nice === 0) return
  try {
    // It may have been started with more already, and cannot go back.
    if (os.getPriority() < nice) os.setPriority(nice)
  } catch (error) {
    log.debug({ error: messageOf(error) }, 'the niceness cannot be set')
  }
  if (process.platform !== 'linux') return
  const { error } = spawnSync('ionice', ['-c', '3', '-p', String(process.pid)], { stdio: 'ignore' })
  if (error) log.debug({ error: error.message }, 'ionice is not installed')
}
