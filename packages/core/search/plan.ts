import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.js'
import {
  exclusions,
  filterConditions,
  parameterConditions,
  type SearchParameters,
  type ShareIds,
  together,
} from './filter.js'
import type { Wanted } from './matches.js'
import { knownNames, readLibraryNames } from './names.js'
import { libraryShape } from './shape.js'
import type { Shown } from './shown.js'
import { type TextQuery, textQuery, withHints } from './text-query.js'
import { understand } from './understand/understand.js'
import type { KnownNames, Understood } from './understand/understood.js'

export interface Planned {
  understood: Understood
  /** the words to look for; undefined when there are none */
  text: TextQuery | undefined
  /** all that is asked for beside the words */
  conditions: Wanted
  /** something was asked for, and nothing of it can be looked for */
  empty: boolean
}

export interface SearchAsked extends Shown {
  question: string
  parameters: SearchParameters
}

/** Characters of a question that are looked at, and words that it may refuse: nobody asks for more. */
const LOOKED_AT = 2_000
const REFUSED = 32

export interface PlanDeps {
  /** what the library knows by name; read anew when absent */
  known?: () => Promise<KnownNames>
  now: Date
  /** IANA; that of this machine when absent */
  timeZone?: string
}

/** From a question and the parameters beside it to what is asked of the database. */
export async function planSearch(
  db: Database,
  { question, parameters, sensitive, hidden }: SearchAsked,
  deps: PlanDeps,
): Promise<Planned> {
  // Postgres has no NUL, and half a surrogate pair is no character.
  const asked = question.slice(0, LOOKED_AT).replaceAll('\0', ' ').toWellFormed()
  const known = await (deps.known?.() ?? readLibraryNames(db).then(knownNames))
  const timeZone = deps.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const understood = understand(asked, { now: deps.now, timeZone, known })
  const shareIds = await readShareIds(db)
  const found = together(
    filterConditions(understood.filter, shareIds),
    exclusions(understood.not.filter, shareIds),
    parameterConditions(parameters, shareIds),
  )
  for (const text of new Set(understood.not.text.slice(0, REFUSED))) {
    const refused = await textQuery(db, text, { typing: false })
    if (refused) found.refused.push(`(${refused.each.join(' & ')})`)
  }
  const text = withHints(await textQuery(db, understood.text), understood.hints)
  const conditions: Wanted = { ...found, sensitive, hidden, shape: await libraryShape(db) }
  return { understood, text, conditions, empty: !text && understood.text.trim() !== '' && !asksAnything(conditions) }
}

function asksAnything({ marks, refused, where, times, favourite }: Wanted): boolean {
  return marks.length + refused.length + where.length > 0 || times !== undefined || favourite !== undefined
}

export async function readShareIds(db: Database): Promise<ShareIds> {
  const { rows } = await db.execute<{ id: number; name: string }>(sql`select id, name from shares`)
  return (names) => rows.filter((row) => names.includes(row.name)).map((row) => row.id)
}
