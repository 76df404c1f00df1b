import { beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../database/connect.js'
import { seedPhoto, seedShare } from '../testing/photos.js'
import { testDatabase } from '../testing/postgres.js'
import { countMatches, type Match, type Moment, matches, type Wanted } from './matches.js'
import { refreshSearchDocument } from './refresh.js'
import { inSearchTransaction } from './search-transaction.js'
import type { LibraryShape } from './shape.js'
import { type DateOrder, slices } from './slices.js'

/** A library is sliced when it is large; here it is only said to be. */
const SMALL: LibraryShape = { photos: 100, shareOf: () => 0 }
const LARGE: LibraryShape = { photos: 1_000_000, shareOf: () => 1 / 60 }

let db: Database

beforeAll(async () => {
  db = (await testDatabase()).connection.db
  const shareId = await seedShare(db, 'photos', '/photos')
  for (let n = 0; n < 60; n++) {
    const takenLocal =
      n % 10 === 0
        ? null
        : `${n % 7 === 0 ? '0099' : 2015 + (n % 10)}-${String(1 + (n % 12)).padStart(2, '0')}-15 12:00:00`
    const id = await seedPhoto(db, {
      shareId,
      paths: [`${n}.jpg`],
      photo: { takenLocal },
      analysis: { tags: ['beach'] },
    })
    await refreshSearchDocument(db, id)
  }
})

const wanted = (shape: LibraryShape, times?: Wanted['times']): Wanted => ({
  ...{ marks: [`'beach'`], refused: [], where: [], sensitive: 'exclude', shape },
  ...(times ? { times } : {}),
})

async function all(shape: LibraryShape, order: DateOrder, times?: Wanted['times']): Promise<string[]> {
  const found: Match[] = []
  let after: Moment | undefined
  for (;;) {
    const page = await inSearchTransaction(db, (tx) => matches(tx, wanted(shape, times), { order, limit: 7, after }))
    found.push(...page)
    after = page.at(-1)
    if (page.length < 7) return found.map((match) => match.id)
  }
}

describe('a library that is looked at in slices answers as one that is looked at whole', () => {
  const years = [{ from: '2016-01-01', to: '2019-03-20' }]
  test.each([
    ['newest', undefined],
    ['oldest', undefined],
    ['newest', years],
    ['oldest', years],
    ['newest', [...years, { from: '2023-01-01', to: '2024-01-01' }]],
  ] as const)('%s, %j', async (order, times) => {
    const whole = await all(SMALL, order, times && [...times])
    expect(whole.length).toBeGreaterThan(5)
    expect(await all(LARGE, order, times && [...times])).toEqual(whole)
    const counted = await inSearchTransaction(db, (tx) => countMatches(tx, wanted(LARGE, times && [...times]), 1_000))
    expect(counted).toBe(whole.length)
    expect(await inSearchTransaction(db, (tx) => countMatches(tx, wanted(LARGE), 20))).toBe(20)
  })

  test('whole years are one mark, and those without a date come last', async () => {
    const parts = await slices(db, LARGE, 'newest', { from: undefined, to: undefined, dated: true, undated: true })
    expect(parts).toHaveLength(3)
    expect(parts[0]).toBe(`(':m=202412' | ':m=202411')`)
    expect(parts[2]).toMatch(/':y=2016'.*':m='\)$/)
    expect(await slices(db, SMALL, 'newest', { from: undefined, to: undefined, dated: true, undated: true })).toEqual([
      undefined,
    ])
  })
})
