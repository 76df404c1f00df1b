import type { Catalogue, FoundFile, KnownFile, ScanSummary, ShareDetail, ShareRef, Urgency } from './catalogue.js'
import { isWithin } from './tree.js'

export interface MemoryCatalogue extends Catalogue {
  /** by `share id:path` */
  readonly files: Map<string, KnownFile & { directory: string }>
  /** everything that was reported, in order */
  readonly reports: Report[]
}

export type Report =
  | { kind: 'found'; share: number; paths: string[]; urgency: Urgency }
  | { kind: 'missing'; share: number; paths: string[] }
  | { kind: 'missingDirectories'; share: number; paths: string[] }
  | { kind: 'state'; share: number; state: 'online' | 'offline'; detail: ShareDetail }
  | { kind: 'scanned'; share: number; summary: ScanSummary }

/** A catalogue that lives as long as the process: for the benchmark and the tests, and to try a folder out. */
export function createMemoryCatalogue(): MemoryCatalogue {
  const files: MemoryCatalogue['files'] = new Map()
  const reports: Report[] = []
  const key = (share: ShareRef, path: string) => `${share.id}:${path}`
  const filesOf = (share: ShareRef) =>
    [...files].filter(([id]) => id.startsWith(`${share.id}:`)).map(([, file]) => file)
  const present = (share: ShareRef) => filesOf(share).filter((file) => file.state === 'present')

  return {
    files,
    reports,
    async filesIn(share, directory) {
      return filesOf(share).filter((file) => file.directory === directory)
    },
    async directories(share) {
      return [...new Set(present(share).map((file) => file.directory))]
    },
    async sample(share, count) {
      return present(share)
        .slice(0, count)
        .map((file) => file.path)
    },
    async found(share, found: FoundFile[], urgency) {
      for (const file of found) files.set(key(share, file.path), { ...file, state: 'present' })
      reports.push({ kind: 'found', share: share.id, paths: found.map((file) => file.path), urgency })
    },
    async missing(share, paths) {
      for (const path of paths) {
        const file = files.get(key(share, path))
        if (file) file.state = 'missing'
      }
      reports.push({ kind: 'missing', share: share.id, paths })
    },
    async missingDirectories(share, directories) {
      for (const file of filesOf(share)) {
        if (directories.some((directory) => isWithin(file.directory, directory))) file.state = 'missing'
      }
      reports.push({ kind: 'missingDirectories', share: share.id, paths: directories })
    },
    async shareState(share, state, detail) {
      reports.push({ kind: 'state', share: share.id, state, detail })
    },
    async scanned(share, summary) {
      reports.push({ kind: 'scanned', share: share.id, summary })
    },
  }
}
