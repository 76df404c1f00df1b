import { existsSync } from 'node:fs'
import type { Config } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { messageOf } from '#core/errors'
import { listShares } from '#core/shares'
import type { Finding } from '#doctor/finding'
import { withDatabase } from '../open-database.js'

interface Looked {
  finding: Finding
  shares: { name: string; path: string }[]
}

/** Connects (starting the bundled database if it is not running), migrates, and reads the shares. */
export async function checkDatabase(config: Config): Promise<Looked> {
  const kind = config.databaseUrl ? 'DATABASE_URL' : 'bundled PostgreSQL'
  if (!config.databaseUrl && !existsSync(dataFolder(config.dataDir).postgres)) {
    return { finding: { about: 'database', state: 'ok', found: `${kind}, made at the first start` }, shares: [] }
  }
  try {
    return await withDatabase(config, async ({ db }) => {
      const { rows } = await db.execute<{ version: string; size: string; vector: boolean }>(
        `select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size,
          exists (select 1 from pg_available_extensions where name = 'vector') as vector`,
      )
      const unused = rows[0]?.vector ? ', pgvector available (not used)' : ''
      const found = `${kind}, version ${rows[0]?.version}, ${rows[0]?.size}${unused}`
      return { finding: { about: 'database', state: 'ok', found }, shares: await listShares(db) }
    })
  } catch (error) {
    const advice = config.databaseUrl
      ? 'Check DATABASE_URL and that the server runs.'
      : `Its log is in ${config.dataDir}/logs.`
    return { finding: { about: 'database', state: 'problem', found: messageOf(error), advice }, shares: [] }
  }
}
