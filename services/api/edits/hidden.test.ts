import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { previewPath } from '#core/preview-path'
import { startTestApi, type TestApi } from '../testing.js'

/** Whatever is asked, a hidden or private photo shows nowhere, nor what only it has, unless it is asked for. */

let api: TestApi
const ids = { shown: '', other: '', away: '' }
const atlantis = {
  ...{ countryCode: 'XA', country: { en: 'Atlantis', zh: '亚特兰蒂斯' }, region: null, distanceKm: 1 },
  city: { en: 'Poseidonia', zh: '波塞冬城' },
}

beforeAll(async () => {
  api = await startTestApi()
  const analysis = { description: 'A desk with paper.', objects: ['desk'], tags: ['indoor'], category: 'home' }
  ids.shown = await api.photo({ paths: ['desk.jpg'], photo: { phash: 0b1010n, latitude: 1, longitude: 1 }, analysis })
  ids.other = await api.photo({ paths: ['lamp.jpg'], photo: { phash: 0b1011n, latitude: 1, longitude: 1 }, analysis })
  ids.away = await api.photo({
    paths: ['trip/wombat.jpg'],
    photo: {
      ...{ phash: 0b1110n, latitude: 50, longitude: 50, place: atlantis, cameraMake: 'Hasselblad', format: 'tiff' },
      ...{ favourite: true, takenLocal: '1999-01-01 12:00:00' },
    },
    analysis: {
      ...{ description: 'A wombat on a desk.', objects: ['desk', 'wombat'], tags: ['indoor', 'marsupial'] },
      ...{ category: 'pets', emotion: 'solemn', people: 3, text: 'WOMBATTO' },
    },
  })
  const saved = { name: 'Desks', query: { q: 'desk' } }
  await api.send('POST', '/api/v1/saved-searches', saved)
  await api.send('POST', '/api/v1/saved-searches', { name: 'Away', query: { q: 'desk', hidden: 'only' } })
})
afterAll(() => api?.close())

const edit = async (change: object) => {
  const response = await api.send('PATCH', `/api/v1/photos/${ids.away}`, change)
  expect(response.statusCode, response.body).toBe(200)
}
const get = async (url: string) => {
  const response = await api.get(`/api/v1${url.replace('SHOWN', ids.shown)}`)
  expect(response.statusCode, response.body).toBe(200)
  return response.json()
}
const q = encodeURIComponent
/** Each shows the photo that is away when it is asked for, with `only` and nothing else. */
const listings = [
  ...['/photos', '/photos?order=oldest', '/photos?order=analysed', '/photos?state=analysed', '/photos?tag=desk'],
  ...['/photos?category=pets', '/photos?emotion=solemn', '/photos?place=atlantis', '/photos?camera=hasselblad'],
  ...[
    '/photos?format=tiff',
    '/photos?favourite=true',
    '/photos?people=3',
    '/photos?from=1999&to=1999',
    '/photos?share=family',
  ],
  ...['/search?q=', '/search?q=desk', '/search?q=desk&order=newest', '/search?q=wombat', `/search?q=${q('宠物')}`],
  ...['/search?q=WOMBATTO', '/search?q=wombat.jpg', '/search?q=&category=pets', '/search?q=&favourite=true'],
  ...['/search?q=desk%20submarine', '/search?q=&people=3', '/search?q=&from=1999&to=1999'],
  ...['/photos/SHOWN/similar', '/timeline/photos?months=1999-01', '/map?bounds=40,40,60,60'],
]
const counts = ['/facets', '/facets?q=desk', '/facets?q=wombat', '/facets?q=&category=pets', '/timeline']
const names = [
  ...['/suggestions?q=atl', `/suggestions?q=${q('亚特')}`, '/suggestions?q=hass', '/suggestions?q=womb'],
  ...['/suggestions?q=marsu', '/saved-searches/1/photos'],
]
const words = ['wombat', 'Atlantis', '亚特兰蒂斯', 'Hasselblad', 'marsupial', 'solemn', 'tiff', '1999']
const mention = async (url: string) => {
  const { understood: _echo, ...answer } = await get(url)
  const body = JSON.stringify(answer)
  return [ids.away, ...words].filter((word) => body.includes(word))
}
const listed = async (url: string) =>
  (await get(url)).items.map((item: { id?: string; photoId?: string; photo?: { id: string } }) => {
    return item.photo?.id ?? item.photoId ?? item.id
  })
const asking = (url: string, parameter: string, choice: string) =>
  `${url}${url.includes('?') ? '&' : '?'}${parameter}=${choice}`

describe.each([
  ['hidden', { hidden: true }, { hidden: false }],
  ['sensitive', { sensitive: 'other' }, { sensitive: 'none' }],
])('a photo that its owner has made %s', (parameter, away, back) => {
  beforeAll(async () => {
    await edit(away)
  })
  afterAll(async () => {
    await edit(back)
  })

  test.each([...listings, ...counts, ...names])('is not in %s', async (url) => {
    expect(await mention(url)).toEqual([])
    const { total, photos } = await get(url)
    if (total !== undefined) expect(total).toBeLessThanOrEqual(2)
    if (photos !== undefined) expect(photos).toBeLessThanOrEqual(2)
  })

  test.each(listings)('is in %s when it is asked for', async (url) => {
    expect(await listed(asking(url, parameter, 'include'))).toContain(ids.away)
    expect(await listed(asking(url, parameter, 'only'))).toEqual([ids.away])
  })

  test.each(counts)('is counted by %s when it is asked for', async (url) => {
    const one = await get(asking(url, parameter, 'only'))
    expect(one.total ?? one.photos).toBe(1)
    const all = await get(asking(url, parameter, 'include'))
    const without = await get(url)
    expect(all.total ?? all.photos).toBe((without.total ?? without.photos) + 1)
  })

  test('what it is named after is not understood as a name either', async () => {
    await expect
      .poll(async () => (await get('/search?q=Atlantis')).understood)
      .toMatchObject({
        ...{ place: null, filter: {} },
      })
  })
})

test('every route that leaves out private photos leaves out hidden ones, and can be asked for them', async () => {
  const { paths } = (await api.get('/api/v1/openapi.json')).json()
  const takes = (name: string) =>
    Object.entries(paths as Record<string, { get?: { parameters?: { name: string }[] } }>)
      .filter(([, { get }]) => get?.parameters?.some((each) => each.name === name))
      .map(([route]) => route.replace('/api/v1', ''))
  expect(takes('hidden')).toEqual(takes('sensitive'))
  const tested = [...listings, ...counts].map((url) => (url.split('?')[0] as string).replace('SHOWN', '{id}'))
  expect(new Set(takes('hidden'))).toEqual(new Set(tested))
})

test('a saved search may ask for hidden photos, and nothing else of them is shown', async () => {
  await edit({ hidden: true })
  expect(await listed('/saved-searches/1/photos')).toHaveLength(2)
  expect(await listed('/saved-searches/2/photos')).toEqual([ids.away])
  expect((await get(`/photos/${ids.away}`)).hidden, 'by its id').toBe(true)
  const thumb = previewPath(api.previewsDir, ids.away, 'thumb')
  await mkdir(path.dirname(thumb), { recursive: true })
  await writeFile(thumb, 'webp')
  expect((await api.get(`/api/v1/photos/${ids.away}/thumb`)).statusCode).toBe(200)
  await edit({ hidden: false })
  expect(await listed('/search?q=wombat')).toEqual([ids.away])
})
