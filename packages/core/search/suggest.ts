import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.js'
import { anyMark, mark } from './marks.js'
import type { LibraryNames } from './names.js'
import { inSearchTransaction } from './search-transaction.js'
import { isLarge, libraryShape } from './shape.js'
import { shownRows } from './shown.js'
import { categoryWords } from './vocabulary.js'

export type SuggestionKind = 'place' | 'camera' | 'share' | 'label' | 'category' | 'saved'

export interface Suggestion {
  kind: SuggestionKind
  /** what is suggested */
  text: string
  /** the whole question with it */
  question: string
}

/** A word that may be suggested, and how often it is there. */
export interface Word {
  kind: SuggestionKind
  text: string
  photos: number
  /** what a shown photo must have for it to be suggested; none for what is no photo's */
  mark?: string
}

const LABELS = 20_000
/** Candidates that are looked up before the best are suggested. */
const CANDIDATES = 40

/** The tags and objects of shown photos, the commonest first. It may take a second: keep the answer for a while. */
export async function readLabels(db: Database): Promise<Word[]> {
  // Words of a large library are counted in a sixteenth of it.
  const large = isLarge(await libraryShape(db))
  const sample = large ? sql`s.document @@ ${anyMark([mark.sample('0')])}::tsquery` : sql`true`
  return await inSearchTransaction(db, async (tx) => {
    const { rows } = await tx.execute<{ label: string; photos: number }>(sql`
      select label, count(*)::int as photos
      from photo_search s join current_analyses a on a.photo_id = s.photo_id, unnest(a.objects || a.tags) as label
      where ${shownRows({})} and ${sample}
      group by label order by photos desc, label limit ${LABELS}`)
    return rows.map(({ label, photos }) => ({ kind: 'label', text: label, photos, mark: mark.label(label) }))
  })
}

/** All words that may be suggested, of one library. */
export function suggestable(
  labels: Word[],
  { places, cameras, shares }: LibraryNames,
  saved: string[],
  categories: readonly string[],
): Word[] {
  const placeWords = new Map<string, Word>()
  for (const { names, photos } of places) {
    for (const text of names.flatMap((name) => [name.en, name.zh])) {
      const known = placeWords.get(text)
      placeWords.set(text, { kind: 'place', text, photos: (known?.photos ?? 0) + photos, mark: mark.place(text) })
    }
  }
  return [
    ...saved.map((text): Word => ({ kind: 'saved', text, photos: Number.POSITIVE_INFINITY })),
    ...shares.map((text): Word => ({ kind: 'share', text, photos: 0 })),
    ...placeWords.values(),
    ...cameras.map(({ name, photos }): Word => ({ kind: 'camera', text: name, photos, mark: mark.camera(name) })),
    ...categories.flatMap((category) =>
      categoryWords(category)
        .split(/\s+/)
        .filter(Boolean)
        .map((text): Word => ({ kind: 'category', text, photos: 1, mark: mark.category(category) })),
    ),
    ...labels,
  ]
}

/**
 * How a question may go on: words that begin with it or with its end. Words that only private or hidden photos have, or that no
 * photo has any more, are not suggested, however old the list of words is.
 */
export async function suggest(db: Database, question: string, words: Word[], limit: number): Promise<Suggestion[]> {
  const found: (Word & { question: string; score: number })[] = []
  for (const tail of tails(question)) {
    const before = question.slice(0, question.length - tail.length)
    const wanted = fold(tail)
    if (!wanted) continue
    for (const word of words) {
      const score = fit(fold(word.text), wanted)
      if (score > 0) found.push({ ...word, question: `${before}${word.text}`, score: score * (before ? 1 : 2) })
    }
  }
  found.sort((a, b) => b.score - a.score || b.photos - a.photos || (a.text < b.text ? -1 : 1))
  const unique = [...new Map(found.toReversed().map((word) => [fold(word.text), word])).values()].toReversed()
  const candidates = unique.slice(0, CANDIDATES)
  const shown = await marksShown(db, [...new Set(candidates.flatMap((word) => word.mark ?? []))])
  return candidates
    .filter((word) => word.mark === undefined || shown.has(word.mark))
    .slice(0, limit)
    .map(({ kind, text, question }) => ({ kind, text, question }))
}

/** The whole question, then its last words and, in Chinese, its last characters. */
function tails(question: string): string[] {
  const text = question.replace(/^\s+/, '').slice(-100)
  const starts = [...text.matchAll(/(?<=[\s\p{P}])[^\s\p{P}]|(?<=.)\p{Script=Han}/gu)].map((match) => match.index)
  return [text, ...starts.slice(-6).map((start) => text.slice(start))].filter((tail) => tail.trim() !== '')
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim()
}

/** Whole beginning, then the beginning of a later word, then inside a Chinese one. */
function fit(word: string, wanted: string): number {
  if (word.startsWith(wanted)) return 3
  if (word.includes(` ${wanted}`)) return 2
  return wanted.length > 1 && /\p{Script=Han}/u.test(wanted) && word.includes(wanted) ? 1 : 0
}

/** Those that a photo has which is shown without being asked for. */
async function marksShown(db: Database, marks: string[]): Promise<Set<string>> {
  if (marks.length === 0) return new Set()
  const queries = marks.map((each) => anyMark([each]))
  const sample = anyMark([mark.sample('0')])
  const shown = shownRows({})
  return await inSearchTransaction(db, async (tx) => {
    // Common ones are found in the sample, without reading the whole of their list.
    const { rows } = await tx.execute<{ at: number }>(sql`
      select w.at::int as at from unnest(${sql.param(queries)}::text[]) with ordinality as w (query, at)
      where exists (select 1 from photo_search s where ${shown} and s.document @@ (w.query || ' & ' || ${sample})::tsquery)
        or exists (select 1 from photo_search s where ${shown} and s.document @@ w.query::tsquery)`)
    return new Set(rows.map(({ at }) => marks[at - 1] as string))
  })
}
