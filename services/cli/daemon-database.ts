import type { Config } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { askDaemon } from './up/single-instance.js'

/** The owner's library before the demo, which has a folder of its own in it. */
export function libraryFolders(config: Config): string[] {
  return [config.dataDir, `${config.dataDir}/demo`]
}

/** The bundled database of the daemon that runs on this data folder. */
export async function daemonDatabase(config: Config): Promise<string | null> {
  for (const root of libraryFolders(config)) {
    const daemon = await askDaemon(dataFolder(root).run)
    if (daemon?.databaseUrl) return daemon.databaseUrl
  }
  return null
}
