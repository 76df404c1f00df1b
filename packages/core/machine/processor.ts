import { readFile } from 'node:fs/promises'

/** Time that the processors have spent, in ticks since the machine started. */
export interface ProcessorTime {
  /** on anything that is not niced; what this program does with photos is */
  others: number
  total: number
}

/**
 * Reads /proc/stat; in a container too it is that of the whole machine. Pressure (PSI) is not used: it counts our own
 * work as well, and cannot be told apart.
 */
export async function readProcessorTime(file = '/proc/stat'): Promise<ProcessorTime | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const numbers = /^cpu +(.*)$/m.exec(text)?.[1]?.split(' ').map(Number)
  if (!numbers || numbers.length < 8) return undefined
  const [user = 0, nice = 0, system = 0, idle = 0, waiting = 0, irq = 0, softirq = 0, steal = 0] = numbers
  const others = user + system + irq + softirq + steal
  return { others, total: others + nice + idle + waiting }
}
