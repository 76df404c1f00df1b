import { readdir, readFile } from 'node:fs/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type pg from 'pg'
import type { Metrics, Reading } from './metrics.js'

/** What the system says of this process: memory, processor time, pauses, and its pools of connections. */
export function countProcess(metrics: Metrics, pools: Record<string, pg.Pool | undefined>): void {
  const startedAt = Date.now() / 1000 - process.uptime()
  const delay = monitorEventLoopDelay({ resolution: 50 })
  delay.enable()
  metrics.gauge('albumen_process_start_time_seconds', () => [{ value: Math.round(startedAt * 1000) / 1000 }])
  metrics.gauge('albumen_process_resident_memory_bytes', () => [{ value: process.memoryUsage.rss() }])
  metrics.counter('albumen_process_cpu_seconds_total', () => {
    const { user, system } = process.cpuUsage()
    return [{ value: (user + system) / 1e6 }]
  })
  metrics.gauge('albumen_event_loop_lag_seconds', () => {
    const longest = Math.max(0, delay.max / 1e9)
    delay.reset()
    return [{ value: longest }]
  })
  metrics.gauge('albumen_database_pool_connections', () =>
    Object.entries(pools).flatMap(([pool, found]) => (found ? poolReadings(pool, found) : [])),
  )
}

function poolReadings(pool: string, { totalCount, idleCount, waitingCount }: pg.Pool): Reading[] {
  return [
    { labels: { pool, state: 'busy' }, value: totalCount - idleCount },
    { labels: { pool, state: 'idle' }, value: idleCount },
    { labels: { pool, state: 'waiting' }, value: waitingCount },
  ]
}

/**
 * Memory of other processes of this machine under a name of their own, such as an engine's. Linux only; what is shared
 * between them is counted once. A process that is gone counts nothing.
 */
export async function memoryOf(name: string, pids: number[]): Promise<Reading[]> {
  if (process.platform !== 'linux' || pids.length === 0) return []
  const sizes = await Promise.all(pids.map((pid) => proportionalSize(pid)))
  const value = sizes.reduce((total, each) => total + each, 0)
  return value > 0 ? [{ labels: { process: name }, value }] : []
}

/** A process and all below it. */
export async function withDescendants(pid: number): Promise<number[]> {
  const found = [pid]
  for (const each of found) {
    const tasks = await readdir(`/proc/${each}/task`).catch(() => [])
    for (const task of tasks) {
      const children = await readFile(`/proc/${each}/task/${task}/children`, 'utf8').catch(() => '')
      found.push(...children.split(' ').filter(Boolean).map(Number))
    }
  }
  return found
}

async function proportionalSize(pid: number): Promise<number> {
  const summary = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  const proportional = /^Pss:\s+(\d+) kB/m.exec(summary)?.[1]
  if (proportional) return Number(proportional) * 1024
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024
}
