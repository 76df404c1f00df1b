import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/connect.js'

/** Enough for the vocabulary of a large library; a few megabytes. */
const REMEMBERED = 50_000
const known = new Map<string, string | null>()

/**
 * English stems of words, as PostgreSQL's own dictionary makes them; null for a word that says nothing (the, of).
 * A stem depends on nothing but the word, so that each is asked for once.
 */
export async function stems(db: Queryable, words: Iterable<string>): Promise<Map<string, string | null>> {
  const wanted = new Set(words)
  const unknown = [...wanted].filter((word) => !known.has(word))
  const fresh = new Map<string, string | null>()
  if (unknown.length > 0) {
    const { rows } = await db.execute<{ word: string; lexemes: string[] | null }>(
      sql`select word, ts_lexize('english_stem', word) as lexemes from unnest(${sql.param(unknown)}::text[]) as word`,
    )
    for (const { word, lexemes } of rows) fresh.set(word, lexemes ? (lexemes[0] ?? null) : word)
    if (known.size + fresh.size > REMEMBERED) known.clear()
    for (const [word, stem] of fresh) known.set(word, stem)
  }
  const found = new Map<string, string | null>()
  for (const word of wanted) found.set(word, fresh.get(word) ?? known.get(word) ?? null)
  return found
}
