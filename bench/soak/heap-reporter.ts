import { writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Loaded into every Node process of a soak run (`node --import`): writes its heap to a file named after its pid, because
 * from outside only the whole memory of a process can be seen.
 */
const folder = process.env.SOAK_HEAP_DIR
if (folder) {
  setInterval(() => {
    const { heapUsed, external } = process.memoryUsage()
    try {
      writeFileSync(path.join(folder, String(process.pid)), JSON.stringify({ heapUsed, external }))
    } catch {
      // the run has ended and its folder is gone
    }
  }, 5_000).unref()
}
