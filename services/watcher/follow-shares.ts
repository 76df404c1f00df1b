import type { Database } from '#core/database/connect'
import { messageOf } from '#core/errors'
import type { Log } from '#core/log'
import type { Metrics } from '#core/metrics/metrics'
import { ownersRules } from '#core/owners-rules'
import { listShares, type Share } from '#core/shares'
import type { Catalogue, ShareRef } from './catalogue.js'
import type { WatchSettings } from './settings.js'
import { watchShare } from './watch-share.js'

/** How soon a share that was added, changed or removed is noticed, and a scan that was asked for begins. */
const LOOK_EVERY_MS = 2_000

/** Keeps one watcher for each share in the database, as shares come, change and go. One bad share never stops another. */
export function followShares(deps: {
  db: Database
  catalogue: Catalogue
  settings: WatchSettings
  scanning: Set<string>
  log: Log
  metrics?: Metrics
}): { close(): Promise<void> } {
  const { db, catalogue, settings, scanning, log, metrics } = deps
  const controller = new AbortController()
  const watched = new Map<number, { share: Share; watcher: ReturnType<typeof watchShare> }>()
  let looking = Promise.resolve()

  const rescan = async (share: Share) => {
    scanning.add(share.name)
    try {
      await watched.get(share.id)?.watcher.rescan()
    } finally {
      scanning.delete(share.name)
    }
  }

  const look = async () => {
    const current = new Map((await listShares(db)).map((share) => [share.id, share]))
    for (const [id, { share, watcher }] of watched) {
      const now = current.get(id)
      if (now && isWatchedAlike(now, share)) continue
      watched.delete(id)
      await watcher.close()
    }
    for (const share of current.values()) {
      const known = watched.get(share.id)
      if (!known) {
        log.info({ share: share.name, path: share.path, mode: share.mode }, 'watching a share')
        const ignored = ownersRules(share.ignore)
        const watcher = watchShare(reference(share), catalogue, {
          ...{ signal: controller.signal, log, metrics },
          settings: { ...settings, ignored },
        })
        watched.set(share.id, { share, watcher })
      } else if (isAfter(share.scanRequestedAt, known.share.scanRequestedAt)) {
        known.share = share
        void rescan(share).catch((error) => log.warn({ share: share.name, error: messageOf(error) }, 'a scan failed'))
      }
    }
  }

  const timer = setInterval(() => {
    looking = looking
      .then(look)
      .catch((error) => log.warn({ error: messageOf(error) }, 'cannot read the list of shares'))
  }, LOOK_EVERY_MS)
  looking = look().catch((error) => log.warn({ error: messageOf(error) }, 'cannot read the list of shares'))

  return {
    async close() {
      clearInterval(timer)
      controller.abort()
      await looking
      await Promise.all([...watched.values()].map(({ watcher }) => watcher.close()))
    },
  }
}

function isWatchedAlike(a: Share, b: Share): boolean {
  const rules = (share: Share) => share.ignore.join('\n')
  return a.path === b.path && a.mode === b.mode && a.name === b.name && rules(a) === rules(b)
}

function reference(share: Share): ShareRef {
  return {
    id: share.id,
    name: share.name,
    root: share.path,
    mode: share.mode,
    device: share.device,
    inode: share.inode,
  }
}

function isAfter(a: Date | null, b: Date | null): boolean {
  return a !== null && (b === null || a.getTime() > b.getTime())
}
