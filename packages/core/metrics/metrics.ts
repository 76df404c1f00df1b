import { type CounterName, type GaugeName, type HistogramName, histograms } from './catalog.js'

export type Labels = Record<string, string>

/** One series as it crosses from process to process: its labels, and a number or a histogram. */
export interface Series {
  labels: Labels
  value: number | { buckets: number[]; sum: number; count: number }
}

/** Everything that a process has counted since it was started, by the metric's name. */
export type Snapshot = Record<string, Series[]>

/** Counts what a process does. Counting costs a look into a map; nothing is written before somebody asks. */
export interface Metrics {
  count(name: CounterName, labels?: Labels, by?: number): void
  observe(name: HistogramName, seconds: number, labels?: Labels): void
  /** Runs something and observes how long it took, whether or not it succeeded. */
  time<T>(name: HistogramName, labels: Labels, work: () => Promise<T>): Promise<T>
  /** Has a gauge read whenever a snapshot is taken. */
  gauge(name: GaugeName, read: () => Promise<Reading[]> | Reading[]): void
  /** Has a counter that somebody else counts read whenever a snapshot is taken. */
  counter(name: CounterName, read: () => Reading[]): void
  snapshot(): Promise<Snapshot>
}

export interface Reading {
  labels?: Labels
  value: number
}

export function createMetrics(): Metrics {
  const series = new Map<string, Map<string, Series>>()
  const readers: { name: string; read: () => Promise<Reading[]> | Reading[] }[] = []

  function seriesOf(name: string, labels: Labels, first: () => Series['value']): Series {
    const known = series.get(name) ?? new Map<string, Series>()
    series.set(name, known)
    const key = JSON.stringify(labels)
    const found = known.get(key) ?? { labels, value: first() }
    known.set(key, found)
    return found
  }

  function observe(name: HistogramName, seconds: number, labels: Labels = {}): void {
    const { buckets } = histograms[name]
    const found = seriesOf(name, labels, () => ({ buckets: buckets.map(() => 0), sum: 0, count: 0 }))
    if (typeof found.value === 'number') return
    const at = buckets.findIndex((bound) => seconds <= bound)
    if (at >= 0) found.value.buckets[at] = (found.value.buckets[at] ?? 0) + 1
    found.value.sum += seconds
    found.value.count++
  }

  return {
    count(name, labels = {}, by = 1) {
      const found = seriesOf(name, labels, () => 0)
      if (typeof found.value === 'number') found.value += by
    },
    observe,
    async time(name, labels, work) {
      const began = performance.now()
      try {
        return await work()
      } finally {
        observe(name, (performance.now() - began) / 1000, labels)
      }
    },
    gauge: (name, read) => void readers.push({ name, read }),
    counter: (name, read) => void readers.push({ name, read }),
    async snapshot() {
      const result: Snapshot = Object.fromEntries(
        [...series].map(([name, known]) => [name, [...known.values()].map((each) => structuredClone(each))]),
      )
      for (const { name, read } of readers) {
        // A reading that fails is left out: one dead process must not take the others' numbers along.
        const readings = await Promise.resolve(read()).catch(() => [])
        const all = readings.map(({ labels = {}, value }) => ({ labels, value }))
        result[name] = [...(result[name] ?? []), ...all]
      }
      return result
    },
  }
}
