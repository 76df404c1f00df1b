import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Config } from '#core/config'
import { dataFolder } from '#core/data-folder'
import type { Metrics } from '#core/metrics/metrics'
import { memoryOf, withDescendants } from '#core/metrics/process-metrics'

/** The memory of those that count nothing themselves: the bundled database and what started us all. */
export function countTheOthers(metrics: Metrics, config: Config): void {
  const { postgres } = dataFolder(config.dataDir)
  metrics.gauge('albumen_process_resident_memory_bytes', async () => {
    const pidFile = await readFile(path.join(postgres, 'postmaster.pid'), 'utf8').catch(() => '')
    const postmaster = Number(pidFile.split('\n')[0])
    return postmaster > 1 ? await memoryOf('database', await withDescendants(postmaster)) : []
  })
  // Only a parent that holds a channel to us is ours; in a container it is the container's own.
  if (process.channel) {
    metrics.gauge('albumen_process_resident_memory_bytes', () => memoryOf('supervisor', [process.ppid]))
  }
}
