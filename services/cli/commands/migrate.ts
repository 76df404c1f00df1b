import { loadConfig } from '#core/config'
import { withDatabase } from '../open-database.js'

/** Brings the database to this version's schema, as each service does when it starts; several at once wait for each other. */
export async function migrateNow(env: NodeJS.ProcessEnv): Promise<void> {
  await withDatabase(loadConfig(env), async () => {})
  console.log('The database is up to date.')
}
