import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/connect.js'
import { stems } from './stem.js'
import { bigrams, quoteLexeme, tokenise } from './tokens.js'
import { emptyWords } from './vocabulary.js'

/** Words of a question beyond these are not looked at. */
const TERMS = 32
/** What may be left of the last word being typed before it matches nearly everything. */
const SHORTEST_PREFIX = 2

export interface Term {
  /** as the question has it, lower case */
  text: string
  kind: 'word' | 'cjk'
}

export interface TextQuery {
  terms: Term[]
  /** tsquery in text form that wants every term */
  all: string
  /** that wants any part of any term */
  any: string
}

/** The words that a question is made of, without those that say nothing; all of them when nothing else is left. */
export function termsOf(question: string): Term[] {
  const found = tokenise(question).flatMap((token): Term[] =>
    token.kind === 'word' ? [{ text: token.text, kind: 'word' }] : cut(token.text),
  )
  const telling = found.filter((term) => !emptyWords.has(term.text))
  const chosen = telling.length > 0 ? telling : found
  return [...new Map(chosen.map((term) => [term.text, term])).values()].slice(0, TERMS)
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** 海边的红色连衣裙 → 海边, 的, 红色, 连衣裙: pairs across two words would ask for what nobody said. */
function cut(run: string): Term[] {
  return [...segmenter.segment(run)].map(({ segment }) => ({ text: segment, kind: 'cjk' as const }))
}

/**
 * A question in free text as a tsquery; undefined when it holds no word at all. Whatever the text, the result is valid:
 * it is made of quoted words only. The last word also matches longer ones, for questions still being typed.
 */
export async function textQuery(db: Queryable, question: string): Promise<TextQuery | undefined> {
  const terms = termsOf(question)
  if (terms.length === 0) return undefined
  const stemOf = await stems(
    db,
    terms.filter((term) => term.kind === 'word').map((term) => term.text),
  )
  const telling = terms.filter((term) => term.kind === 'cjk' || stemOf.get(term.text))
  const used = telling.length > 0 ? telling : terms
  const last = terms.at(-1)
  const wordQuery = (term: Term) => {
    const prefix = term === last && term.text.length >= SHORTEST_PREFIX ? ':*' : ''
    const forms = new Set([term.text, stemOf.get(term.text) ?? term.text])
    return `(${[...forms].map((form) => quoteLexeme(form) + prefix).join(' | ')})`
  }
  const grams = (term: Term) => bigrams(term.text).map(quoteLexeme)
  return {
    terms: used,
    all: used.map((term) => (term.kind === 'word' ? wordQuery(term) : `(${grams(term).join(' & ')})`)).join(' & '),
    any: used.flatMap((term) => (term.kind === 'word' ? [wordQuery(term)] : grams(term))).join(' | '),
  }
}

export type SensitiveChoice = 'exclude' | 'include' | 'only'

export interface SearchRequest {
  text: string
  sensitive: SensitiveChoice
  limit: number
  offset: number
}

export interface SearchAnswer {
  /** best first; score is relative to the same answer only */
  hits: { photoId: string; score: number }[]
  terms: Term[]
  /** false when no photo has every word and these have some of them */
  complete: boolean
}

/** Photos by free text: those that have every word, else those that have some, ranked. */
export async function searchPhotos(db: Queryable, request: SearchRequest): Promise<SearchAnswer> {
  const query = await textQuery(db, request.text)
  if (!query) return { hits: [], terms: [], complete: false }
  const complete = await anyHit(db, query.all, request.sensitive)
  const hits = await ranked(db, complete ? query.all : query.any, request)
  return { hits, terms: query.terms, complete }
}

async function anyHit(db: Queryable, query: string, sensitive: SensitiveChoice): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select 1 from photo_search s join photos p on p.id = s.photo_id
    where s.document @@ ${query}::tsquery and p.present and ${shown(sensitive)} limit 1`)
  return rows.length > 0
}

async function ranked(db: Queryable, query: string, { sensitive, limit, offset }: SearchRequest) {
  const { rows } = await db.execute<{ id: string; score: number }>(sql`
    select p.id, ts_rank(s.document, ${query}::tsquery) as score
    from photo_search s join photos p on p.id = s.photo_id
    where s.document @@ ${query}::tsquery and p.present and ${shown(sensitive)}
    order by score desc, p.taken_local desc nulls last, p.id desc
    limit ${limit} offset ${offset}`)
  return rows.map((row) => ({ photoId: row.id, score: Number(row.score) }))
}

/** Which photos `p` a listing shows: without being asked, none that an analysis found sensitive. */
export function shown(sensitive: SensitiveChoice) {
  if (sensitive === 'include') return sql`true`
  return sensitive === 'only'
    ? sql`coalesce(p.sensitive, 'none') <> 'none'`
    : sql`coalesce(p.sensitive, 'none') = 'none'`
}
