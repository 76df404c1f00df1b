import { readFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * How many processes the kernel has ended for want of memory: of this container or service where the kernel counts them
 * so (cgroup v2 `memory.events`, v1 `memory.oom_control`), else of the machine. 0 where nothing is known, as on a Mac.
 *
 * @param root where /proc and /sys lie
 */
export async function countOomKills(root = '/'): Promise<number> {
  const groups = await textOf(root, 'proc/self/cgroup')
  const v2 = /^0::(.*)$/m.exec(groups)?.[1] ?? '/'
  const v1 = /^\d+:[^:]*\bmemory\b[^:]*:(.*)$/m.exec(groups)?.[1] ?? '/'
  const places = [
    `sys/fs/cgroup${v2}/memory.events`,
    'sys/fs/cgroup/memory.events', // in a container the path above may be the host's
    `sys/fs/cgroup/memory${v1}/memory.oom_control`,
    'sys/fs/cgroup/memory/memory.oom_control',
    'proc/vmstat',
  ]
  for (const place of places) {
    const count = /^oom_kill (\d+)$/m.exec(await textOf(root, place))?.[1]
    if (count) return Number(count)
  }
  return 0
}

const textOf = (...parts: string[]) => readFile(path.join(...parts), 'utf8').catch(() => '')
