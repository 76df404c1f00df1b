import type { Labels, Series, Snapshot } from './metrics.js'

/** One process with what it has counted. */
export interface Counted {
  labels: Labels
  snapshot: Snapshot
}

/**
 * Several processes as one: each series gets the labels of its process, unless it names them itself. Two processes with
 * the same labels (two workers on one machine) are added up.
 */
export function merge(all: Counted[]): Snapshot {
  const merged = new Map<string, Map<string, Series>>()
  for (const { labels, snapshot } of all) {
    for (const [name, series] of Object.entries(snapshot)) {
      const known = merged.get(name) ?? new Map<string, Series>()
      merged.set(name, known)
      for (const each of series) {
        // Always in the same order: the database gives them back in another.
        const labelled = Object.fromEntries(Object.entries({ ...labels, ...each.labels }).sort())
        const key = JSON.stringify(labelled)
        const other = known.get(key)
        known.set(key, { labels: labelled, value: other ? sum(other.value, each.value) : each.value })
      }
    }
  }
  return Object.fromEntries([...merged].map(([name, known]) => [name, [...known.values()]]))
}

function sum(a: Series['value'], b: Series['value']): Series['value'] {
  if (typeof a === 'number' || typeof b === 'number') return typeof a === typeof b ? Number(a) + Number(b) : b
  if (a.buckets.length !== b.buckets.length) return b
  return { buckets: a.buckets.map((n, at) => n + (b.buckets[at] ?? 0)), sum: a.sum + b.sum, count: a.count + b.count }
}
