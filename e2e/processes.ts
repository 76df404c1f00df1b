import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** The bundled PostgreSQL's first process. */
export function postmaster(dataDir: string): number {
  return Number(readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
}

/**
 * The vision engine of a worker, or of `albumen engine serve`.
 * @throws Error while it has none
 */
export function engineOf(parent: number): number {
  const rows = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(parent)], { encoding: 'utf8' }).split('\n')
  const engine = rows.find((row) => row.includes('engines/embedded/child'))
  if (!engine) throw new Error('no engine process')
  return Number.parseInt(engine, 10)
}

/** Running, and not merely waiting to be collected by its parent. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}

export function killHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it has just ended
  }
}

export async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(50)
}

/** Processes that have a folder on their command line or in their environment. */
export function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && isAlive(pid) && mentions(pid, folder))
}

function mentions(pid: number, folder: string): boolean {
  return ['cmdline', 'environ'].some((name) => {
    try {
      return readFileSync(`/proc/${pid}/${name}`, 'latin1').includes(folder)
    } catch {
      return false
    }
  })
}
