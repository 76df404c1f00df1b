import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../database/connect.js'
import { editPhotos } from '../edits/edit-photos.js'
import { seedPhoto, seedShare } from '../testing/photos.js'
import { testDatabase } from '../testing/postgres.js'
import { WINDOW } from './by-rank.js'
import { refreshSearchDocument } from './refresh.js'
import { type SearchDeps, type SearchOrder, searchPhotos } from './search-photos.js'
import type { MeaningOfQuestion, SemanticSearch } from './semantic/semantic.js'

let db: Database
let shareId: number
let made = 0

async function photo(tags: string[], takenLocal: string | null = '2024-01-01 10:00:00'): Promise<string> {
  const id = await seedPhoto(db, { shareId, paths: [`${++made}.jpg`], photo: { takenLocal }, analysis: { tags } })
  await refreshSearchDocument(db, id)
  return id
}

beforeAll(async () => {
  db = (await testDatabase()).connection.db
  shareId = await seedShare(db, 'pages', '/pages')
})

/** All pages, with something done between them. */
async function turn(question: string, order: SearchOrder, between: () => Promise<unknown>, deps: SearchDeps = {}) {
  const seen: string[] = []
  let cursor: string | undefined
  for (let pages = 0; pages < 50; pages++) {
    const page = await searchPhotos(db, { question, order, limit: 4, cursor }, deps)
    seen.push(...page.hits.map((hit) => hit.photoId))
    if (page.next === null) return seen
    cursor = page.next
    await between()
  }
  throw new Error('the pages do not end')
}

describe('pages neither repeat nor skip while photos arrive', () => {
  test.each(['relevance', 'newest', 'oldest'] as const)('%s', async (order) => {
    const word = `harbour${order}`
    const all: string[] = []
    for (let n = 0; n < 14; n++) {
      // several alike in rank and in date, some without a date
      all.push(
        await photo(
          n % 3 === 0 ? [word, word, 'boat'] : [word],
          n % 5 === 0 ? null : `2024-01-0${1 + (n % 3)} 10:00:00.5`,
        ),
      )
    }
    const arrived = new Set<string>()
    const seen = await turn(word, order, async () =>
      arrived.add(await photo([word], order === 'oldest' ? '1990-01-01' : '2030-01-01')),
    )
    const old = seen.filter((id) => !arrived.has(id))
    expect(old.toSorted()).toEqual(all.toSorted())
    expect(new Set(seen).size).toBe(seen.length)
  })

  test('a question without words, by date', async () => {
    const seen = await turn('2024', 'relevance', () => photo(['new'], '2024-12-31 23:00:00'))
    const { rows } = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from photos where taken_local between '2024-01-01' and '2024-12-31 22:00'`,
    )
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength(rows[0]?.count ?? -1)
  })

  test('the level of a question whose words no photo has together stays', async () => {
    await photo(['lagoon', 'parrot'])
    await photo(['lagoon', 'tortoise'])
    await photo(['parrot'])
    const first = await searchPhotos(db, { question: 'lagoon parrot tortoise', limit: 1 })
    expect(first).toMatchObject({ complete: false, total: 2 })
    await photo(['lagoon', 'parrot', 'tortoise'], '1980-01-01')
    const second = await searchPhotos(db, { question: 'lagoon parrot tortoise', limit: 5, cursor: first.next ?? '' })
    expect(second.complete).toBe(false)
    expect(second.hits.map((hit) => hit.photoId)).not.toContain(first.hits[0]?.photoId)
  })
})

test('beyond the ranked window, the next one is ranked', async () => {
  // written by SQL: thousands of photos one after the other would take a minute
  await db.execute(sql`
    insert into photos (id, bytes, state, taken_local)
    select encode(sha256(n::text::bytea), 'hex'), 1, 'analysed', timestamp '2000-01-01' + n * interval '1 hour'
    from generate_series(1, ${WINDOW + 300}) n`)
  await db.execute(sql`
    insert into photo_search (photo_id, document, taken_local)
    select id, case when row_number() over (order by taken_local) <= 10 then 'zeppelin:1A'::tsvector else 'zeppelin:1D' end,
      taken_local
    from photos where bytes = 1 and taken_local < '2001-01-01'`)
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await searchPhotos(db, { question: 'zeppelin', limit: 500, cursor })
    if (!cursor) expect(page.total).toBe(WINDOW + 300)
    seen.push(...page.hits.map((hit) => hit.photoId))
    cursor = page.next ?? undefined
  } while (cursor)
  expect(seen).toHaveLength(WINDOW + 300)
  expect(new Set(seen).size).toBe(seen.length)
  // the ten best are the oldest: the best of the second window
  const { rows } = await db.execute<{ id: string }>(sql`
    select photo_id as id from photo_search where document = 'zeppelin:1A'::tsvector`)
  expect(seen.slice(WINDOW, WINDOW + 10).toSorted()).toEqual(rows.map((row) => row.id).toSorted())
})

describe('words and meaning together', () => {
  /** Stands in for a model: what is near is said. */
  function near(ids: string[]): SemanticSearch {
    const meaning: MeaningOfQuestion = {
      usual: async () => ({ all: { middle: 0, deviation: 0.1, photos: 100 }, nearer: [] }),
      async nearest({ limit, only, keep }) {
        const within = only ? ids.filter((id) => only.includes(id)) : ids
        const kept = keep ? await keep(within) : new Set(within)
        return within
          .filter((id) => kept.has(id))
          .slice(0, limit)
          .map((photoId, i) => ({ photoId, similarity: 1 - i / 100 }))
      },
    }
    return { meaningOf: async () => meaning, meaningOfPhoto: async () => meaning }
  }

  test('what both find comes first; conditions hold in both; pages are pinned', async () => {
    const both = await photo(['windmill'])
    const words = await photo(['windmill'])
    const meant = await photo(['tower'])
    const old = await photo(['tower'], '2010-05-05')
    const secret = await seedPhoto(db, {
      shareId,
      paths: ['secret.jpg'],
      analysis: { tags: ['tower'], sensitive: 'medical' },
    })
    await refreshSearchDocument(db, secret)
    const semantic = near([both, secret, meant, old])
    const answer = await searchPhotos(db, { question: 'windmill', limit: 10 }, { semantic })
    expect(answer.meaning).toEqual({ state: 'used' })
    expect(answer.hits[0]).toMatchObject({ photoId: both, by: ['words', 'meaning'] })
    expect(answer.hits.map((hit) => hit.photoId).toSorted()).toEqual([both, words, meant, old].toSorted())

    const recent = await searchPhotos(db, { question: 'windmill 2024', limit: 10 }, { semantic })
    expect(recent.hits.map((hit) => hit.photoId)).not.toContain(old)
    const filtered = await searchPhotos(
      db,
      { question: 'windmill', parameters: { tag: 'tower' }, limit: 10 },
      { semantic },
    )
    expect(filtered.hits).toEqual([
      expect.objectContaining({ photoId: meant, by: ['meaning'] }),
      expect.objectContaining({ photoId: old, by: ['meaning'] }),
    ])

    const lists = new Map()
    const first = await searchPhotos(db, { question: 'windmill', limit: 2 }, { semantic, lists })
    await photo(['windmill', 'windmill'], '2031-01-01')
    const second = await searchPhotos(
      db,
      { question: 'windmill', limit: 2, cursor: first.next ?? '' },
      { semantic, lists },
    )
    const ids = [...first.hits, ...second.hits].map((hit) => hit.photoId)
    expect(ids.toSorted()).toEqual([both, words, meant, old].toSorted())
    expect(second.next).toBeNull()

    const [next] = second.hits
    await editPhotos(db, [next?.photoId ?? ''], { hidden: true })
    const cursor = first.next ?? ''
    const after = await searchPhotos(db, { question: 'windmill', limit: 2, cursor }, { semantic, lists })
    expect(after.hits, 'hidden since the list was made').toEqual(second.hits.slice(1))
  })

  test('says why there is no meaning, and finds by words', async () => {
    const reason = 'The model is still being downloaded.'
    const semantic: SemanticSearch = {
      meaningOf: async () => ({ unavailable: reason }),
      meaningOfPhoto: async () => undefined,
    }
    const id = await photo(['lighthouse'])
    const answer = await searchPhotos(db, { question: 'lighthouse', limit: 5 }, { semantic })
    expect(answer.meaning).toEqual({ state: 'unavailable', reason })
    expect(answer.hits.map((hit) => hit.photoId)).toEqual([id])
  })
})
