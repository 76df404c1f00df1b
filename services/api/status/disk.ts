import { readdir, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Config } from '#core/config'
import { dataFolder } from '#core/data-folder'
import type { Database } from '#core/database/connect'

export const diskSchema = z.object({
  free: z.number().nullable().describe('bytes left where the data folder lies'),
  total: z.number().nullable(),
  database: z.number().describe('bytes of the database'),
  models: z.number().describe('bytes of the models in the data folder'),
})

/** What the data folder takes and what is left; previews are not counted, for that every file must be looked at. */
export async function readDisk(db: Database, config: Config): Promise<z.infer<typeof diskSchema>> {
  const [volume, size, models] = await Promise.all([
    statfs(config.dataDir).catch(() => undefined),
    db.execute<{ bytes: string }>(sql`select pg_database_size(current_database()) as bytes`),
    folderSize(dataFolder(config.dataDir).models),
  ])
  return {
    free: volume ? volume.bavail * volume.bsize : null,
    total: volume ? volume.blocks * volume.bsize : null,
    database: Number(size.rows[0]?.bytes ?? 0),
    models,
  }
}

/** The files of one folder; a folder that is not there is empty. */
async function folderSize(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => [])
  const sizes = await Promise.all(
    names.map(async (name) => (await stat(path.join(folder, name)).catch(() => undefined))?.size ?? 0),
  )
  return sizes.reduce((sum, each) => sum + each, 0)
}
