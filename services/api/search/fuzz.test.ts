import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../testing.js'

/** Whatever comes in, the answer is results or a clear refusal. */

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
  for (const n of [1, 2, 3]) {
    await api.photo({
      paths: [`${n}.jpg`],
      analysis: { description: 'Ein "Hund" <b>am</b> Strand 海边', tags: ['beach', "o'brien"] },
    })
  }
})
afterAll(() => api?.close())

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc
    .array(
      fc.constantFrom(
        '&',
        '|',
        '!',
        '(',
        ')',
        '<->',
        ':*',
        "'",
        '"',
        '\\',
        '%',
        '_',
        '--',
        ';',
        ':c=',
        ':h=0',
        'beach',
        '海',
        '不要',
        'no',
        '-',
        '去年',
        '2024',
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join(' ')),
  fc.constantFrom(
    "'; drop table photos; --",
    '" or 1=1',
    '\u202eחוף',
    'خيل في الشاطئ',
    '👨‍👩‍👧‍👦🏖️',
    '\ud800',
    'a\udfffb',
    '\0',
    'a\0b',
    '0000-00-00',
    '99999999999',
    '2024-99-99',
    '1e309',
    'NaN',
  ),
  fc.nat(3_000).map((words) => 'beach '.repeat(Math.min(words, 1_600)).trim()),
  fc.nat(2_000).map((words) => Array.from({ length: Math.min(words, 1_500) }, (_, n) => `w${n}`).join(' ')),
)

async function fine(url: string): Promise<void> {
  const response = await api.get(url)
  expect([200, 400, 404], `${url}: ${response.body}`).toContain(response.statusCode)
  if (response.statusCode === 200) return
  expect(response.headers['content-type']).toContain('application/problem+json')
  expect(response.json().detail.length).toBeGreaterThan(10)
}

const q = (text: string) => encodeURIComponent(text.toWellFormed())

describe('questions', () => {
  test.each(['/search?q=', '/search?order=newest&q=', '/facets?q=', '/suggestions?q='])('%s', async (route) => {
    await fc.assert(
      fc.asyncProperty(hostile, (text) => fine(`/api/v1${route}${q(text)}`)),
      { numRuns: 60 },
    )
  })

  test('10,000 characters of anything', async () => {
    for (const unit of ['a', 'a ', '红', "'", '(', '去年', 'no ', '😀', ':*', '2024 ']) {
      await fine(`/api/v1/search?q=${q([...unit.repeat(10_000)].slice(0, 10_000 / unit.length).join(''))}`)
    }
  })
})

test('parameters', async () => {
  const name = fc.constantFrom(
    'category',
    'tag',
    'emotion',
    'share',
    'from',
    'to',
    'place',
    'people',
    'camera',
    'format',
    'favourite',
    'sensitive',
    'order',
    'limit',
    'cursor',
    'x',
  )
  const value = fc.oneof(
    hostile,
    fc.constantFrom(
      '0001',
      '9999',
      '9999-12-31',
      '0001-01-01',
      '0..',
      '999',
      '5..2',
      '10',
      '11..12',
      'true',
      'include',
      'newest',
      '1',
    ),
  )
  const given = fc.array(fc.tuple(name, value), { maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('/search?q=beach', '/search?q=', '/facets?q=', '/photos?'),
      given,
      (route, pairs) => fine(`/api/v1${route}${pairs.map(([key, text]) => `&${key}=${q(text)}`).join('')}`),
    ),
    { numRuns: 200 },
  )
})

test('cursors', async () => {
  const { next } = (await api.get('/api/v1/search?q=beach&limit=1')).json()
  const real = JSON.parse(Buffer.from(next, 'base64url').toString('utf8'))
  const odd = fc.constantFrom<unknown>(
    null,
    -1,
    1e99,
    '',
    'x',
    [],
    {},
    [1e9],
    { at: '2024-02-31 00:00:00', id: '0'.repeat(64) },
    { at: 'Feb 31', id: 'z' },
    { at: null, id: '0'.repeat(64) },
  )
  const changed = fc.record({
    key: fc.constantFrom('now', 'level', 'without', 'after', 'until', 'shown', 'joined', 'of', 'more'),
    odd,
  })
  await fc.assert(
    fc.asyncProperty(changed, ({ key, odd }) => {
      const text = Buffer.from(JSON.stringify({ ...real, [key]: odd })).toString('base64url')
      return fine(`/api/v1/search?q=beach&limit=1&cursor=${text}`)
    }),
    { numRuns: 100 },
  )
  const lists = fc.record({
    order: fc.constantFrom('newest', 'analysed'),
    at: fc.oneof(fc.string(), fc.constantFrom('2024-02-31 00:00:00', '1', '2024-01-01 00:00:00+99')),
    id: fc.constant('0'.repeat(64)),
  })
  await fc.assert(
    fc.asyncProperty(lists, (cursor) =>
      fine(`/api/v1/photos?order=${cursor.order}&cursor=${Buffer.from(JSON.stringify(cursor)).toString('base64url')}`),
    ),
    { numRuns: 60 },
  )
})

test('saved searches', async () => {
  const keys = fc.constantFrom('q', 'from', 'tag', 'people', 'order', 'sensitive', 'limit', '__proto__')
  await fc.assert(
    fc.asyncProperty(hostile, fc.dictionary(keys, hostile, { maxKeys: 3 }), async (name, query) => {
      const made = await api.send('POST', '/api/v1/saved-searches', { name, query })
      expect([201, 400, 409], made.body).toContain(made.statusCode)
      if (made.statusCode === 201) await fine(`/api/v1/saved-searches/${made.json().id}/photos`)
    }),
    { numRuns: 60 },
  )
})
