import type { Config } from '../config.js'

/**
 * How many connections each service may have at most: `catalogue` to what is known of the photos, `queue` to the jobs
 * where they are in the database. They are opened when needed and closed when idle; besides, a process listens on one.
 * Each is a process of PostgreSQL with a few megabytes of its own: together they stay well below `max_connections` of the
 * bundled one (80, and 40 in the small profile), beside commands and a second worker.
 */
const SIZES = {
  normal: {
    api: { catalogue: 8, queue: 4 },
    watcher: { catalogue: 4, queue: 2 },
    // Of the queue's, each of four consumers keeps one to listen on.
    worker: { catalogue: 10, queue: 12 },
  },
  small: {
    api: { catalogue: 4, queue: 2 },
    watcher: { catalogue: 2, queue: 2 },
    worker: { catalogue: 4, queue: 8 },
  },
} as const

export function poolSizes(profile: Config['profile'], service: keyof typeof SIZES.normal) {
  return SIZES[profile === 'small' ? 'small' : 'normal'][service]
}
