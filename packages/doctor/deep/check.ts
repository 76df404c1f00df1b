import type { DataFolder } from '#core/data-folder'
import type { Database } from '#core/database/connect'
import type { Queues } from '#core/queues'

/** What the checks of a library look at. */
export interface Library {
  db: Database
  queues: Queues
  folder: DataFolder
  /** of a check that looks at every photo: how many are opened, chosen by chance */
  sample: number
  signal?: AbortSignal | undefined
  /** told now and then how far a check is */
  progress(done: number, total: number): void
}

/** Something that is not as it should be, with the way to put it right where there is one. */
export interface Fault {
  /** stable identifier, such as preview_missing */
  code: string
  state: 'warning' | 'problem'
  /** how many things have it */
  count: number
  /** some of them, for the owner to look at */
  examples: string[]
  /** one sentence: what it is */
  found: string
  /** what happens if nothing is done */
  why: string
  /** what to do where it cannot be repaired here, or besides */
  advice: string
  /** @returns how many were put right, or are on their way to be */
  repair?: () => Promise<number>
}

export interface Looked {
  /** how many things were looked at */
  checked: number
  /** what was looked at or why not, in a few words */
  note?: string
  faults: Fault[]
}

export interface Check {
  about: string
  look(library: Library): Promise<Looked>
}

const EXAMPLES = 5

/** A fault of these things, or none where there are no such things. */
export function faultOf(things: string[], fault: Omit<Fault, 'count' | 'examples'>): Fault[] {
  if (things.length === 0) return []
  return [{ ...fault, count: things.length, examples: things.slice(0, EXAMPLES) }]
}

/** As many as there are, with the word for one or for several. */
export function several(count: number, one: string, many = `${one}s`): string {
  return `${new Intl.NumberFormat('en').format(count)} ${count === 1 ? one : many}`
}
