import { randomBytes } from 'node:crypto'
import { and, like, lt, sql } from 'drizzle-orm'
import type { Config } from '#core/config'
import { tokens } from '#core/database/schema'
import { SCOPES } from '#core/sign-in/scopes'
import { createToken } from '#core/tokens'
import { withDatabase } from './open-database.js'

const NAME = 'command '
const MINUTES = 10

/**
 * A token for one command, where the api runs without `up` (in containers): whoever may open the database may do
 * everything anyway. It expires by itself.
 */
export async function commandToken(config: Config): Promise<string> {
  return await withDatabase(config, async ({ db }) => {
    await db.delete(tokens).where(and(like(tokens.name, `${NAME}%`), lt(tokens.expiresAt, sql`now()`)))
    const expiresAt = new Date(Date.now() + MINUTES * 60_000)
    return await createToken(db, `${NAME}${randomBytes(8).toString('hex')}`, { scopes: SCOPES, expiresAt })
  })
}
