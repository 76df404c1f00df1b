import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { available, type Daemon, startDaemon, temporaryFolder } from './daemon.js'
import { startRedis } from './redis.js'

/** The queues that can be tested here. */
export const backends = ['postgres', ...(available('redis-server') ? ['redis'] : [])]

/** A temporary folder of photos with a daemon that looks after it, its queue in the database or in a Redis of its own. */
export interface Library {
  photos: string
  daemon: Daemon
  /** The settings the daemon was started with. */
  env: Record<string, string>
  /** Stops the daemon and starts it again, doing something in between: with the exit code at hand. */
  restart(between: (code: number | null) => void): Promise<void>
  close(): Promise<void>
}

/** @param settings as many photos at once as suit the machine where nothing else is said */
export async function openLibrary(
  backend: string,
  fill: (photos: string) => Promise<void> | void,
  settings: Record<string, string> = {},
): Promise<Library> {
  const folder = await temporaryFolder()
  const photos = path.join(folder.path, 'photos')
  mkdirSync(photos)
  await fill(photos)
  const redis = backend === 'redis' ? await startRedis(folder.path) : undefined
  const env = { ALBUMEN_ANALYSE_CONCURRENCY: 'auto', ...settings, ...(redis ? { REDIS_URL: redis.url } : {}) }
  const start = () => startDaemon({ dataDir: path.join(folder.path, 'data'), folders: [photos], env })
  const library: Library = {
    photos,
    env,
    daemon: await start(),
    async restart(between) {
      between(await library.daemon.stop())
      library.daemon = await start()
    },
    async close() {
      await library.daemon.stop()
      await redis?.stop()
      await folder.remove()
    },
  }
  return library
}
