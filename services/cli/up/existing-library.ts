import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Config } from '#core/config'
import { dataFolder } from '#core/data-folder'

/** The configuration of the library that is there: the demo's data folder where nobody has set up one of their own. */
export function existingLibrary(config: Config): Config {
  const demo = path.join(config.dataDir, 'demo')
  const own = config.databaseUrl || existsSync(dataFolder(config.dataDir).postgres)
  return own || !existsSync(dataFolder(demo).postgres) ? config : { ...config, dataDir: demo }
}
