import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

/** Where things lie inside the data folder. */
export interface DataFolder {
  root: string
  previews: string
  models: string
  logs: string
  /** unless the owner wants them elsewhere */
  backups: string
  postgres: string
  /** Sockets; outside the data folder when its path is too long for a unix socket (about 100 bytes). */
  run: string
}

export function dataFolder(root: string): DataFolder {
  const inside = path.join(root, 'run')
  const digest = createHash('sha256').update(root).digest('hex').slice(0, 16)
  return {
    root,
    previews: path.join(root, 'previews'),
    models: path.join(root, 'models'),
    logs: path.join(root, 'logs'),
    backups: path.join(root, 'backups'),
    postgres: path.join(root, 'postgres'),
    run: Buffer.byteLength(inside) <= 80 ? inside : path.join(os.tmpdir(), `albumen-${digest}`),
  }
}

export async function makeDataFolder(folder: DataFolder): Promise<void> {
  for (const each of [folder.root, folder.previews, folder.models, folder.logs]) await mkdir(each, { recursive: true })
  await mkdir(folder.run, { recursive: true, mode: 0o700 })
}
