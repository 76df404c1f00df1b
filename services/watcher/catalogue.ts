/** A watched root, as the database knows it. */
export interface ShareRef {
  id: number
  name: string
  /** absolute path of the folder */
  root: string
  mode: 'auto' | 'native' | 'poll'
  /** identity of the root when it was last seen; null before the first time */
  device: bigint | null
  inode: bigint | null
}

export interface KnownFile {
  /** encoded path relative to the root (see packages/core/file-path.ts) */
  path: string
  size: number
  mtimeMs: number
  state: 'present' | 'missing'
}

export interface FoundFile {
  path: string
  /** encoded path of the folder that holds the file; empty for the root */
  directory: string
  /** bytes */
  size: number
  /** whole milliseconds since 1970 */
  mtimeMs: number
}

export interface ShareDetail {
  /** for the owner to read: why the share is offline, or why it is polled */
  reason?: string
  device?: bigint
  inode?: bigint
  watching?: 'native' | 'poll'
}

export interface ScanSummary {
  /** photo files seen on disk */
  files: number
  directories: number
  found: number
  missing: number
  milliseconds: number
}

/**
 * What the watcher needs from the database and the queue. Every call may be repeated with the same data; a rejected
 * call is tried again later.
 */
export interface Catalogue {
  /** files known in one directory (not below it), missing ones included */
  filesIn(share: ShareRef, directory: string): Promise<KnownFile[]>
  /** all directories that hold present files */
  directories(share: ShareRef): Promise<string[]>
  /** some present paths, at most `count`, best from different folders */
  sample(share: ShareRef, count: number): Promise<string[]>
  /** new or changed files that have settled: to be recorded and enqueued; 'arrival' is ingested before 'backlog' */
  found(share: ShareRef, files: FoundFile[], urgency: Urgency): Promise<void>
  missing(share: ShareRef, paths: string[]): Promise<void>
  /** everything in these directories and below them is gone */
  missingDirectories(share: ShareRef, directories: string[]): Promise<void>
  shareState(share: ShareRef, state: 'online' | 'offline', detail: ShareDetail): Promise<void>
  /** called after each complete walk */
  scanned(share: ShareRef, summary: ScanSummary): Promise<void>
}

export type Urgency = 'arrival' | 'backlog'
