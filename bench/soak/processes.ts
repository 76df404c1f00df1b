import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** Of all processes of one service together. Sizes in bytes. */
export interface ServiceUse {
  processes: number
  rss: number
  /** Proportional set size: shared pages are counted once over all who share them, programs outside too. */
  pss: number
  /** Heaps and stacks: what a leak would be in. Neither programs and files, nor memory shared by agreement. */
  own: number
  /** Memory shared by agreement, here the database's buffers: pages count once they were touched, up to a set size. */
  buffers: number
  descriptors: number
  /** what a Node process's heap held after its last forced collection */
  heap: number
}

/**
 * What each service of a running daemon takes, its children under their own names.
 * @param services pids by name, as the daemon tells them
 * @param postmaster of the bundled database, which is nobody's child
 */
export async function measureServices(
  services: Record<string, number>,
  postmaster: number | undefined,
  heapFolder: string,
): Promise<Map<string, ServiceUse>> {
  const use = new Map<string, ServiceUse>()
  const seen = new Set<number>()
  const add = async (name: string, pid: number): Promise<void> => {
    if (seen.has(pid)) return
    seen.add(pid)
    const one = await measure(pid, heapFolder)
    if (one) use.set(name, sum(use.get(name), one))
    for (const child of await childrenOf(pid)) if (!isService(child)) await add(await nameOf(child, name), child)
  }
  const isService = (pid: number) => Object.values(services).includes(pid)
  if (postmaster) await add('postgres', postmaster)
  for (const [name, pid] of Object.entries(services)) await add(name, pid)
  return use
}

/** Children that are a program of their own are not counted with their parent. */
async function nameOf(pid: number, parent: string): Promise<string> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  if (command.includes('vision/engines/embedded/child')) return 'vision engine'
  if (command.includes('text/')) return 'text engine'
  return parent
}

async function measure(pid: number, heapFolder: string): Promise<ServiceUse | undefined> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  const kilobytes = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0)
  if (!rollup) return undefined
  const descriptors = (await readdir(`/proc/${pid}/fd`).catch(() => [])).length
  const heap = await readFile(path.join(heapFolder, String(pid)), 'utf8')
    .then((text) => JSON.parse(text) as { heapUsed: number; external: number })
    .catch(() => ({ heapUsed: 0, external: 0 }))
  return {
    processes: 1,
    rss: kilobytes('Rss') * 1024,
    pss: kilobytes('Pss') * 1024,
    own: kilobytes('Pss_Anon') * 1024,
    buffers: kilobytes('Pss_Shmem') * 1024,
    descriptors,
    heap: heap.heapUsed + heap.external,
  }
}

function sum(a: ServiceUse | undefined, b: ServiceUse): ServiceUse {
  if (!a) return b
  return {
    processes: a.processes + b.processes,
    rss: a.rss + b.rss,
    pss: a.pss + b.pss,
    own: a.own + b.own,
    buffers: a.buffers + b.buffers,
    descriptors: a.descriptors + b.descriptors,
    heap: a.heap + b.heap,
  }
}

async function childrenOf(pid: number): Promise<number[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => [])
  const lists = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => '')),
  )
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number))
}
