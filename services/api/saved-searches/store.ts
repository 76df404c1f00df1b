import { asc, eq } from 'drizzle-orm'
import type { Database } from '#core/database/connect'
import { savedSearches } from '#core/database/schema'

export type SavedSearch = typeof savedSearches.$inferSelect
export type NewSavedSearch = Pick<SavedSearch, 'name' | 'query'>

export async function listSavedSearches(db: Database): Promise<SavedSearch[]> {
  return await db.select().from(savedSearches).orderBy(asc(savedSearches.name))
}

export async function readSavedSearch(db: Database, id: number): Promise<SavedSearch | undefined> {
  const [found] = await db.select().from(savedSearches).where(eq(savedSearches.id, id))
  return found
}

/** @returns undefined when the name is taken */
export async function insertSavedSearch(db: Database, search: NewSavedSearch): Promise<SavedSearch | undefined> {
  const [made] = await db.insert(savedSearches).values(search).onConflictDoNothing().returning()
  return made
}

/** @returns 'taken' when another has the name, undefined when there is no such search */
export async function updateSavedSearch(
  db: Database,
  id: number,
  change: Partial<NewSavedSearch>,
): Promise<SavedSearch | 'taken' | undefined> {
  return await db.transaction(async (tx) => {
    if (change.name !== undefined) {
      const [other] = await tx
        .select({ id: savedSearches.id })
        .from(savedSearches)
        .where(eq(savedSearches.name, change.name))
      if (other && other.id !== id) return 'taken'
    }
    const [changed] = await tx.update(savedSearches).set(change).where(eq(savedSearches.id, id)).returning()
    return changed
  })
}

export async function deleteSavedSearch(db: Database, id: number): Promise<boolean> {
  const gone = await db.delete(savedSearches).where(eq(savedSearches.id, id)).returning({ id: savedSearches.id })
  return gone.length > 0
}

/** Whether a search also looks among sensitive photos. */
export function asksForSensitive(query: SavedSearch['query']): boolean {
  return query.sensitive === 'include' || query.sensitive === 'only'
}
