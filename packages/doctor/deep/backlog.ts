import { setTimeout as sleep } from 'node:timers/promises'
import { enqueueFiles, enqueuePhotos, pendingCounts } from '#core/backlog'
import { type Check, type Fault, type Library, several } from './check.js'

/** Between storing and enqueueing lies a moment, which is no fault. */
const MOMENT_MS = 3_000

/** Everything that is still to be done is in a queue. */
export const backlog: Check = {
  about: 'queues',
  async look(library) {
    let missing = await notQueued(library)
    if (missing.files + missing.photos > 0) {
      await sleep(MOMENT_MS, undefined, { signal: library.signal })
      const later = await notQueued(library)
      missing = { files: Math.min(missing.files, later.files), photos: Math.min(missing.photos, later.photos) }
    }
    const { files, photos } = await pendingCounts(library.db)
    return {
      checked: files + photos,
      note: 'files and photos that are still to be looked at',
      faults: [
        ...fault(missing.files, 'file', async () => await enqueueFiles(library.db, library.queues)),
        ...fault(missing.photos, 'photo', async () => await enqueuePhotos(library.db, library.queues)),
      ],
    }
  },
}

async function notQueued({ db, queues }: Library): Promise<{ files: number; photos: number }> {
  const [pending, ingest, analyse] = [
    await pendingCounts(db),
    await queues.ingest.counts(),
    await queues.analyse.counts(),
  ]
  return {
    files: Math.max(0, pending.files - ingest.waiting - ingest.active),
    photos: Math.max(0, pending.photos - analyse.waiting - analyse.active),
  }
}

function fault(count: number, what: 'file' | 'photo', enqueue: () => Promise<void>): Fault[] {
  if (count === 0) return []
  return [
    {
      code: `${what}_not_queued`,
      state: 'warning',
      count,
      examples: [],
      found: `${several(count, what)} to be looked at that ${count === 1 ? 'is' : 'are'} in no queue`,
      why: 'Nobody looks at them until the worker compares the catalogue with its queues, which it does each minute.',
      advice: 'Repaired, they are enqueued now.',
      async repair() {
        await enqueue()
        return count
      },
    },
  ]
}
