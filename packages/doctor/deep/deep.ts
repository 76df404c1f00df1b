import { messageOf } from '#core/errors'
import type { Finding } from '../finding.js'
import { analyses } from './analyses.js'
import { backlog } from './backlog.js'
import type { Check, Fault, Library, Looked } from './check.js'
import { deliveries } from './deliveries.js'
import { embeddings } from './embeddings.js'
import { filesOnDisk } from './files-on-disk.js'
import { indexes } from './indexes.js'
import { orphanPreviews } from './orphan-previews.js'
import { previews } from './previews.js'
import { processes } from './processes.js'
import { searchDocuments } from './search-documents.js'

const CHECKS: Check[] = [
  indexes,
  filesOnDisk,
  analyses,
  previews,
  orphanPreviews,
  searchDocuments,
  embeddings,
  backlog,
  deliveries,
  processes,
]

/** A finding about the whole library, with what a program may go by. */
export interface DeepFinding extends Finding {
  /** stable identifier of what is wrong; `ok` where nothing is */
  code: string
  /** how many things were looked at, or have the fault */
  count: number
  examples: string[]
  /** how many of them were put right; undefined where nobody tried */
  repaired?: number
}

export interface DeepOptions extends Omit<Library, 'progress'> {
  repair: boolean
  /** told what is looked at now and how far it is */
  progress?: (about: string, done: number, total: number) => void
}

/**
 * Compares everything that the library consists of: files, catalogue, previews, analyses, search, queues, webhooks,
 * processes and the database's own indexes. It may run beside a daemon at work; what is in the middle of being done then is
 * no fault.
 */
export async function lookDeep(options: DeepOptions): Promise<DeepFinding[]> {
  const findings: DeepFinding[] = []
  for (const { about, look } of CHECKS) {
    const progress = (done: number, total: number) => options.progress?.(about, done, total)
    const looked = await look({ ...options, progress }).catch((error) => notLookedAt(error, options.signal))
    const { checked, note, faults } = looked
    if (faults.length === 0) {
      const found = [`${new Intl.NumberFormat('en').format(checked)} looked at`, note].filter(Boolean).join(', ')
      findings.push({ about, code: 'ok', state: 'ok', found, count: checked, examples: [] })
    }
    for (const fault of faults) findings.push(await settled(about, fault, options.repair))
  }
  return findings
}

/** One check that fails must not keep the others from being made. */
function notLookedAt(error: unknown, signal: AbortSignal | undefined): Looked {
  signal?.throwIfAborted()
  const fault = {
    ...{ code: 'not_looked_at', state: 'problem' as const, count: 1, examples: [], found: messageOf(error) },
    why: 'Whether anything is wrong there cannot be told.',
    advice: 'Try again when the daemon has less to do; if it stays, please report it.',
  }
  return { checked: 0, faults: [fault] }
}

async function settled(about: string, fault: Fault, repair: boolean): Promise<DeepFinding> {
  const { repair: putRight, found, ...rest } = fault
  if (!repair || !putRight) return { about, ...rest, found }
  const repaired = await putRight()
  const state = repaired >= fault.count ? 'warning' : fault.state
  return { about, ...rest, state, found: `${found}; ${repaired} of them put right`, repaired }
}
