import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

export function machine(): void {
  const [cpu] = os.cpus()
  console.log(
    `Node ${process.versions.node}, ${os.availableParallelism()} × ${cpu?.model.trim()}, ${(os.totalmem() / 1e9).toFixed(0)} GB`,
  )
}

export function section(title: string): void {
  console.log(`\n${title}`)
}

export function row(label: string, value: string): void {
  console.log(`  ${label.padEnd(64)} ${value}`)
}

export const mb = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`

export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = process.hrtime.bigint()
  await work()
  return Number(process.hrtime.bigint() - start) / 1e9
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

export async function inTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'albumen-bench-'))
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
