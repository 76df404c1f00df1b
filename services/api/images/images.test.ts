import { mkdir, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { files, shares } from '#core/database/schema'
import { locatePath } from '#core/file-path'
import { previewPath } from '#core/preview-path'
import { startTestApi, type TestApi } from '../testing.js'
import { parseRange } from './range.js'

let api: TestApi
const content = Buffer.from('0123456789')

beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api?.close())

/** A photo whose file is on disk, known with the size and time that it has. */
async function photoOnDisk(stored: string, bytes = content): Promise<string> {
  const location = locatePath(api.root, stored)
  await mkdir(path.join(api.root, path.dirname(stored)), { recursive: true })
  await writeFile(location, bytes)
  const { size, mtimeMs } = await stat(location)
  const file = { size, mtimeMs: Math.floor(mtimeMs) }
  return await api.photo({ paths: [stored], content: stored, file })
}
const original = (id: string, headers = {}) => api.get(`/api/v1/photos/${id}/original`, headers)

describe('originals', () => {
  test('as they are, with type, name and tag', async () => {
    const id = await photoOnDisk('a/生日 "party".jpg')
    const response = await original(id)
    expect(response.statusCode).toBe(200)
    expect(response.rawPayload).toEqual(content)
    expect(response.headers).toMatchObject({
      ...{ 'content-type': 'image/jpeg', 'content-length': '10', 'accept-ranges': 'bytes' },
      'content-disposition': `inline; filename="__ _party_.jpg"; filename*=UTF-8''%E7%94%9F%E6%97%A5%20%22party%22.jpg`,
      'x-content-type-options': 'nosniff',
    })
    expect((await original(id, { 'if-none-match': String(response.headers.etag) })).statusCode).toBe(304)
  })

  test('ranges', async () => {
    const id = await photoOnDisk('range.jpg')
    const part = await original(id, { range: 'bytes=2-4' })
    expect(part.statusCode).toBe(206)
    expect(part.body).toBe('234')
    expect(part.headers).toMatchObject({ 'content-range': 'bytes 2-4/10', 'content-length': '3' })
    expect((await original(id, { range: 'bytes=-3' })).body).toBe('789')
    const outside = await original(id, { range: 'bytes=10-' })
    expect(outside.statusCode).toBe(416)
    expect(outside.headers['content-range']).toBe('bytes */10')
    expect((await original(id, { range: 'bytes=2-4', 'if-range': '"older"' })).statusCode).toBe(200)
  })

  test('names that are not UTF-8', async () => {
    const id = await photoOnDisk('caf\\xe9.jpg')
    expect((await original(id)).body).toBe('0123456789')
  })

  test('any copy that is there, and a reason when none is', async () => {
    const id = await photoOnDisk('one.jpg')
    const { size, mtimeMs } = await stat(path.join(api.root, 'one.jpg'))
    const copy = { shareId: api.shareId, path: 'two.jpg', directory: '', size, mtimeMs: Math.floor(mtimeMs) }
    await api.db.insert(files).values({ ...copy, ingest: 'done', photoId: id })
    await rename(path.join(api.root, 'one.jpg'), path.join(api.root, 'two.jpg'))
    expect((await original(id)).statusCode).toBe(200)
    await api.db.update(shares).set({ state: 'offline' }).where(eq(shares.id, api.shareId))
    expect((await original(id)).json()).toMatchObject({ status: 404, code: 'original_away' })
    await api.db.update(shares).set({ state: 'online' }).where(eq(shares.id, api.shareId))
    await rm(path.join(api.root, 'two.jpg'))
    expect((await original(id)).statusCode).toBe(404)
  })

  test('never another file: changed content, a swapped link, a path that climbs, a folder', async () => {
    const secret = path.join(api.folder, 'secret.txt')
    await writeFile(secret, 'top secret')
    const changed = await photoOnDisk('changed.jpg')
    await writeFile(path.join(api.root, 'changed.jpg'), 'something else')
    const swapped = await photoOnDisk('swapped.jpg')
    await rm(path.join(api.root, 'swapped.jpg'))
    await symlink(secret, path.join(api.root, 'swapped.jpg'))
    await utimes(secret, new Date(0), new Date(0))
    const climbing = await api.photo({
      paths: ['../secret.txt'],
      content: 'x'.repeat(10),
      file: { size: 10, mtimeMs: 0 },
    })
    await mkdir(path.join(api.root, 'folder.jpg'), { recursive: true })
    const folder = await api.photo({ paths: ['folder.jpg'], content: 'f', file: { size: 4096 } })
    for (const id of [changed, swapped, climbing, folder]) expect((await original(id)).statusCode).toBe(404)
  })

  test('a photo that a link leads to is the share’s, wherever it lies', async () => {
    const elsewhere = path.join(api.folder, 'elsewhere.jpg')
    await writeFile(elsewhere, content)
    const { size, mtimeMs } = await stat(elsewhere)
    await symlink(elsewhere, path.join(api.root, 'link.jpg'))
    const id = await api.photo({ paths: ['link.jpg'], content: 'l', file: { size, mtimeMs: Math.floor(mtimeMs) } })
    expect((await original(id)).body).toBe('0123456789')
  })
})

describe('previews', () => {
  test('are kept by browsers for ever', async () => {
    const id = await api.photo({ paths: ['preview.jpg'] })
    for (const kind of ['thumb', 'preview'] as const) {
      const missing = await api.get(`/api/v1/photos/${id}/${kind}`)
      expect(missing.statusCode).toBe(404)
      expect(missing.headers['cache-control']).toBe('no-store')
      const file = previewPath(api.previewsDir, id, kind)
      await mkdir(path.dirname(file), { recursive: true })
      await writeFile(file, `webp ${kind}`)
      const response = await api.get(`/api/v1/photos/${id}/${kind}`)
      expect(response.body).toBe(`webp ${kind}`)
      expect(response.headers).toMatchObject({
        ...{ 'content-type': 'image/webp', 'cache-control': 'private, max-age=31536000, immutable' },
      })
      const again = await api.get(`/api/v1/photos/${id}/${kind}`, { 'if-none-match': String(response.headers.etag) })
      expect(again.statusCode).toBe(304)
    }
  })

  test('an empty one, as a power cut leaves it, is none that a browser may keep', async () => {
    const id = await api.photo({ paths: ['power-cut.jpg'] })
    const file = previewPath(api.previewsDir, id, 'thumb')
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, '')
    const response = await api.get(`/api/v1/photos/${id}/thumb`)
    expect(response.statusCode).toBe(404)
    expect(response.json().code).toBe('no_preview')
    expect(response.headers['cache-control']).toBe('no-store')
  })

  test.each(['thumb', 'preview', 'original'])('%s of what is no photo', async (kind) => {
    expect((await api.get(`/api/v1/photos/${'0'.repeat(64)}/${kind}`)).statusCode).toBe(404)
    expect((await api.get(`/api/v1/photos/..%2f..%2fsecret/${kind}`)).statusCode).toBe(400)
  })
})

test('range headers', () => {
  expect(parseRange(undefined, 10)).toBeUndefined()
  expect(parseRange('bytes=0-', 10)).toEqual({ start: 0, end: 9 })
  expect(parseRange('bytes=5-99', 10)).toEqual({ start: 5, end: 9 })
  expect(parseRange('bytes=-99', 10)).toEqual({ start: 0, end: 9 })
  expect(parseRange('bytes=-0', 10)).toBe('outside')
  expect(parseRange('bytes=0-', 0)).toBe('outside')
  for (const odd of ['bytes=-', 'bytes=5-2', 'bytes=0-1,3-4', 'items=0-1', 'bytes=a-b', '']) {
    expect(parseRange(odd, 10)).toBeUndefined()
  }
})
