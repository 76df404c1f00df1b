import { controlGroups, textOf } from '#core/machine/control-groups'

/**
 * How many processes the kernel has ended for want of memory: of this container or service where the kernel counts them
 * so (cgroup v2 `memory.events`, v1 `memory.oom_control`), else of the machine. 0 where nothing is known, as on a Mac.
 *
 * @param root where /proc and /sys lie
 */
export async function countOomKills(root = '/'): Promise<number> {
  const { v1, v2 } = await controlGroups(root)
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
