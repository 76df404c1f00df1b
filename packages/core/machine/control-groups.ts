import { readFile } from 'node:fs/promises'
import path from 'node:path'

/** The control groups that this process is in, as paths below the hierarchy: `/` for the top, or where there are none. */
export interface ControlGroups {
  /** of the memory controller of version 1 */
  v1: string
  v2: string
}

/** @param root where /proc lies */
export async function controlGroups(root: string): Promise<ControlGroups> {
  const groups = await textOf(root, 'proc/self/cgroup')
  return {
    v1: /^\d+:[^:]*\bmemory\b[^:]*:(.*)$/m.exec(groups)?.[1] ?? '/',
    v2: /^0::(.*)$/m.exec(groups)?.[1] ?? '/',
  }
}

/** What the kernel says in a file, '' where there is no such file. */
export const textOf = (...parts: string[]): Promise<string> => readFile(path.join(...parts), 'utf8').catch(() => '')
