import { type Near, type Nearest, unpack } from './matrix.js'
import type { MeaningOfQuestion } from './semantic.js'

/** Candidates that `keep` is shown at once, and at most: whoever wants fewer photos than one in a thousand names them. */
const KEEP_BATCH = 4_096
const MOST_CANDIDATES = 65_536

type Options = Parameters<MeaningOfQuestion['nearest']>[0]

/** Asks for more and more of the nearest, until enough of them are kept. */
export async function nearestKept(
  nearest: (limit: number, only?: string[]) => Nearest | Promise<Nearest>,
  { limit, only, keep, least = -1 }: Options,
): Promise<Near[]> {
  if (!keep) return unpack(await nearest(limit, only)).filter(({ similarity }) => similarity >= least)
  const kept: Near[] = []
  const shown = new Set<string>()
  for (let asked = Math.max(64, limit * 2); ; asked = Math.min(MOST_CANDIDATES, asked * 4)) {
    const candidates = await nearest(asked, only)
    const near = candidates.similarities.findIndex((similarity) => similarity < least)
    const found = near < 0 ? candidates.similarities.length : near
    for (let i = shown.size; i < found && kept.length < limit; i += KEEP_BATCH) {
      // Rows that were added meanwhile may have moved some across the batches' borders.
      const batch = unpack(candidates, i, Math.min(found, i + KEEP_BATCH)).filter((each) => !shown.has(each.photoId))
      for (const { photoId } of batch) shown.add(photoId)
      const wanted = await keep(batch.map(({ photoId }) => photoId))
      kept.push(...batch.filter(({ photoId }) => wanted.has(photoId)))
    }
    if (kept.length >= limit || found < asked || asked >= MOST_CANDIDATES) return kept.slice(0, limit)
  }
}
