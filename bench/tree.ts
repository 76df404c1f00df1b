import { spawn } from 'node:child_process'
import path from 'node:path'
import { dataFolder } from '#core/data-folder'
import { projectRoot } from '#core/project-root'
import { askDaemon } from '../services/cli/up/single-instance.js'
import { memoryOf } from './memory-of.js'

export const albumen = path.join(projectRoot, 'bin', 'albumen.mjs')

export interface Tree {
  /** where the api listens, or undefined while it does not yet */
  address(): Promise<string | undefined>
  /** bytes of each process (PSS), children included, and of all as `total` */
  memory(): Promise<Record<string, number>>
}

/** Runs `albumen up` with the bundled model on a data folder of its own while `use` lasts. */
export async function withTree<T>(dataDir: string, args: string[], use: (tree: Tree) => Promise<T>): Promise<T> {
  const daemon = spawn(process.execPath, [albumen, 'up', ...args], {
    env: { ...process.env, ALBUMEN_DATA_DIR: dataDir, ALBUMEN_MODEL: 'nano-vl', ALBUMEN_PORT: '0' },
    stdio: 'ignore',
  })
  const info = async () => await askDaemon(dataFolder(dataDir).run)
  try {
    return await use({
      address: async () => (await info())?.address ?? undefined,
      memory: async () => await memoryOf((await info())?.processes ?? {}, daemon.pid as number),
    })
  } finally {
    daemon.kill('SIGINT')
    await new Promise((resolve) => daemon.once('exit', resolve))
  }
}
