import { beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../database/connect.js'
import { seedPhoto, seedShare } from '../testing/photos.js'
import { testDatabase } from '../testing/postgres.js'
import { type Match, type Moment, matches, type Wanted } from './matches.js'
import { refreshSearchDocument } from './refresh.js'
import { inSearchTransaction } from './search-transaction.js'
import type { LibraryShape } from './shape.js'
import { type DateOrder, type Span, slices, within } from './slices.js'

/** A library is sliced when it is large; here it is only said to be. */
const SMALL: LibraryShape = { photos: 100, broad: 64, shareOf: () => 0 }
const LARGE: LibraryShape = { photos: 1_000_000, broad: 64, shareOf: () => 1 / 60 }
/** Everything is looked for in slices. */
const SLICED: LibraryShape = { ...LARGE, broad: 0, shareOf: () => 1 / 6 }

const ANY: Span = {
  from: undefined,
  to: undefined,
  times: undefined,
  monthsOfYear: undefined,
  dated: true,
  undated: true,
}

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
    const { found: page } = await inSearchTransaction(db, (tx) =>
      matches(tx, wanted(shape, times), { order, limit: 7, after }),
    )
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
    expect(await all(SLICED, order, times && [...times])).toEqual(whole)
  })

  test('months in order, whole years as one mark', async () => {
    const parts = await slices(db, LARGE, 'newest', ANY, 1 / 60)
    expect(parts[0]).toBe(`(':m=202412' | ':m=202411')`)
    expect(parts[1]).toMatch(/^\(':m=202410' .* ':m=202405'/)
    expect(parts).toHaveLength(2)
    const [oldest] = await slices(db, LARGE, 'oldest', ANY, 1)
    expect(oldest).toMatch(/^\(':y=0099' \| ':y=2016' \|.*\)$/)
    expect(await within(db, LARGE, ANY)).toBeUndefined()
    const may = { ...ANY, undated: false, times: [{ from: '2016-05-03', to: '2016-05-04' }] }
    expect(await within(db, LARGE, may)).toBe(`(':m=201605')`)
    expect(await slices(db, LARGE, 'newest', may, 0.02)).toEqual([`(':m=201605')`])
  })
})
