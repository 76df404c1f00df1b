import type { IgnoreRules } from '#core/ignore-rules'
import type { Log } from '#core/log'
import type { Catalogue, FoundFile, KnownFile, ScanSummary, ShareRef, Urgency } from './catalogue.js'
import { followLinks } from './links.js'
import { goneCodes, type ListedFile, type Listing, listDirectory } from './list-directory.js'
import { type Absent, declareMissing, nothingAbsent } from './missing.js'
import { type Root, ShareOffline } from './root.js'
import type { WatchSettings } from './settings.js'
import type { Settling } from './settling.js'
import { parentOf, type Tree } from './tree.js'
import { walkTree } from './walk.js'

export interface Reconciler {
  /** The whole share against the catalogue. */
  everything(urgency: Urgency, unannouncedSince?: number): Promise<ScanSummary & { unannounced: number }>
  /** One folder, with the new ones below it, or all of them where `whole`; a folder not seen yet is looked for from its nearest known parent. */
  directory(directory: string, whole: boolean): Promise<void>
}

export interface ReconcilerContext {
  share: ShareRef
  catalogue: Catalogue
  settings: WatchSettings
  rules: IgnoreRules
  root: Root
  tree: Tree
  settling: Settling
  log: Log
  signal: AbortSignal
  /** awaited for each folder before it is listed, so that nothing falls between listing and watching */
  beforeListing(directory: string, crowded: boolean): Promise<void> | undefined
  /** called with folders that are no longer part of the share */
  forgotten(directories: string[]): void
  /** a link to a folder turned up that only a whole walk can follow safely */
  linkAppeared(): void
}

/** Entries from which on a folder gets the plain watch, at its next listing. */
const CROWDED = 500

/** What one pass over one folder or over the whole share gathers. */
interface Pass {
  urgency: Urgency
  descend: 'all' | 'new'
  mayKnow(directory: string): boolean
  visited(directory: string): void
  found: FoundFile[]
  absent: Absent
  /** links to folders, to be followed at the end; undefined where they are not followed */
  links: string[] | undefined
  hidden: Set<string>
  failures: Map<string, { count: number; example: string }>
  /** changes since this time should have been announced by events */
  unannouncedSince: number
  counts: { files: number; directories: number; found: number; missing: number; unannounced: number }
}

/**
 * Compares disk and catalogue folder by folder, so that memory does not grow with the share. Live events and whole
 * walks go through the same `visit`.
 */
export function createReconciler(context: ReconcilerContext): Reconciler {
  const { share, catalogue, settings, rules, tree, settling, signal } = context
  const linksSeen = new Set<string>()
  const crowded = new Set<string>()

  async function visit(directory: string, pass: Pass): Promise<string[]> {
    if (signal.aborted) return []
    await context.beforeListing(directory, crowded.has(directory))
    let listing: Listing
    try {
      listing = await listDirectory(share.root, directory, rules, settings.filesAtOnce)
    } catch (error) {
      noteFailure(directory, error as NodeJS.ErrnoException, pass)
      return []
    }
    if (signal.aborted) return []
    if (listing.entries > CROWDED) crowded.add(directory)
    if (listing.hidden) {
      pass.hidden.add(directory)
      if (tree.has(directory)) pass.absent.hiddenDirectories.push(directory)
      // its own watch stays, to see the marker go
      context.forgotten(tree.remove(directory).filter((path) => path !== directory))
      return []
    }
    pass.visited(directory)
    pass.counts.directories++
    pass.counts.files += listing.files.length + listing.unreadable.length
    const known = pass.mayKnow(directory) ? await catalogue.filesIn(share, directory) : []
    compareFiles(listing, known, pass)
    if (pass.found.length >= settings.batch) await report(pass)
    return compareFolders(directory, listing, pass)
  }

  function noteFailure(directory: string, error: NodeJS.ErrnoException, pass: Pass) {
    const code = error.code ?? error.name
    if (!goneCodes.has(code)) {
      const seen = pass.failures.get(code)
      pass.failures.set(code, { count: (seen?.count ?? 0) + 1, example: seen?.example ?? directory })
    } else if (directory === '') {
      throw new ShareOffline(`The folder ${share.root} is not there`, { cause: error })
    } else {
      pass.absent.directories.push(directory)
      forget(directory)
    }
  }

  function compareFiles(listing: Listing, known: KnownFile[], pass: Pass) {
    const unseen = new Map(known.map((file) => [file.path, file]))
    for (const path of listing.unreadable) unseen.delete(path)
    for (const file of listing.files) {
      const before = unseen.get(file.path)
      unseen.delete(file.path)
      if (before?.state === 'present' && before.size === file.size && before.mtimeMs === file.mtimeMs) continue
      noteChange(file, pass)
    }
    for (const { path, state } of unseen.values()) {
      if (state === 'missing') continue
      const name = path.slice(path.lastIndexOf('/') + 1)
      if (rules.wantsFile(name, path)) pass.absent.files.push(path)
      else pass.absent.hiddenFiles.push(path)
    }
  }

  function noteChange(file: ListedFile, pass: Pass) {
    const late = file.ctimeMs > pass.unannouncedSince && Date.now() - file.ctimeMs > settings.unannouncedMs
    if (late && !settling.has(file.path)) pass.counts.unannounced++
    if (!settling.offer(file)) return
    const { path, directory, size, mtimeMs } = file
    pass.found.push({ path, directory, size, mtimeMs })
  }

  /** @returns the folders to go on with */
  function compareFolders(directory: string, listing: Listing, pass: Pass): string[] {
    const further = pass.descend === 'all' ? listing.directories : listing.directories.filter((path) => !tree.has(path))
    const listed = new Set(listing.directories)
    for (const path of listing.links) {
      listed.add(path)
      if (pass.links) pass.links.push(path)
      else if (!linksSeen.has(path)) context.linkAppeared()
      linksSeen.add(path)
    }
    for (const child of [...tree.childrenOf(directory)]) {
      if (listed.has(child)) continue
      if (rules.hides(child)) pass.absent.hiddenDirectories.push(child)
      else pass.absent.directories.push(child)
      forget(child)
    }
    tree.add(directory)
    return further
  }

  function forget(directory: string) {
    context.forgotten([directory, ...tree.remove(directory)])
  }

  async function report(pass: Pass) {
    while (pass.found.length > 0 && !signal.aborted) {
      const batch = pass.found.splice(0, settings.batch)
      await catalogue.found(share, batch, pass.urgency)
      pass.counts.found += batch.length
    }
  }

  async function finish(pass: Pass) {
    await report(pass)
    if (signal.aborted) return
    const gone = await declareMissing(pass.absent, context)
    pass.counts.missing += gone.files
    if (pass.failures.size > 0) {
      const failures = Object.fromEntries(pass.failures)
      context.log.warn({ share: share.name, failures }, 'some folders could not be read; what is known of them is kept')
    }
  }

  return {
    async everything(urgency, unannouncedSince = Number.POSITIVE_INFINITY) {
      const started = performance.now()
      const known = new Set(await catalogue.directories(share))
      const unvisited = new Set(known)
      const links: string[] = []
      const pass = createPass(urgency, 'all', {
        links,
        mayKnow: (directory) => known.has(directory),
        visited: (directory) => unvisited.delete(directory),
        unannouncedSince,
      })
      const walk = (start: string[], each: (directory: string) => boolean = () => true) =>
        walkTree(start, async (path) => (each(path) ? visit(path, pass) : []), settings.directoriesAtOnce, signal)
      await walk([''])
      await followLinks(share.root, links, { isWalked: tree.has, walk, signal })
      if (!signal.aborted) {
        for (const directory of unvisited) {
          if (rules.hides(directory) || isBelowOneOf(directory, pass.hidden)) {
            pass.absent.hiddenDirectories.push(directory)
          } else {
            pass.absent.directories.push(directory)
          }
        }
      }
      await finish(pass)
      return { ...pass.counts, milliseconds: Math.round(performance.now() - started) }
    },

    async directory(directory, whole) {
      let start = directory
      while (start !== '' && !tree.has(start)) start = parentOf(start)
      const pass = createPass('arrival', whole ? 'all' : 'new', { mayKnow: () => true, visited: () => {} })
      await walkTree([start], (path) => visit(path, pass), settings.directoriesAtOnce, signal)
      await finish(pass)
    },
  }
}

function createPass(
  urgency: Urgency,
  descend: 'all' | 'new',
  rest: Pick<Pass, 'mayKnow' | 'visited'> & { links?: string[]; unannouncedSince?: number },
): Pass {
  return {
    urgency,
    descend,
    found: [],
    absent: nothingAbsent(),
    links: undefined,
    hidden: new Set(),
    failures: new Map(),
    counts: { files: 0, directories: 0, found: 0, missing: 0, unannounced: 0 },
    unannouncedSince: Number.POSITIVE_INFINITY,
    ...rest,
  }
}

function isBelowOneOf(directory: string, others: Set<string>): boolean {
  for (let above = directory; above !== ''; above = parentOf(above)) if (others.has(above)) return true
  return false
}
