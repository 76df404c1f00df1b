import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '#core/database/connect'

/** The names of the rows that a query finds; it must select them as `name`. */
export async function namesOf(db: Database, query: SQL): Promise<string[]> {
  const { rows } = await db.execute<{ name: string }>(query)
  return rows.map(({ name }) => String(name))
}

export const countOf = async (db: Database, query: SQL): Promise<number> => {
  const { rows } = await db.execute<{ n: string }>(sql`select count(*) as n from (${query}) counted`)
  return Number(rows[0]?.n ?? 0)
}
