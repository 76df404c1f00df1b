import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../testing.js'

/** Whatever is asked, a sensitive photo shows nowhere, nor what only it has, unless it is asked for. */

let api: TestApi
const ids = { shown: '', other: '', secret: '' }
const atlantis = {
  ...{ countryCode: 'XA', country: { en: 'Atlantis', zh: '亚特兰蒂斯' }, region: null, distanceKm: 1 },
  city: { en: 'Poseidonia', zh: '波塞冬城' },
}

beforeAll(async () => {
  api = await startTestApi()
  const look = { phash: 0b1010n }
  ids.shown = await api.photo({
    paths: ['trip/desk.jpg'],
    photo: look,
    analysis: { description: 'A desk with paper.', objects: ['paper', 'desk'], tags: ['indoor'], category: 'home' },
  })
  ids.other = await api.photo({
    paths: ['trip/lamp.jpg'],
    photo: { phash: 0b1011n },
    analysis: { description: 'A desk with a lamp.', objects: ['lamp', 'desk'], tags: ['indoor'], category: 'home' },
  })
  ids.secret = await api.photo({
    paths: ['trip/passport.jpg'],
    photo: {
      phash: 0b1110n,
      place: atlantis,
      cameraMake: 'Hasselblad',
      cameraModel: 'X2D',
      favourite: true,
      format: 'tiff',
    },
    analysis: {
      ...{
        description: 'A passport on a desk.',
        objects: ['paper', 'desk', 'passport'],
        tags: ['indoor', 'biometrics'],
      },
      ...{ category: 'document', emotion: 'solemn', people: 3, text: 'DOE', sensitive: 'id_document' },
    },
  })
})
afterAll(() => api?.close())

const q = encodeURIComponent
const places: [what: string, url: string][] = [
  ['a search by words', '/search?q=desk'],
  ['a search by its own words', '/search?q=passport%20biometrics'],
  ['by its visible text', '/search?q=DOE'],
  ['by its file name', '/search?q=passport.jpg'],
  ['in Chinese', `/search?q=${q('护照')}`],
  ['by a part of its words', '/search?q=passport%20submarine'],
  ['by its place', '/search?q=Atlantis'],
  ['by date', '/search?q=desk&order=newest'],
  ['by conditions alone', '/search?q=&category=document'],
  ['by people', '/search?q=&people=3'],
  ['by favourite', '/search?q=&favourite=true'],
  ['what is not', `/search?q=${q('desk without lamp')}`],
  ['everything', '/search?q='],
  ['a list', '/photos'],
  ['a list by category', '/photos?category=document'],
  ['a list by place', '/photos?place=atlantis'],
  ['a list by camera', '/photos?camera=hasselblad'],
  ['a list by format', '/photos?format=tiff'],
  ['a list of favourites', '/photos?favourite=true'],
  ['facets', '/facets'],
  ['facets of a search', '/facets?q=desk'],
  ['facets of its own words', '/facets?q=passport'],
  ['suggestions of a place', '/suggestions?q=atl'],
  ['suggestions of a place in Chinese', `/suggestions?q=${q('亚特')}`],
  ['suggestions of a camera', '/suggestions?q=hass'],
  ['suggestions of an object', '/suggestions?q=pass'],
  ['suggestions of a tag', '/suggestions?q=bio'],
  ['suggestions of a category', '/suggestions?q=docu'],
]

describe('a sensitive photo shows nowhere', () => {
  test.each(places)('%s: %s', async (_, url) => {
    const response = await api.get(`/api/v1${url}`)
    expect(response.statusCode, response.body).toBe(200)
    // what the question itself says comes back as understood
    const { understood: _echo, ...answer } = response.json()
    const body = JSON.stringify(answer)
    for (const word of [
      ids.secret,
      'passport',
      'Atlantis',
      '亚特兰蒂斯',
      'Hasselblad',
      'biometrics',
      'solemn',
      'document',
      'tiff',
    ]) {
      expect(body, word).not.toContain(word)
    }
    if (answer.total !== undefined) expect(answer.total).toBe(answer.items.length)
    if (answer.photos !== undefined) expect(answer.photos).toBeLessThanOrEqual(2)
  })

  test.each(['/photos/SHOWN/similar'])('%s', async (url) => {
    const found = (await api.get(`/api/v1${url.replace('SHOWN', ids.shown)}`)).json()
    expect(found.items.map((item: { photo: { id: string } }) => item.photo.id)).toEqual([ids.other])
  })

  test('what it is named after is not understood as a name either', async () => {
    const { understood } = (await api.get('/api/v1/search?q=Atlantis')).json()
    expect(understood).toMatchObject({ place: null, filter: {} })
  })
})

describe('and everywhere when it is asked for', () => {
  test.each([
    ['/search?q=desk&sensitive=include', 3],
    ['/search?q=desk&sensitive=only', 1],
    ['/search?q=&sensitive=only', 1],
    ['/photos?category=document&sensitive=include', 1],
    ['/photos?sensitive=only', 1],
  ])('%s', async (url, count) => {
    const { items } = (await api.get(`/api/v1${url}`)).json()
    expect(items).toHaveLength(count)
  })

  test('facets and similar photos', async () => {
    const facets = (await api.get('/api/v1/facets?q=desk&sensitive=include')).json()
    expect(facets.photos).toBe(3)
    expect(facets.place).toContainEqual(expect.objectContaining({ value: 'Atlantis', level: 'country', count: 1 }))
    const similar = (await api.get(`/api/v1/photos/${ids.shown}/similar?sensitive=include`)).json()
    expect(similar.items.map((item: { photo: { id: string } }) => item.photo.id)).toContain(ids.secret)
  })
})

test('a photo that turns out to be sensitive is gone at once, its words too', async () => {
  const id = await api.photo({ paths: ['x.jpg'], analysis: { objects: ['stethoscope'], tags: ['clinic'] } })
  const words = async () => (await api.get('/api/v1/suggestions?q=stetho')).json().items
  expect((await api.get('/api/v1/search?q=stethoscope')).json().items).toHaveLength(1)
  await api.db.execute(`update photos set sensitive = 'medical' where id = '${id}'`)
  expect((await api.get('/api/v1/search?q=stethoscope')).json()).toMatchObject({ items: [], total: 0 })
  expect(await words()).toEqual([])
  expect((await api.get('/api/v1/facets?q=stethoscope')).json().photos).toBe(0)
})
