import { readFile } from 'node:fs/promises'

/** Bytes (PSS) of the supervisor, of each service with its children, and of all as `total`. */
export async function memoryOf(
  services: Record<string, number | undefined>,
  supervisor: number,
): Promise<Record<string, number>> {
  const result: Record<string, number> = { supervisor: await pss(supervisor) }
  for (const [name, pid] of Object.entries(services)) if (pid) result[name] = await withChildren(pid)
  result.total = Object.values(result).reduce((sum, each) => sum + each, 0)
  return result
}

async function withChildren(pid: number): Promise<number> {
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  const children = list.split(' ').filter(Boolean).map(Number)
  const sizes = await Promise.all(children.map(withChildren))
  return (await pss(pid)) + sizes.reduce((sum, each) => sum + each, 0)
}

/** Proportional set size: shared pages are counted once over all who share them. */
async function pss(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0) * 1024
}
