import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shares } from '#core/database/schema'
import { startTestApi, type TestApi } from '../testing.js'
import { browsableRoots } from './roots.js'

let api: TestApi
let disk: string
let root: string
beforeAll(async () => {
  disk = await mkdtemp(path.join(os.tmpdir(), 'albumen-folders-'))
  root = path.join(disk, 'photos')
  for (const folder of ['2023/summer', '2023/@eaDir', '家庭', '.hidden', '10', '9', 'hidden-by-marker'])
    await mkdir(path.join(root, folder), { recursive: true })
  await mkdir(path.join(disk, 'secrets', 'inside'), { recursive: true })
  await mkdir(path.join(disk, 'photos-and-more'))
  await symlink(path.join(disk, 'secrets'), path.join(root, 'way-out'))
  await symlink(path.join(root, '2023'), path.join(root, 'way-in'))
  await symlink('/', path.join(root, 'slash'))
  await symlink('nowhere', path.join(root, 'broken'))
  for (const file of ['a.jpg', '2023/b.HEIC', '2023/summer/c.png', '2023/@eaDir/thumb.jpg', '家庭/d.webp', 'notes.txt'])
    await writeFile(path.join(root, file), file)
  await writeFile(path.join(root, 'hidden-by-marker', '.nomedia'), '')
  await writeFile(path.join(root, 'hidden-by-marker', 'e.jpg'), 'e')
  api = await startTestApi({ browseRoots: [root] })
})
afterAll(async () => {
  await api?.close()
  await rm(disk, { recursive: true, force: true })
})

const look = (place: string) => api.get(`/api/v1/folders?path=${encodeURIComponent(place)}`)
const names = async (place: string) => (await look(place)).json().folders.map(({ name }: { name: string }) => name)

describe('folders', () => {
  test('begin at the roots, and are listed in order without what nobody wants to see', async () => {
    expect((await api.get('/api/v1/folders')).json()).toEqual({
      ...{ path: null, parent: null, folders: [{ name: root, path: root, share: null }] },
    })
    expect((await look(root)).json()).toMatchObject({ path: root, parent: null })
    expect(await names(root)).toEqual(['9', '10', '2023', 'hidden-by-marker', 'way-in', '家庭'])
    const below = (await look(path.join(root, '2023'))).json()
    expect(below).toEqual({
      ...{ path: path.join(root, '2023'), parent: root },
      folders: [{ name: 'summer', path: path.join(root, '2023', 'summer'), share: null }],
    })
  })

  test('that are watched already are marked', async () => {
    await api.db.insert(shares).values({ name: 'last year', path: path.join(root, '2023') })
    const { folders } = (await look(root)).json()
    expect(folders.find(({ name }: { name: string }) => name === '2023').share).toBe('last year')
    expect((await look(path.join(root, '2023'))).json().folders[0].share).toBe('last year')
  })

  test.each([
    ['/'],
    ['/etc'],
    ['ROOT/..'],
    ['ROOT/../secrets'],
    ['ROOT/../photos-and-more'],
    ['ROOT/2023/../../secrets/inside'],
    ['ROOT/way-out'],
    ['ROOT/way-out/inside'],
    ['ROOT/way-out/..'],
    ['ROOT/slash'],
    ['ROOT/slash/etc'],
    ['ROOT/way-in/../../secrets'],
    ['DISK/photos/../secrets/nothing-there'],
  ])('do not lead to %s, nor does counting', async (template) => {
    const place = template.replace('ROOT', root).replace('DISK', disk)
    const inside = path.resolve(place) === root // a link and its dots are one by name
    for (const answer of [
      await look(place),
      await api.get(`/api/v1/folders/count?path=${encodeURIComponent(place)}`),
    ]) {
      expect(answer.statusCode).toBe(inside ? 200 : 403)
      if (!inside) expect(answer.json()).toMatchObject({ code: 'folder_elsewhere' })
      expect(answer.body).not.toContain('"inside"')
    }
  })

  test.each([
    ['relative', 400],
    ['/a\0b', 400],
    ['ROOT/nowhere', 404],
    ['ROOT/broken', 404],
    ['ROOT/notes.txt', 404],
  ])('%j is refused', async (template, status) => {
    expect((await look(template.replace('ROOT', root))).statusCode).toBe(status)
  })

  test('without a setting begin where people keep photos, never at the whole disk', async () => {
    const usual = await browsableRoots({ browseRoots: undefined })
    expect(usual.map((each) => each.path)).not.toContain('/')
    expect(usual.length).toBeGreaterThan(0)
  })
})

describe('photos in a folder', () => {
  test('are counted as the watcher would find them', async () => {
    const answer = await api.get(`/api/v1/folders/count?path=${encodeURIComponent(root)}`)
    expect(answer.headers['content-type']).toMatch(/event-stream/)
    expect(answer.body).toMatch(/event: done\ndata: \{"photos":4,"folders":\d+\}/)
  })

  test('are counted no longer once nobody listens', async () => {
    const deep = path.join(root, 'deep')
    for (let i = 0; i < 300; i++) await mkdir(path.join(deep, `${i}`, 'x'), { recursive: true })
    const address = await api.listen()
    const gone = new AbortController()
    for (let i = 0; i < 12; i++) {
      const answer = await fetch(`${address}/api/v1/folders/count?path=${encodeURIComponent(deep)}`, {
        signal: gone.signal,
      }).catch(() => undefined)
      expect([200, 503]).toContain(answer?.status)
    }
    gone.abort()
    await expect
      .poll(async () => (await api.get(`/api/v1/folders/count?path=${encodeURIComponent(root)}`)).statusCode)
      .toBe(200)
  })
})
