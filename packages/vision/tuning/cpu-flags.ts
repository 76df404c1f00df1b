import { readFile } from 'node:fs/promises'
import path from 'node:path'

/** Instruction sets of an x86 processor under Linux, such as `avx2`; empty elsewhere. */
export async function readCpuFlags(root = '/'): Promise<Set<string>> {
  const text = await readFile(path.join(root, 'proc/cpuinfo'), 'utf8').catch(() => '')
  const line = /^flags\s*:\s*(.*)$/m.exec(text)?.[1] ?? ''
  return new Set(line.split(/\s+/).filter(Boolean))
}
