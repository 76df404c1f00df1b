import { chmod, open, readFile, symlink, truncate, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PermanentError } from '#core/errors'
import { projectRoot } from '#core/project-root'
import { examine } from './examine.js'
import { createHeicDecoder } from './heic/heic-decoder.js'
import { wholeFileLimit } from './open-photo.js'
import { defaultLimits } from './pixels/decode.js'
import { createPlaces } from './place/places.js'
import { createRawReader } from './raw/raw-reader.js'
import { hashFile } from './read/hash-file.js'
import { type Examining, examining, fixtures, quartersPng, randomNumbers } from './testing/examining.js'

let examiner: Examining
beforeAll(async () => {
  examiner = await examining()
})
afterAll(() => examiner.close())

const fixture = (name: string) => readFile(path.join(fixtures, name))

/** The code and the reason of a failure that is the content's fault. */
async function failure(content: Uint8Array, name: string, limits = defaultLimits): Promise<[string, string]> {
  const error = await examiner.bytes(content, name, limits).then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof PermanentError)) throw new Error(`expected a PermanentError, got ${error}`)
  return [error.code, error.message]
}

describe('what is no photo', () => {
  it.each<[name: string, content: () => Uint8Array | Promise<Uint8Array>, code: string, reason: string]>([
    ['empty.jpg', () => Buffer.alloc(0), 'empty_file', 'is named .jpg but is empty (0 bytes)'],
    ['zeros.jpg', () => Buffer.alloc(100_000), 'corrupt_image', 'only zeros'],
    ['text.jpg', () => Buffer.from('Dear diary, 你好\n'.repeat(300)), 'not_an_image', 'plain text'],
    ['page.jpg', () => Buffer.from('\n<!DOCTYPE html><html><title>404'), 'not_an_image', 'a web page (HTML)'],
    ['drawing.png', () => Buffer.from('<?xml version="1.0"?><svg width="9"/>'), 'unsupported_format', 'an SVG drawing'],
    ['plain.jpg', () => fixture('plain.zip'), 'not_an_image', 'a ZIP archive'],
    ['locked.jpg', () => fixture('locked.zip'), 'password_protected', 'a password-protected ZIP archive'],
    ['locked.heic', () => fixture('locked.pdf'), 'password_protected', 'a password-protected PDF document'],
    ['clip.jpg', () => fixture('video.mp4'), 'not_an_image', 'a video (mp4)'],
    [
      'paint.jpg',
      () => Buffer.from('BM\x36\x00\x0c\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00', 'latin1'),
      'unsupported_format',
      'BMP',
    ],
    ['noise', () => Buffer.from([1, 2, 3, 0, 200, 7, 0, 9]), 'not_an_image', 'data of an unknown kind'],
  ])('%s says what it is', async (name, content, code, reason) => {
    const [actualCode, message] = await failure(await content(), name)
    expect([actualCode, message]).toEqual([code, expect.stringContaining(reason)])
    expect(message).toMatch(/^This file [^\n]+\.$/)
  })
})

describe('damaged photos', () => {
  it('shows what is there of a photo that breaks off', async () => {
    const jpeg = await readFile(path.join(projectRoot, 'models/nano-vl/demo/city-night-river.jpg'))
    for (const part of [0.95, 0.6, 0.3]) {
      const photo = await examiner.bytes(jpeg.subarray(0, Math.floor(jpeg.length * part)), 'broken-off.jpg')
      expect(photo.exif.truncated).toBe(true)
      expect(photo).toMatchObject({ width: 430, height: 765 })
    }
    expect((await examiner.bytes(jpeg, 'whole.jpg')).exif.truncated).toBeUndefined()
  })

  it('fails a photo of which nothing is left', async () => {
    const jpeg = await readFile(path.join(fixtures, 'south-west.jpg'))
    for (const bytes of [4, 20, 200])
      expect((await failure(jpeg.subarray(0, bytes), 'stub.jpg'))[0]).toBe('corrupt_image')
    const png = (await quartersPng()).subarray(0, 30)
    expect((await failure(png, 'stub.png'))[0]).toBe('corrupt_image')
    const heic = await fixture('iphone-turned.heic')
    expect((await failure(heic.subarray(0, 700), 'stub.heic'))[0]).toBe('heic_failed')
    const raw = (await fixture('sony-turned.arw')).subarray(0, 60)
    expect(['corrupt_image', 'raw_without_preview']).toContain((await failure(raw, 'stub.arw'))[0])
  })

  it('refuses pixel bombs by what they declare, before decoding', async () => {
    const png = await quartersPng()
    png.writeUInt32BE(50_000, 16)
    png.writeUInt32BE(50_000, 20)
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
    const [code, message] = await failure(png, 'bomb.png')
    expect(code).toBe('too_large')
    expect(message).toContain('50000 × 50000 pixels (2,500 megapixels); at most 300 megapixels')
    const limits = { ...defaultLimits, pixels: 10_000 }
    expect((await failure(await fixture('iphone-turned.heic'), 'large.heic', limits))[0]).toBe('too_large')
    expect((await failure(png, 'heavy.png', { ...defaultLimits, bytes: 100 }))[0]).toBe('too_large')
  })

  it('goes on after a HEIC that takes too long', async () => {
    const heic = createHeicDecoder({ timeoutMs: 1 })
    const content = await fixture('iphone-turned.heic')
    await expect(heic.decode(content, 1e6)).rejects.toMatchObject({
      code: 'heic_failed',
      message: /within 0.001 seconds/,
    })
    await expect(heic.decode(content, 1e6)).rejects.toMatchObject({ code: 'heic_failed' })
    await heic.close()
    await expect(heic.decode(content, 1e6)).rejects.toThrow('closed')
  })

  it('gives a result or a reason for 300 mutated photos, and then still works', async () => {
    const random = randomNumbers(20240714)
    const jpeg = await readFile(path.join(projectRoot, 'models/nano-vl/demo/red-car.jpg'))
    const names = [
      'iphone-turned.heic',
      'turned.avif',
      'scan.tif',
      'quadrants.webp',
      'red-then-blue.gif',
      'south-west.jpg',
    ]
    const sources: [string, Buffer][] = [
      ['car.jpg', jpeg],
      ['quarters.png', await quartersPng()],
    ]
    for (const name of [...names, 'sony-turned.arw', 'pixel-turned.dng']) sources.push([name, await fixture(name)])
    const outcomes = new Map<string, number>()
    for (let round = 0; round < 300; round++) {
      const [name, original] = sources[round % sources.length] as [string, Buffer]
      const content = mutate(original, random)
      const outcome = await examiner.bytes(content, name).then(
        (photo) => photo.format,
        (error: unknown) => (error instanceof PermanentError ? error.code : `${round} ${name}: ${error}`),
      )
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    }
    expect([...outcomes.keys()].filter((outcome) => !/^[a-z_]+$/.test(outcome))).toEqual([])
    expect((await examiner.bytes(await fixture('iphone-turned.heic'), 'after.heic')).format).toBe('heic')
    expect((await examiner.bytes(await fixture('sony-turned.arw'), 'after.arw')).format).toBe('raw')
  })
})

describe('what is no fault of the content', () => {
  const deps = { heic: createHeicDecoder(), raw: createRawReader(), places: createPlaces() }
  afterAll(() => Promise.all([deps.heic.close(), deps.raw.close()]))

  it('passes errors of the file system on with their code', async () => {
    await expect(examiner.file(path.join(examiner.folder, 'gone.jpg'))).rejects.toMatchObject({ code: 'ENOENT' })
    const input = { path: path.join(examiner.folder, 'gone.dng'), fileName: 'gone.dng', id: 'x', mtimeMs: 0 }
    for (const bytes of [10, wholeFileLimit + 1]) {
      const looking = examine({ ...input, bytes }, { previewsDir: examiner.previewsDir }, deps)
      await expect(looking).rejects.toMatchObject({ code: 'ENOENT' })
    }
  })

  it.skipIf(process.getuid?.() === 0)('passes on that a file may not be read', async () => {
    const file = path.join(examiner.folder, 'secret.jpg')
    await writeFile(file, await quartersPng())
    await chmod(file, 0)
    await expect(examiner.file(file)).rejects.toMatchObject({ code: 'EACCES' })
  })

  it('passes on that previews cannot be written', async () => {
    const file = path.join(examiner.folder, 'sound.png')
    await writeFile(file, await quartersPng())
    const hashed = await hashFile(file, undefined, wholeFileLimit)
    const previewsDir = path.join(examiner.folder, 'no-folder')
    await writeFile(previewsDir, '')
    const looking = examine({ path: file, fileName: 'sound.png', ...hashed }, { previewsDir }, deps)
    await expect(looking).rejects.toMatchObject({ code: 'ENOTDIR' })
  })

  it('tells a file that changes from a broken one', async () => {
    const file = path.join(examiner.folder, 'growing.png')
    await writeFile(file, await quartersPng())
    const { id, bytes, mtimeMs } = await hashFile(file)
    await writeFile(
      file,
      await sharp(await quartersPng())
        .flop()
        .png()
        .toBuffer(),
    )
    const input = { path: file, fileName: 'growing.png', id, bytes, mtimeMs }
    const looking = examine(input, { previewsDir: examiner.previewsDir }, deps)
    await expect(looking).rejects.toMatchObject({ code: 'file_changing' })
  })

  it('stops when asked to', async () => {
    const file = path.join(examiner.folder, 'stop.png')
    await writeFile(file, await quartersPng())
    const hashed = await hashFile(file)
    const stop = { ...deps, signal: AbortSignal.abort(new Error('stopping')) }
    const looking = examine(
      { path: file, fileName: 'stop.png', ...hashed },
      { previewsDir: examiner.previewsDir },
      stop,
    )
    await expect(looking).rejects.toThrow('stopping')
  })
})

describe('hashFile', () => {
  it('reads once and keeps what is small enough', async () => {
    const file = path.join(examiner.folder, 'hashed')
    await writeFile(file, 'abc')
    const id = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
    expect(await hashFile(file)).toMatchObject({ id, bytes: 3, content: null })
    expect((await hashFile(file, undefined, 3)).content?.toString()).toBe('abc')
    await truncate(file, 0)
    expect((await hashFile(file, undefined, 3)).content?.length).toBe(0)
  })

  it('notices a file that grows meanwhile', async () => {
    const file = path.join(examiner.folder, 'growing')
    await writeFile(file, Buffer.alloc(64 * 1024 * 1024))
    let over = false
    const reading = hashFile(file).finally(() => {
      over = true
    })
    const refused = expect(reading).rejects.toMatchObject({ code: 'file_changing' })
    const writer = await open(file, 'a')
    while (!over) await writer.write('more')
    await writer.close()
    await refused
    await unlink(file)
  })

  it('refuses folders, devices and pipes without waiting for them', async () => {
    await expect(hashFile(examiner.folder)).rejects.toMatchObject({ code: 'not_a_file' })
    const link = path.join(examiner.folder, 'device.jpg')
    await symlink('/dev/null', link)
    await expect(hashFile(link)).rejects.toMatchObject({ code: 'not_a_file' })
  })
})

/** Flips bits, overwrites a run, cuts the end off, or drops a piece of the middle. */
function mutate(original: Buffer, random: (below: number) => number): Buffer {
  const content = Buffer.from(original)
  const kind = random(4)
  if (kind === 0) return content.subarray(0, random(content.length))
  if (kind === 1) {
    const start = random(content.length)
    return Buffer.concat([content.subarray(0, start), content.subarray(start + 1 + random(200))])
  }
  if (kind === 2) content.fill(random(256), random(content.length), content.length)
  for (let flip = 0; flip <= random(20); flip++) {
    const at = random(content.length)
    content[at] = (content[at] as number) ^ (1 << random(8))
  }
  return content
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
