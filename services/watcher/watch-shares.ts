import type { Catalogue, ShareRef } from './catalogue.js'
import { type ShareWatch, type WatchOptions, watchShare } from './watch-share.js'

/** Watches several shares, each on its own: what one of them does holds up no other. */
export function watchShares(
  shares: readonly ShareRef[],
  catalogue: Catalogue,
  options: WatchOptions,
): ShareWatch & { byId: ReadonlyMap<number, ShareWatch> } {
  const byId = new Map(shares.map((share) => [share.id, watchShare(share, catalogue, options)]))
  const all = (act: (watch: ShareWatch) => Promise<void>) => Promise.all([...byId.values()].map(act)).then(() => {})
  return {
    byId,
    rescan: () => all((watch) => watch.rescan()),
    close: () => all((watch) => watch.close()),
  }
}
