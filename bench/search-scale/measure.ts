import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import type { Connection } from '#core/database/connect'
import { photosByDate } from '#core/search/by-date'
import { searchFacets } from '#core/search/facets'
import type { Moment } from '#core/search/matches'
import { knownNames, readLibraryNames } from '#core/search/names'
import { refreshSearchDocument } from '#core/search/refresh'
import { searchPhotos } from '#core/search/search-photos'
import { similarPhotos } from '#core/search/similar'
import { readLabels, suggest, suggestable } from '#core/search/suggest'
import { median, row, seconds } from '../report.js'
import { madeUpMeanings } from './meaning.js'
import { type Question, questions } from './questions.js'

const QUESTIONS = 200
const PAGE = 50

/** Prints how long searching takes, and how large what it needs is. @param connection with one connection only */
export async function measure(connection: Connection): Promise<void> {
  const { db } = connection
  backend = Number((await connection.pool.query('select pg_backend_pid() as pid')).rows[0].pid)
  let names = await readLibraryNames(db)
  await timed('names of places, cameras and shares, read anew now and then', [1, 2, 3], async () => {
    names = await readLibraryNames(db)
  })
  const known = knownNames(names)
  const deps = { known: async () => known, now: new Date('2026-10-01T12:00:00Z'), timeZone: 'UTC' }
  const asked = questions(QUESTIONS)
  const search = (each: Question, cursor?: string) => searchPhotos(db, { ...each, limit: PAGE, cursor }, deps)

  for (const each of asked.slice(0, 20)) await search(each) // what is warm in a daemon that runs
  await timed(`${QUESTIONS} mixed questions, full text with filters, first page`, asked, (each) => search(each))
  const further: { each: Question; cursor: string }[] = []
  for (const each of asked) {
    const { next } = await search(each)
    if (next) further.push({ each, cursor: next })
  }
  await timed(`their second pages (${further.length})`, further, ({ each, cursor }) => search(each, cursor))
  await timed('facets of the same', asked, (each) => searchFacets(db, { ...each, sensitive: 'exclude' }, deps))
  await timed('facets of the whole library', [1, 2, 3, 4, 5], () =>
    searchFacets(db, { question: '', parameters: {}, sensitive: 'exclude' }, deps),
  )

  const semantic = await madeUpMeanings(db)
  await timed('hybrid, first page, vectors compared one after the other with the rest', asked, (each) =>
    searchPhotos(db, { ...each, order: 'relevance', limit: PAGE }, { ...deps, semantic }),
  )

  await timeline(connection)
  const labels = await readLabels(db)
  const words = suggestable(labels, names, [], [])
  await timed('suggestions', ['be', 'red d', 'ky', '海', '红色连', 'sund', 'iph', 'wom'], (text) =>
    suggest(db, text, words, 8),
  )
  const { rows } = await db.execute<{ id: string }>(sql`select photo_id as id from photo_search limit 20`)
  await timed('similar photos without embeddings', rows, ({ id }) =>
    similarPhotos(db, id, { limit: 24, sensitive: 'exclude' }),
  )
  await timed('indexing a photo anew', rows, ({ id }) => refreshSearchDocument(db, id))
  await sizes(connection)
}

/** The first page of photos by date, from the newest on, in the middle and near the end. */
async function timeline({ db }: Connection): Promise<void> {
  for (const part of [0, 0.5, 0.95]) {
    const { rows } = await db.execute<{ at: string; id: string }>(sql`
      select taken_local::text as at, id from photos where present and taken_local is not null
      order by taken_local desc nulls last, id desc nulls last
      offset (select greatest(0, floor(${part}::float8 * count(*)) - 1)::int from photos where taken_local is not null) limit 1`)
    const after: Moment | undefined = part === 0 ? undefined : rows[0]
    const turns = Array.from({ length: 30 })
    await timed(`the timeline's page ${part * 100} % down`, turns, () =>
      photosByDate(db, {}, { sensitive: 'exclude', order: 'newest', limit: PAGE, after }),
    )
  }
}

async function sizes({ db }: Connection): Promise<void> {
  const { rows } = await db.execute<{ name: string; bytes: string }>(sql`
    select name, bytes from (
      select 'table ' || relname as name, pg_table_size(oid) as bytes from pg_class
        where relkind = 'r' and relname in ('photos', 'files', 'analyses', 'photo_search')
      union all select 'photo_search without its documents', pg_relation_size('photo_search')
      union all select 'index ' || relname, pg_relation_size(oid) from pg_class
        where relkind = 'i' and relname in ('photo_search_document', 'photo_search_pkey', 'photos_timeline', 'photos_pkey')
    ) sized order by bytes desc`)
  for (const { name, bytes } of rows) row(name, `${(Number(bytes) / 1e6).toFixed(0)} MB`)
}

async function timed<T>(label: string, each: T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const times: Took[] = []
  for (const one of each) times.push(await took(() => work(one)))
  report(label, times)
}

interface Took {
  /** ms */
  wall: number
  /** of this process and of the database's */
  cpu: number
}

let backend = 0

async function took(work: () => Promise<unknown>): Promise<Took> {
  const [before, own] = [databaseTime(), process.cpuUsage()]
  const wall = (await seconds(work)) * 1000
  const { user, system } = process.cpuUsage(own)
  return { wall, cpu: databaseTime() - before + (user + system) / 1000 }
}

/** What the database's process has worked, ms: on a machine that does other things too, waiting tells nothing. Linux only. */
function databaseTime(): number {
  try {
    return Number(readFileSync(`/proc/${backend}/schedstat`, 'utf8').split(' ')[0]) / 1e6
  } catch {
    return Number.NaN
  }
}

function report(label: string, times: Took[]): void {
  const of = (kind: keyof Took) => {
    const sorted = times.map((each) => each[kind]).toSorted((a, b) => a - b)
    const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0
    return `p50 ${ms(median(sorted))}, p95 ${ms(p95)}, most ${ms(sorted.at(-1) ?? 0)}`
  }
  row(label, `${of('wall')}; processor time: ${of('cpu')}`)
}

function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`
}
