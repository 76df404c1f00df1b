import { whoIAm } from '#core/heartbeat'
import { merge } from '#core/metrics/merge'
import { publishedMetrics } from '#core/metrics/publish'
import { described, render } from '#core/metrics/render'
import type { ApiDeps } from '../deps.js'
import { cached } from '../status/cached.js'
import type { StatusReader } from '../status/status.js'
import { describedGauges, readGauges } from './gauges.js'

/** However many ask, and however often: the numbers are gathered this seldom. */
const KEPT_MS = 2_000

/** Everything for Prometheus: what the catalogue says, what this process has counted, and what the others have. */
export function createScrape({ connection: { db }, metrics }: ApiDeps, status: StatusReader): () => Promise<string> {
  const about = { ...describedGauges, ...described }
  return cached(async () => {
    const own = (await metrics?.snapshot()) ?? {} // before the questions below keep the connections busy
    const [gauges, others] = await Promise.all([
      status.read().then((read) => readGauges(db, read)),
      publishedMetrics(db),
    ])
    const labels = { process: 'api', host: whoIAm().host }
    return render({ ...gauges, ...merge([...others, { labels, snapshot: own }]) }, about)
  }, KEPT_MS)
}
