import { existsSync } from 'node:fs'
import type { Config } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { askDaemon } from './up/single-instance.js'

/** The owner's library before the demo, which has a folder of its own in it. */
export function libraryFolders(config: Config): string[] {
  return [config.dataDir, `${config.dataDir}/demo`]
}

/** Whether there is a library to ask at all: a database that is named, or one that a start has made. */
export function hasLibrary(config: Config): boolean {
  return (
    config.databaseUrl !== undefined || libraryFolders(config).some((root) => existsSync(dataFolder(root).postgres))
  )
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
