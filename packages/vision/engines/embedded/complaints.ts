import type { Readable } from 'node:stream'
import { tellsOfNoMemory } from './out-of-memory.js'

/** Lines of an engine's standard error that name a fault; llama.cpp writes much else there. */
export interface Complaints {
  /** the last few, in one line */
  words(): string
  /** the first line that tells of memory that has run out */
  outOfMemory(): string | undefined
  /** what was said until now has come to nothing */
  forget(): void
}

const FAULT = /error|fail|terminate|what\(\)|assert|out of memory|invalid/i

export function listenForComplaints(stream: Readable): Complaints {
  let rest = ''
  let faults: string[] = []
  let noMemory: string | undefined

  function hear(line: string): void {
    if (tellsOfNoMemory(line)) noMemory ??= line.trim()
    if (FAULT.test(line)) faults = [...faults.slice(-2), line]
  }
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = (lines.pop() ?? '').slice(-8000)
    for (const line of lines) hear(line)
  })
  stream.on('end', () => hear(rest))

  return {
    words: () => faults.join(' | '),
    outOfMemory: () => noMemory,
    forget: () => {
      faults = []
      noMemory = undefined
    },
  }
}
