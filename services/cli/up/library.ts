import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { type Config, loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { demoScenes } from '#core/demo'
import { FatalError } from '#core/errors'

/** Which photos this start is about, and with which settings. */
export interface Library {
  config: Config
  demo: boolean
  /** Folders named on the command line, absolute. */
  folders: string[]
}

export interface UpOptions {
  /** the demo, whatever else there is */
  demo: boolean
  /** the owner's library even while it has no folder: they are chosen on the page */
  setup: boolean
}

/**
 * The owner's library where there is one: folders given now, shares in the configuration, a library set up by an earlier
 * start, or one to be set up on the page. Otherwise the demo: drawn scenes and the small test model, in a data folder of its own.
 * @throws FatalError for a folder that is not there
 */
export async function chooseLibrary(
  folders: string[],
  { demo: forceDemo, setup }: UpOptions,
  env: NodeJS.ProcessEnv,
): Promise<Library> {
  const config = loadConfig(env)
  const own = setup || folders.length > 0 || config.shares.length > 0 || Boolean(config.databaseUrl)
  const earlier = existsSync(dataFolder(config.dataDir).postgres)
  if (forceDemo && folders.length > 0) throw new FatalError('Give either folders or --demo, not both.')
  if (forceDemo && setup) throw new FatalError('Give either --setup or --demo, not both.')
  if (forceDemo || (!own && !earlier)) return demo(config, env)
  return { config, demo: false, folders: await Promise.all(folders.map(existingFolder)) }
}

function demo(config: Config, env: NodeJS.ProcessEnv): Library {
  const dataDir = path.join(config.dataDir, 'demo')
  return {
    demo: true,
    folders: [],
    config: loadConfig(env, {
      dataDir,
      shares: [{ name: 'demo', path: demoScenes, mode: 'auto' }],
      // Nothing of it may get among the owner's photos, jobs and backups.
      ...{ databaseUrl: undefined, redisUrl: undefined, backup: 'never', backupDir: undefined },
      engine: config.engine,
      model: config.model,
    }),
  }
}

async function existingFolder(folder: string): Promise<string> {
  const absolute = path.resolve(folder)
  const found = await stat(absolute).catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'ENOENT' ? 'there is nothing at that path' : `it cannot be opened (${cause.code})`
    throw new FatalError(`Expected a folder of photos: ${absolute}, but ${why}.`, { cause })
  })
  if (!found.isDirectory()) throw new FatalError(`Expected a folder of photos: ${absolute} is a file.`)
  return absolute
}
