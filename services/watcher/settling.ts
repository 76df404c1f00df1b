import type { FoundFile } from './catalogue.js'
import { type ListedFile, lookAgain } from './list-directory.js'
import { eachLimited } from './timing.js'

interface Pending {
  file: ListedFile
  /** by the monotonic clock: since when size and time are the same, and when to look again */
  since: number
  due: number
  /** when it was seen for the first time */
  noticedAt: number
}

export interface Settling {
  /** true when the file has settled; otherwise it is watched here until it has */
  offer(file: ListedFile): boolean
  has(path: string): boolean
  readonly size: number
  /** milliseconds until something is due, undefined when nothing is pending */
  next(): number | undefined
  /** looks again at what is due; gives the files that have settled meanwhile */
  sweep(): Promise<FoundFile[]>
}

/**
 * Keeps half-copied files back until they have not changed for `settleMs`.
 * The kernel's change time is proof at first sight where `trustsClock` (the backlog of a first walk needs no waiting,
 * and `cp -p` cannot fake it). Otherwise, and for times in the future, only our own observation counts.
 */
export function createSettling(options: {
  root: string
  settleMs: number
  filesAtOnce: number
  trustsClock: () => boolean
  /** told for each file that settled when it was first seen, by the monotonic clock */
  settled?: (noticedAt: number) => void
}): Settling {
  const { root, settleMs, filesAtOnce, trustsClock } = options
  const pending = new Map<string, Pending>()
  const grain = settleMs / 5

  const provenByClock = (file: ListedFile) => trustsClock() && ageOf(file) >= settleMs

  const add = (file: ListedFile) => {
    const now = performance.now()
    const known = pending.get(file.path)
    const since = known && isSame(known.file, file) ? known.since : now
    // With a sound clock the age says when to look; otherwise wait the whole time once more.
    const age = ageOf(file)
    const wait = trustsClock() && age >= 0 ? settleMs - age : settleMs - (now - since)
    // In steps, so that the files of a burst are looked at and reported together.
    const due = Math.ceil((now + Math.max(wait, grain)) / grain) * grain
    pending.set(file.path, { file, since, due, noticedAt: known?.noticedAt ?? now })
  }

  return {
    get size() {
      return pending.size
    },
    has: (path) => pending.has(path),
    offer(file) {
      if (provenByClock(file)) {
        pending.delete(file.path)
        return true
      }
      add(file)
      return false
    },
    next() {
      if (pending.size === 0) return undefined
      let due = Number.POSITIVE_INFINITY
      for (const entry of pending.values()) due = Math.min(due, entry.due)
      return Math.max(0, due - performance.now())
    },
    async sweep() {
      const settled: FoundFile[] = []
      const due = [...pending.values()].filter((entry) => entry.due <= performance.now())
      await eachLimited(due, filesAtOnce, async (entry) => {
        const { path, directory } = entry.file
        const now = await lookAgain(root, path, directory).catch(() => 'unreadable' as const)
        if (pending.get(path) !== entry) return // offered again, or settled, meanwhile
        if (now === undefined) {
          pending.delete(path)
        } else if (now === 'unreadable') {
          entry.due = performance.now() + settleMs
        } else if (provenByClock(now) || (isSame(now, entry.file) && performance.now() - entry.since >= settleMs)) {
          pending.delete(path)
          options.settled?.(entry.noticedAt)
          settled.push({ path, directory, size: now.size, mtimeMs: now.mtimeMs })
        } else {
          add(now)
        }
      })
      return settled
    },
  }
}

/** Milliseconds since the last change; negative for times in the future. */
function ageOf(file: ListedFile): number {
  return Date.now() - Math.max(file.mtimeMs, file.ctimeMs)
}

function isSame(a: ListedFile, b: ListedFile): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs
}
