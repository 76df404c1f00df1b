import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../database/connect.js'
import { files, photos } from '../database/schema.js'
import { seedAnalysis, seedPhoto, seedShare } from '../testing/photos.js'
import { testDatabase } from '../testing/postgres.js'
import { refreshSearchDocument } from './refresh.js'
import { searchPhotos } from './search-photos.js'
import type { ShownChoice } from './shown.js'
import { termsOf } from './terms.js'
import { bigrams, nameParts, tokenise } from './tokens.js'

let db: Database
const ids: Record<string, string> = {}

beforeAll(async () => {
  db = (await testDatabase()).connection.db
  const shareId = await seedShare(db, 'photos', '/photos')
  const seeds = {
    dress: {
      ...{ category: 'people', description: 'A woman in a red dress walks along the beach.', people: 1 },
      ...{ objects: ['red dress', 'hat'], tags: ['beach', 'sunset'], emotion: 'serene' },
    },
    redDress: {
      ...{ category: 'people', description: '一位女士穿着红色连衣裙走在海滩上。', people: 1 },
      ...{ objects: ['红色连衣裙'], tags: ['海滩', '日落'], emotion: 'serene' },
    },
    redCar: { category: 'vehicle', description: '一辆红色汽车停在路边。', objects: ['红色汽车'], tags: ['街道'] },
    dogs: { category: 'pets', description: 'Two dogs are running.', objects: ['brown dogs'], tags: ['grass'] },
    card: { category: 'document', description: 'An identity card.', text: 'JANE DOE', sensitive: 'id_document' },
  }
  for (const [name, analysis] of Object.entries(seeds)) {
    ids[name] = await seedPhoto(db, { shareId, paths: [`2024/${name}.jpg`], analysis })
  }
  ids.kyoto = await seedPhoto(db, {
    shareId,
    paths: ['Japan trip/The_Temple-IMG20240501.jpg', 'copy\\\\of/caf\\xe9 Café.jpg', 'Ů\\xb6\\xf9.jpg'],
    photo: {
      cameraMake: 'FUJIFILM',
      cameraModel: 'X-T5',
      place: {
        ...{ countryCode: 'JP', country: { en: 'Japan', zh: '日本' }, region: null, distanceKm: 1 },
        city: { en: 'Kyoto', zh: '京都' },
      },
    },
  })
  for (const id of Object.values(ids)) await refreshSearchDocument(db, id)
})

async function find(text: string, sensitive: ShownChoice = 'exclude') {
  const answer = await searchPhotos(db, { question: text, sensitive, limit: 20 })
  const names = answer.hits.map((hit) => Object.entries(ids).find(([, id]) => id === hit.photoId)?.[0])
  return { names, complete: answer.complete }
}

describe('what is found', () => {
  test.each([
    ['red dress beach', ['dress', 'redDress']],
    ['dresses on beaches', ['dress', 'redDress']],
    ['running dog', ['dogs']],
    ['sun', ['dress']], // the last word is a prefix
    ['红色连衣裙', ['redDress', 'dress']],
    ['海滩上的红色连衣裙', ['redDress', 'dress']],
    ['裙', ['redDress', 'dress']],
    ['汽车 红色', ['redCar']],
    ['宠物', ['dogs']],
    ['宁静', ['dress', 'redDress']],
    ['kyoto', ['kyoto']],
    ['京都', ['kyoto']],
    ['日本的照片', ['kyoto']],
    ['fujifilm x-t5', ['kyoto']],
    ['the temple', ['kyoto']],
    ['img20240501', ['kyoto']],
    ['IMG20240501', ['kyoto']],
    ['cafe', ['kyoto']],
    ['CAFÉ copy', ['kyoto']],
    ['女儿', ['kyoto']], // a name in GBK
    ['ＫＹＯＴＯ', ['kyoto']], // full width
  ])('%s', async (text, expected) => {
    const { names, complete } = await find(text)
    expect([...names].sort()).toEqual([...expected].sort())
    expect(complete).toBe(true)
  })

  test('photos with some of the words when none has them all, the closest first', async () => {
    const { names, complete } = await find('red dress submarine')
    expect(complete).toBe(false)
    expect(names[0]).toBe('dress')
    expect((await find('红色的潜水艇')).names.sort()).toEqual(['dress', 'redCar', 'redDress'])
  })

  test('words as they are written, the whole of what a phrase means, and what conditions show come first', async () => {
    const shareId = await seedShare(db, 'first', '/first')
    const at = { takenLocal: '2024-12-25 10:00:00' }
    const seeds = {
      sign: { analysis: { description: 'A sign at a gate.', text: 'NO PARKING' } },
      park: { analysis: { description: 'A park.', objects: ['park', 'parks'], tags: ['park', 'city park'] } },
      guarding: { analysis: { description: 'A notice at a gate.', text: 'NO GUARDING' } },
      guards: { analysis: { description: 'Guards.', objects: ['guard', 'guards'], tags: ['guard'] } },
      plate: {
        analysis: { objects: ['dumplings', '饺子'], description: 'Dumplings, dumplings.', tags: ['dumplings'] },
      },
      making: { analysis: { description: '客厅里一家人正在包饺子。' } },
      ticket: { analysis: { description: 'A ticket.', text: '北京南 → 上海虹桥' } },
      toys: { analysis: { objects: ['toy'], description: 'A toy, toys.', tags: ['toy'] }, photo: at },
      tree: { analysis: { description: 'A toy under a Christmas tree.', objects: ['Christmas tree'] }, photo: at },
      friends: { analysis: { description: 'Two women.', people: 2 } },
      pair: { analysis: { description: 'A man and a woman.', people: 2 } },
    }
    for (const [i, [name, { analysis, ...rest }]] of Object.entries(seeds).entries()) {
      ids[name] = await seedPhoto(db, { shareId, paths: [`${i}.png`], content: name, analysis, ...rest })
      await refreshSearchDocument(db, ids[name])
    }
    expect((await find('no parking')).names).toEqual(['sign'])
    expect((await find('guarding')).names).toEqual(['guarding', 'guards'])
    expect((await find('making dumplings')).names).toEqual(['making', 'plate'])
    expect((await find('饺子')).names.toSorted()).toEqual(['making', 'plate'])
    expect((await find('北京南')).names).toEqual(['ticket'])
    expect((await find('toys at Christmas')).names).toEqual(['tree', 'toys'])
    expect((await find('情侣')).names).toEqual(['pair', 'friends'])
  })

  test('a colour belongs to its thing, and what is real comes before what is depicted', async () => {
    const shareId = await seedShare(db, 'pairs', '/pairs')
    const seeds = {
      redKite: { objects: ['red kite', 'blue balloon'], description: 'A red kite.' },
      blueKite: { objects: ['blue kite', 'red balloon'], description: 'A blue kite, a red balloon, red, red, red.' },
      posterOfPanda: {
        objects: ['panda poster'],
        description: 'A poster of a panda, a panda poster.',
        tags: ['panda poster'],
      },
      panda: { objects: ['bamboo'], description: 'A panda.' },
      road: { objects: ['斑马线'], description: '一条马路。' },
    }
    for (const [name, analysis] of Object.entries(seeds)) {
      const id = await seedPhoto(db, { shareId, paths: [`${name.length}.jpg`], content: name, analysis })
      ids[name] = id
      await refreshSearchDocument(db, id)
    }
    expect((await find('red kite')).names).toEqual(['redKite', 'blueKite'])
    expect((await find('红色的风筝')).names).toEqual(['redKite', 'blueKite'])
    expect((await find('panda')).names).toEqual(['panda', 'posterOfPanda'])
    expect((await find('panda poster')).names[0]).toBe('posterOfPanda')
    expect((await find('马')).names).toEqual([])
    expect((await find('马路')).names[0]).toBe('road')
  })

  test('a mistyped word for the one that it was meant to be, where no photo has it', async () => {
    const { names, complete } = await find('beech red drees')
    expect(names.sort()).toEqual(['dress', 'redDress'])
    expect(complete).toBe(false)
  })

  test('sensitive photos only when asked for', async () => {
    expect((await find('identity card')).names).toEqual([])
    expect((await find('identity card', 'include')).names).toEqual(['card'])
    expect((await find('beach jane', 'only')).names).toEqual(['card'])
  })
})

describe('refreshing', () => {
  test('follows a new analysis, a rename and a photo that is gone', async () => {
    const shareId = await seedShare(db, 'other', '/other')
    const id = await seedPhoto(db, { shareId, paths: ['first.jpg'], analysis: { tags: ['volcano'] } })
    ids.changing = id
    await refreshSearchDocument(db, id)
    expect((await find('volcano')).names).toEqual(['changing'])
    await seedAnalysis(db, id, { tags: ['glacier'] }, 'again')
    await db.update(files).set({ path: 'second.jpg' }).where(eq(files.photoId, id))
    await db.transaction((tx) => refreshSearchDocument(tx, id))
    expect((await find('volcano')).names).toEqual([])
    expect((await find('glacier second')).names).toEqual(['changing'])
    await db.update(photos).set({ present: false }).where(eq(photos.id, id))
    expect((await find('glacier')).names).toEqual([])
    await refreshSearchDocument(db, 'f'.repeat(64))
  })

  test('takes text that is full of quotes, backslashes and far too long', async () => {
    const shareId = await seedShare(db, 'hostile', '/hostile')
    const id = await seedPhoto(db, {
      ...{ shareId, paths: [`it's a "test" \\\\ 'x':1A & | !.jpg`] },
      analysis: {
        description: 'word '.repeat(20_000),
        text: `${'长'.repeat(5_000)}${'x'.repeat(5_000)}`,
        objects: ["o'brien"],
      },
    })
    ids.hostile = id
    await refreshSearchDocument(db, id)
    expect((await find("o'brien")).names).toEqual(['hostile'])
  })
})

describe('hostile questions', () => {
  const hostile = [
    ...[
      '',
      '   ',
      "'",
      '"',
      '\\',
      '\\\\',
      "':*",
      '!!!',
      '& | ! ( ) <-> :*',
      "a' | 'b",
      'a:*b',
      '%_',
      '--',
      ';drop table photos',
    ],
    ...[
      '😀',
      '👨‍👩‍👧‍👦 dress',
      '\0',
      'a\0b',
      '\ud800',
      'x'.repeat(10_000),
      '红'.repeat(10_000),
      'a '.repeat(5_000),
      '日'.repeat(3),
    ],
    ...['the', 'the of and', '的', '的的的', '́', 'e\u0301', '１２３', 'ǅ', 'İ', 'ß', '\u202e', 'ﷺ'],
  ]
  test('each gives an answer', async () => {
    for (const text of hostile) expect(Array.isArray((await find(text)).names)).toBe(true)
  })

  test('any text at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        await find(text)
      }),
      { numRuns: 150 },
    )
  })
})

test('text is cut the same way everywhere', () => {
  expect(tokenise('Été à Paris，红色裙子 2024年')).toEqual([
    ...[
      { kind: 'word', text: 'ete' },
      { kind: 'word', text: 'a' },
      { kind: 'word', text: 'paris' },
    ],
    ...[
      { kind: 'run', text: '红色裙子' },
      { kind: 'word', text: '2024' },
      { kind: 'run', text: '年' },
    ],
  ])
  expect(bigrams('红色裙')).toEqual(['红色', '色裙'])
  expect(bigrams('裙')).toEqual(['裙'])
  expect(nameParts('img20240501')).toEqual(['img20240501', 'img', '20240501'])
  expect(termsOf('海边的红色汽车照片').terms.map((term) => term.text)).toEqual(['海边', '红色', '汽车'])
})
