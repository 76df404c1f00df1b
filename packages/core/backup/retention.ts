import { readBackupName } from './backup-name.js'

export interface Keep {
  /** of so many of the latest days that have one, the last nightly backup */
  days: number
  /** and of so many weeks */
  weeks: number
}

/** Nightly backups that have had their time. Those made by hand stay. The newest of all is never among them. */
export function outdated(names: string[], keep: Keep): string[] {
  const nightly = names
    .flatMap((name) => {
      const read = readBackupName(name)
      return read?.kind === 'nightly' ? [{ name, at: read.at }] : []
    })
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
  const kept = new Set([
    ...newestOfEach(nightly, dayOf, Math.max(1, keep.days)),
    ...newestOfEach(nightly, weekOf, keep.weeks),
  ])
  return nightly.filter((each) => !kept.has(each.name)).map((each) => each.name)
}

type Nightly = { name: string; at: Date }

function newestOfEach(newestFirst: Nightly[], periodOf: (at: Date) => number, count: number): string[] {
  const newest = new Map<number, string>()
  for (const { name, at } of newestFirst) {
    const period = periodOf(at)
    if (!newest.has(period)) newest.set(period, name)
  }
  return [...newest.values()].slice(0, count)
}

const dayOf = (at: Date) => Math.floor(at.getTime() / 86_400_000)
/** Weeks begin on Monday; the first day of 1970 was a Thursday. */
const weekOf = (at: Date) => Math.floor((dayOf(at) + 3) / 7)
