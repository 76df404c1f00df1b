import type { Config } from '#core/config'
import type { Database } from '#core/database/connect'
import { ownersConfig } from '#core/owner-server'

/** The configuration with what the owner has chosen since; while the database is away, what held before. */
export function followOwner(db: Database, config: Config): () => Promise<Config> {
  let last = config
  return async () => {
    last = await ownersConfig(db, config).catch(() => last)
    return last
  }
}
