import type { Config } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { askDaemon } from './up/single-instance.js'

/** The owner's library before the demo, which has a folder of its own in it. */
export function libraryFolders(config: Config): string[] {
  return [config.dataDir, `${config.dataDir}/demo`]
}

/** The data folder and the bundled database of the daemon that runs here, if one does. */
export async function runningLibrary(config: Config): Promise<{ dataDir: string; databaseUrl: string } | null> {
  for (const dataDir of libraryFolders(config)) {
    const daemon = await askDaemon(dataFolder(dataDir).run)
    if (daemon?.databaseUrl) return { dataDir, databaseUrl: daemon.databaseUrl }
  }
  return null
}

/** The bundled database of the daemon that runs on this data folder. */
export async function daemonDatabase(config: Config): Promise<string | null> {
  return (await runningLibrary(config))?.databaseUrl ?? null
}
