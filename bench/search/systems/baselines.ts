import { sql } from 'drizzle-orm'
import { type Connection, connect, type Database } from '#core/database/connect'
import { messageOf } from '#core/errors'
import { createLog } from '#core/log'
import type { Question } from '../truth/question.js'
import type { System } from './system.js'

/** Below this a photo is not similar to the question at all; pg_trgm's own default for `%`. */
const SIMILAR = 0.3

/**
 * Our database sorts by bytes and calls only ASCII letters (LC_CTYPE is C), by which pg_trgm drops every Chinese
 * character. The baselines get a database in which it does not; names of one locale differ between systems.
 */
const LOCALES = ['C.UTF-8', 'en_US.UTF-8', 'UTF-8']

interface TextRow extends Record<string, unknown> {
  id: string
  private: boolean
  body: string
}

/**
 * What PostgreSQL does by itself with the same text: analysis, visible text, place in both languages, paths, camera.
 * As with ours, a question whose words no photo has all of is answered by photos that have some.
 */
export async function withBaselines<T>(ours: Connection, use: (systems: System[]) => Promise<T>): Promise<T> {
  const texts = await readTexts(ours.db)
  await createDatabase(ours.db)
  // No URL by the standard: it has a user and no host. One connection, because a setting holds for one.
  const url = ours.url.replace(/\/[^/?]+\?/, '/baselines?')
  const { db, close } = connect(url, createLog('bench', 'silent'), 1)
  try {
    await db.execute(sql`create extension pg_trgm`)
    await db.execute(sql`create table photo (id text, private boolean, body text,
      simple tsvector generated always as (to_tsvector('simple', body)) stored,
      english tsvector generated always as (to_tsvector('english', body)) stored)`)
    await db.execute(sql`insert into photo select id, private, body from json_to_recordset(${JSON.stringify(texts)}::json)
      as each(id text, private boolean, body text)`)
    await db.execute(sql`create index on photo using gin (body gin_trgm_ops)`)
    await db.execute(sql`set pg_trgm.word_similarity_threshold = ${sql.raw(String(SIMILAR))}`)
    return await use([textSearch(db, 'simple'), textSearch(db, 'english'), trigrams(db)])
  } finally {
    await close()
  }
}

async function readTexts(db: Database): Promise<TextRow[]> {
  const { rows } = await db.execute<TextRow>(sql`
    select p.id, coalesce(p.sensitive, 'none') <> 'none' as private, concat_ws(E'\n',
      a.description, array_to_string(a.objects, ', '), array_to_string(a.tags, ', '), a.category, a.emotion, a.text,
      p.place->'country'->>'en', p.place->'country'->>'zh', p.place->'region'->>'en', p.place->'region'->>'zh',
      p.place->'city'->>'en', p.place->'city'->>'zh', p.camera_make, p.camera_model,
      (select string_agg(f.path, E'\n') from files f where f.photo_id = p.id)) as body
    from photos p join analyses a on a.id = p.analysis_id`)
  return rows
}

async function createDatabase(db: Database): Promise<void> {
  let problem = ''
  for (const locale of LOCALES) {
    try {
      return void (await db.execute(sql`create database baselines template template0 encoding 'UTF8'
        locale_provider libc lc_collate 'C' lc_ctype ${sql.raw(`'${locale}'`)}`))
    } catch (error) {
      problem = messageOf(error)
    }
  }
  throw new Error(`Expected this system to have one of the locales ${LOCALES.join(', ')}, got: ${problem}`)
}

const visible = ({ sensitive }: Question) => (sensitive === 'include' ? sql`true` : sql`not private`)

function textSearch(db: Database, language: 'simple' | 'english'): System {
  const column = sql.identifier(language)
  const ask = async (query: ReturnType<typeof sql>, question: Question, limit: number) => {
    const { rows } = await db.execute<{ id: string }>(sql`
      select id from photo, (select ${query} as query) q where ${column} @@ query and ${visible(question)}
      order by ts_rank(${column}, query) desc, id limit ${limit}`)
    return rows.map((row) => row.id)
  }
  return {
    name: `Postgres ${language}`,
    async search(question, limit) {
      const all = await ask(sql`websearch_to_tsquery(${language}::regconfig, ${question.text})`, question, limit)
      if (all.length > 0) return all
      const some = sql`replace(plainto_tsquery(${language}::regconfig, ${question.text})::text, ' & ', ' | ')::tsquery`
      return await ask(some, question, limit)
    },
  }
}

function trigrams(db: Database): System {
  return {
    name: 'pg_trgm',
    async search(question, limit) {
      const { rows } = await db.execute<{ id: string }>(sql`
        select id from photo where ${question.text} <% body and ${visible(question)}
        order by word_similarity(${question.text}, body) desc, id limit ${limit}`)
      return rows.map((row) => row.id)
    },
  }
}
