import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isMainThread } from 'node:worker_threads'

/**
 * Loaded into every Node process of a soak run (`node --import`): writes what its heap holds to a file named after its
 * pid. A heap that has room is not collected for hours and seems to grow; what is left after a collection is what counts.
 * The collections are few, so that the memory seen from outside stays what it is without them.
 */
const EVERY_MS = 5 * 60_000

const folder = process.env.SOAK_HEAP_DIR
if (folder && isMainThread) {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const report = () => {
    collect()
    const { heapUsed, external } = process.memoryUsage()
    try {
      writeFileSync(path.join(folder, String(process.pid)), JSON.stringify({ heapUsed, external }))
    } catch {
      // the run has ended and its folder is gone
    }
  }
  setTimeout(report, 10_000).unref()
  setInterval(report, EVERY_MS).unref()
}
