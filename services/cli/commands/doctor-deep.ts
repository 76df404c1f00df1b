import { loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { FatalError } from '#core/errors'
import { createLog } from '#core/log'
import { openQueues } from '#core/queues'
import { type DeepFinding, lookDeep } from '#doctor/deep/deep'
import { hasLibrary } from '../daemon-database.js'
import { withDatabase } from '../open-database.js'

export interface DeepWishes {
  repair: boolean
  /** how many photos are opened, or all of them */
  sample: number
}

/** Looks at the whole library, telling on a terminal how far it is. */
export async function examineLibrary(wishes: DeepWishes, env: NodeJS.ProcessEnv): Promise<DeepFinding[]> {
  const config = loadConfig(env)
  if (!hasLibrary(config))
    throw new FatalError(`There is no library in ${config.dataDir} yet. Start it with: npm start -- FOLDER`)
  const bar = progressBar(process.stderr)
  try {
    return await withDatabase(config, async (connection, dataDir) => {
      const log = createLog('doctor', 'silent')
      const queues = await openQueues({ redisUrl: config.redisUrl, databaseUrl: connection.url }, log)
      try {
        const folder = dataFolder(dataDir)
        return await lookDeep({ db: connection.db, queues, folder, ...wishes, progress: bar.show })
      } finally {
        await queues.close()
      }
    })
  } finally {
    bar.clear()
  }
}

const EVERY_MS = 200

function progressBar(stream: NodeJS.WriteStream) {
  let shownAt = 0
  const clear = () => {
    if (stream.isTTY) stream.write('\r\x1b[2K')
  }
  return {
    show(about: string, done: number, total: number): void {
      if (!stream.isTTY || Date.now() - shownAt < EVERY_MS) return
      shownAt = Date.now()
      clear()
      stream.write(`${about}: ${done} of ${total}`)
    },
    clear,
  }
}
