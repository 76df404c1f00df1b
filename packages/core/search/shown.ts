import { type SQL, sql } from 'drizzle-orm'

export type SensitiveChoice = 'exclude' | 'include' | 'only'

/** Which photos `p` a listing shows: without being asked, none that an analysis found sensitive. */
export function shown(sensitive: SensitiveChoice): SQL {
  if (sensitive === 'include') return sql`true`
  // Written so that the planner knows how many they are; null is none: not analysed yet.
  return sensitive === 'only' ? sql`p.sensitive <> 'none'` : sql`(p.sensitive is null or p.sensitive = 'none')`
}

/** The same of rows `s` of photo_search, and only of photos that are on a share. */
export function shownRows(sensitive: SensitiveChoice): SQL {
  if (sensitive === 'include') return sql`s.present`
  return sensitive === 'only' ? sql`s.present and s.sensitive` : sql`s.present and not s.sensitive`
}
