import path from 'node:path'
import type { Config } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { projectRoot } from '#core/project-root'
import { type EngineChoice, resolveEngineChoice } from './resolve.js'

/** The engine that the configuration and the models folder allow; looks at the disk each time. */
export async function findEngine(config: Config): Promise<EngineChoice> {
  return await resolveEngineChoice({
    engine: config.engine,
    model: config.model,
    mmproj: config.mmproj,
    serverUrl: config.serverUrl,
    modelsDir: dataFolder(config.dataDir).models,
    bundledDir: path.join(projectRoot, 'models'),
  })
}
