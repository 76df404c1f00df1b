import { type SQL, sql } from 'drizzle-orm'

export type ShownChoice = 'exclude' | 'include' | 'only'

/** Which photos are shown beside the usual ones: without being asked, none that are private, and none that are hidden. */
export interface Shown {
  sensitive?: ShownChoice | undefined
  hidden?: ShownChoice | undefined
}

/** Which photos `p` a listing shows. */
export function shown({ sensitive = 'exclude', hidden = 'exclude' }: Shown): SQL {
  const where: SQL[] = [sql`true`]
  // Written so that the planner knows how many they are; null is none: not analysed yet.
  if (sensitive === 'only') where.push(sql`p.sensitive <> 'none'`)
  if (sensitive === 'exclude') where.push(sql`(p.sensitive is null or p.sensitive = 'none')`)
  if (hidden === 'only') where.push(sql`p.hidden`)
  if (hidden === 'exclude') where.push(sql`not p.hidden`)
  return sql.join(where, sql` and `)
}

/** The same of rows `s` of photo_search, and only of photos that are on a share. */
export function shownRows({ sensitive = 'exclude', hidden = 'exclude' }: Shown): SQL {
  const where: SQL[] = [sql`s.present`]
  if (sensitive !== 'include') where.push(sensitive === 'only' ? sql`s.sensitive` : sql`not s.sensitive`)
  if (hidden !== 'include') where.push(hidden === 'only' ? sql`s.hidden` : sql`not s.hidden`)
  return sql.join(where, sql` and `)
}

/** Asks for few photos of a library, by that alone. */
export function showsFew({ sensitive, hidden }: Shown): boolean {
  return sensitive === 'only' || hidden === 'only'
}
