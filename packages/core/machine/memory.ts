import os from 'node:os'
import { controlGroups, textOf } from './control-groups.js'

export interface Memory {
  /** bytes; the limit of the container where that is lower than what the machine has */
  totalBytes: number
  availableBytes: number
  /** a container's limit is what counts */
  limited: boolean
}

/**
 * Memory for this process, in bytes. Under Linux what is available counts the cache that the kernel would give back
 * (`MemAvailable`), and a container's limit (cgroup v1 or v2, its own or any above it) is obeyed.
 *
 * @param root where /proc and /sys lie
 */
export async function readMemory(root = '/'): Promise<Memory> {
  const meminfo = await textOf(root, 'proc/meminfo')
  const totalBytes = kilobytes(meminfo, 'MemTotal') ?? os.totalmem()
  const availableBytes = kilobytes(meminfo, 'MemAvailable') ?? os.freemem()
  let memory: Memory = { totalBytes, availableBytes, limited: false }
  for (const { limitBytes, usedBytes } of await limits(root)) {
    if (limitBytes >= memory.totalBytes) continue
    const left = Math.max(0, limitBytes - usedBytes)
    memory = { totalBytes: limitBytes, availableBytes: Math.min(memory.availableBytes, left), limited: true }
  }
  return memory
}

interface Limit {
  limitBytes: number
  usedBytes: number
}

/** Of every group from this process's own up to the root of what is mounted; a limit of a parent binds too. */
async function limits(root: string): Promise<Limit[]> {
  const { v1, v2 } = await controlGroups(root)
  const found: (Limit | undefined)[] = []
  for (const folder of ancestors(v2)) {
    found.push(await limit(root, `sys/fs/cgroup${folder}`, 'memory.max', 'memory.current', 'inactive_file'))
  }
  for (const folder of ancestors(v1)) {
    const at = `sys/fs/cgroup/memory${folder}`
    found.push(await limit(root, at, 'memory.limit_in_bytes', 'memory.usage_in_bytes', 'total_inactive_file'))
  }
  return found.filter((each) => each !== undefined)
}

/** Cached files count as used in a group, but make room when memory is wanted. */
async function limit(root: string, folder: string, max: string, current: string, cache: string) {
  const limitBytes = Number.parseInt(await textOf(root, folder, max), 10)
  if (!Number.isFinite(limitBytes)) return undefined // "max", or no such file
  const used = Number.parseInt(await textOf(root, folder, current), 10) || 0
  const cached = new RegExp(`^${cache} (\\d+)$`, 'm').exec(await textOf(root, folder, 'memory.stat'))?.[1]
  return { limitBytes, usedBytes: Math.max(0, used - Number(cached ?? 0)) }
}

/** `/a/b` → `/a/b`, `/a`, ``. In a container the path may be the host's; then only the last exists. */
function ancestors(folder: string): string[] {
  const parts = folder.split('/').filter((part) => part && part !== '..')
  return parts.map((_, index) => `/${parts.slice(0, parts.length - index).join('/')}`).concat('')
}

function kilobytes(meminfo: string, key: string): number | undefined {
  const value = new RegExp(`^${key}:\\s*(\\d+) kB`, 'm').exec(meminfo)?.[1]
  return value ? Number(value) * 1024 : undefined
}
