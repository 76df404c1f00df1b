import { counters, gauges, histograms } from './catalog.js'
import type { Labels, Series, Snapshot } from './metrics.js'

export interface Described {
  help: string
  type: 'counter' | 'gauge' | 'histogram'
}

/** What the metrics of the catalog are. */
export const described: Record<string, Described> = {
  ...Object.fromEntries(Object.entries(counters).map(([name, help]) => [name, { help, type: 'counter' as const }])),
  ...Object.fromEntries(Object.entries(gauges).map(([name, help]) => [name, { help, type: 'gauge' as const }])),
  ...Object.fromEntries(
    Object.entries(histograms).map(([name, { help }]) => [name, { help, type: 'histogram' as const }]),
  ),
}

/**
 * Prometheus' text format, version 0.0.4. Metrics without a series are described all the same, so that it can be seen what
 * there will be; those that nobody describes are left out: a newer process may know more.
 */
export function render(snapshot: Snapshot, about: Record<string, Described>): string {
  const parts: string[] = []
  for (const [name, { help, type }] of Object.entries(about)) {
    const lines = (snapshot[name] ?? []).flatMap((each) => linesOf(name, each))
    parts.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines)
  }
  return `${parts.join('\n')}\n`
}

function linesOf(name: string, { labels, value }: Series): string[] {
  if (typeof value === 'number') return [`${name}${inBraces(labels)} ${value}`]
  const bounds: readonly number[] = histograms[name as keyof typeof histograms]?.buckets ?? []
  if (bounds.length !== value.buckets.length) return [] // of a process whose version divides it otherwise
  let sum = 0
  const lines = bounds.map((bound, at) => {
    sum += value.buckets[at] ?? 0
    return `${name}_bucket${inBraces({ ...labels, le: String(bound) })} ${sum}`
  })
  return [
    ...lines,
    `${name}_bucket${inBraces({ ...labels, le: '+Inf' })} ${value.count}`,
    `${name}_sum${inBraces(labels)} ${value.sum}`,
    `${name}_count${inBraces(labels)} ${value.count}`,
  ]
}

function inBraces(labels: Labels): string {
  const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`)
  return pairs.length > 0 ? `{${pairs.join(',')}}` : ''
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
