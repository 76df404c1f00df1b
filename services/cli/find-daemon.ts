import type { Config } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { libraryFolders } from './daemon-database.js'
import { askDaemon, type DaemonInfo } from './up/single-instance.js'

/** The address of the daemon on this data folder. */
export async function runningAddress(config: Config): Promise<string | null> {
  return (await runningDaemon(config))?.address ?? null
}

/** The daemon on this data folder, the owner's library before the demo. */
export async function runningDaemon(config: Config): Promise<DaemonInfo | null> {
  for (const root of libraryFolders(config)) {
    const daemon = await askDaemon(dataFolder(root).run)
    if (daemon?.address) return daemon
  }
  return null
}
