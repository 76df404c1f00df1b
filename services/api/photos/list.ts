import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database, Queryable } from '#core/database/connect'
import { photosByDate } from '#core/search/by-date'
import { isRealDate } from '#core/search/local-dates'
import { inSearchTransaction } from '#core/search/search-transaction'
import { Problem } from '../problem.js'
import { conditions, isIndexed, type ListQuery, parametersOf, readsAnalysis, saidOf } from './filters.js'

/**
 * Where a page ends: the last photo's place in the order. Photos without a date come after all others, in a section of
 * their own, so that each page is one walk along the index.
 */
const cursorSchema = z.strictObject({
  order: z.enum(['newest', 'oldest', 'analysed']),
  at: z.string().max(40).nullable(),
  id: z.string().regex(/^[0-9a-f]{64}$/),
})
type Cursor = z.infer<typeof cursorSchema>

/** A page of photo ids, and the cursor of the next. New photos never move one from its page to another. */
export async function listPhotos(db: Database, query: ListQuery): Promise<{ ids: string[]; next: string | null }> {
  const cursor = query.cursor === undefined ? undefined : decode(query.cursor, query.order)
  const found = (await useIndex(db, query)) ? await indexed(db, query, cursor) : await walked(db, query, cursor)
  const shown = found.slice(0, query.limit)
  const last = shown.at(-1)
  return { ids: shown.map((row) => row.id), next: found.length > query.limit && last ? encode(last) : null }
}

/** While documents are made anew, the index does not know everything. */
async function useIndex(db: Database, query: ListQuery): Promise<boolean> {
  if (!isIndexed(query)) return false
  const { rows } = await db.execute(sql`select 1 from search_stale limit 1`)
  return rows.length === 0
}

async function indexed(db: Database, query: ListQuery, cursor: Cursor | undefined): Promise<Cursor[]> {
  const { sensitive, hidden, limit } = query
  const order = query.order === 'oldest' ? 'oldest' : 'newest'
  const stretch = { order, limit: limit + 1, after: cursor } as const
  const found = await photosByDate(db, parametersOf(query), { sensitive, hidden, ...stretch })
  return found.map(({ at, id }) => ({ order, at, id }))
}

/** What is said is found by a walk along dates, which ends with the page: the planner would rather read the whole table. */
async function walked(db: Database, query: ListQuery, cursor: Cursor | undefined): Promise<Cursor[]> {
  return readsAnalysis(query)
    ? await inSearchTransaction(db, (tx) => sections(tx, query, cursor))
    : await sections(db, query, cursor)
}

async function sections(db: Queryable, query: ListQuery, cursor: Cursor | undefined): Promise<Cursor[]> {
  const wanted = query.limit + 1
  const found: Cursor[] = []
  if (cursor?.at !== null) found.push(...(await section(db, query, 'dated', cursor, wanted)))
  if (found.length < wanted) {
    const from = cursor?.at === null ? cursor : undefined
    found.push(...(await section(db, query, 'undated', from, wanted - found.length)))
  }
  return found
}

async function section(
  db: Queryable,
  query: ListQuery,
  part: 'dated' | 'undated',
  after: Cursor | undefined,
  limit: number,
): Promise<Cursor[]> {
  const column = query.order === 'analysed' ? sql`p.analysed_at` : sql`p.taken_local`
  const type = query.order === 'analysed' ? sql`timestamptz` : sql`timestamp`
  const where: SQL[] = [...conditions(query), part === 'dated' ? sql`${column} is not null` : sql`${column} is null`]
  const older = query.order === 'oldest' ? sql`>` : sql`<`
  if (after && part === 'dated')
    where.push(sql`(${column}, p.id) ${older} (${after.at}::${type}, ${after.id}::char(64))`)
  if (after && part === 'undated') where.push(sql`p.id ${older} ${after.id}::char(64)`)
  const direction = query.order === 'oldest' ? sql`asc` : sql`desc`
  // nulls last or first as the index has them; there are none in this section
  const nulls = query.order === 'newest' ? sql`nulls last` : query.order === 'oldest' ? sql`nulls first` : sql``
  const { rows } = await db.execute<{ id: string; at: string | null }>(sql`
    select p.id, ${column}::text as at from photos p ${saidOf(query)}
    where ${sql.join(where, sql` and `)}
    order by ${column} ${direction} ${nulls}, p.id ${direction} ${nulls}
    limit ${limit}`)
  return rows.map((row) => ({ order: query.order, at: row.at, id: row.id }))
}

function encode(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

function decode(text: string, order: ListQuery['order']): Cursor {
  try {
    const cursor = cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    if (cursor.at !== null && !isMoment(cursor.at)) throw new Error('not a time')
    if (cursor.order === order) return cursor
  } catch (cause) {
    throw new Problem(400, 'query.cursor: expected the "next" of an earlier page, unchanged', { cause })
  }
  throw new Problem(400, 'query.cursor: expected the "next" of a page in the same order')
}

/** As PostgreSQL writes them: `2024-05-01 12:00:00.25`, with an offset for when analysed. */
function isMoment(text: string): boolean {
  const match = /^(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2})(\.\d{1,6})?([+-](0\d|1[0-4])(:[0-5]\d){0,2})?$/.exec(text)
  return match !== null && isRealDate((match[1] as string).replace(' ', 'T'))
}
