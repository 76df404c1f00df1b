import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '#core/project-root'
import { wholeFileLimit } from './open-photo.js'
import { hamming } from './pixels/perceptual-hash.js'
import { type Examining, examining, fixtures, quarters, quartersPng } from './testing/examining.js'

let examiner: Examining
beforeAll(async () => {
  examiner = await examining()
})
afterAll(() => examiner.close())

const upright = ['red', 'green', 'blue', 'white']
const fixture = (name: string) => examiner.file(path.join(fixtures, name))

describe('formats', () => {
  it.each([
    ['quadrants.webp', 'webp'],
    ['scan.tif', 'tiff'],
    ['turned.avif', 'avif'],
    ['display-p3.heic', 'heic'],
    ['south-west.jpg', 'jpeg'],
    ['三亚 海滩.jpg', 'jpeg'],
  ])('%s is decoded, upright and in true colours', async (name, format) => {
    const photo = await fixture(name)
    expect(photo).toMatchObject({ format, width: 240, height: 160 })
    const preview = await examiner.preview(photo.id, 'preview')
    expect([preview.width, preview.height]).toEqual([240, 160])
    expect(quarters(preview)).toEqual(upright)
    const [red, green, blue] = preview.at(0.25, 0.25)
    expect(Math.max(Math.abs(red - 0xd0), Math.abs(green - 0x20), Math.abs(blue - 0x20))).toBeLessThan(12)
  })

  it('turns HEIC once: by the container, and not again by EXIF', async () => {
    const photo = await fixture('iphone-turned.heic')
    expect(photo).toMatchObject({ format: 'heic', width: 240, height: 160, orientation: 6 })
    expect(quarters(await examiner.preview(photo.id, 'preview'))).toEqual(upright)
    expect(photo.camera).toEqual({ make: 'Apple', model: 'iPhone 15', lens: 'iPhone 15 back camera 5.96mm f/1.6' })
    expect(photo.takenAt).toEqual({ local: '2024-07-14T10:21:05', offsetMinutes: 480, source: 'exif' })
    expect(photo.place?.city).toEqual({ en: 'Lijiang', zh: '丽江' })
    expect(photo.exif).toMatchObject({ aperture: 1.6, iso: 64, exposureSeconds: 1 / 120, software: '17.5.1' })
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('turns a JPEG of EXIF orientation %i upright', async (orientation) => {
    // What a camera stores: the upright picture turned (in degrees), then mirrored left to right.
    const stored: Record<number, [turn: number, mirror: boolean]> = {
      1: [0, false],
      2: [0, true],
      3: [180, false],
      4: [180, true],
      5: [90, true],
      6: [270, false],
      7: [270, true],
      8: [90, false],
    }
    const [turn, mirror] = stored[orientation] as [number, boolean]
    // In two steps, since sharp mirrors before it turns.
    const lying = await sharp(await quartersPng())
      .rotate(turn)
      .png()
      .toBuffer()
    const turned = await sharp(lying).flop(mirror).png().toBuffer()
    const jpeg = await sharp(turned).withMetadata({ orientation }).jpeg().toBuffer()
    const photo = await examiner.bytes(jpeg, `orientation-${orientation}.jpg`)
    expect(photo).toMatchObject({ width: 240, height: 160, orientation })
    expect(quarters(await examiner.preview(photo.id, 'preview'))).toEqual(upright)
    expect(quarters(await examiner.preview(photo.id, 'thumb'))).toEqual(upright)
  })

  it.each([
    ['pixel-turned.dng', 6, 'Pixel 8P'],
    ['sony-turned.arw', 8, 'ILCE-7M4'],
  ])('shows the preview inside %s, upright', async (name, orientation, model) => {
    const photo = await fixture(name)
    expect(photo).toMatchObject({ format: 'raw', orientation, width: 16, height: 24, camera: { model } })
    expect(photo.takenAt).toEqual({ local: '2023-12-31T23:59:58', offsetMinutes: 660, source: 'exif' })
    expect(photo.location).toEqual({ latitude: -33.8568, longitude: 151.2153, altitude: null })
    const preview = await examiner.preview(photo.id, 'preview')
    expect([preview.width, preview.height]).toEqual([320, 480])
    expect(quarters(preview)).toEqual(upright)
  })

  it('shows the first frame of an animation', async () => {
    const photo = await fixture('red-then-blue.gif')
    expect(photo).toMatchObject({ format: 'gif', width: 64, height: 48, exif: { frames: 4 } })
    expect(quarters(await examiner.preview(photo.id, 'thumb'))).toEqual(['red', 'red', 'red', 'red'])
  })

  it('puts transparent pictures on white', async () => {
    const png = await sharp({
      create: { width: 50, height: 40, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer()
    const photo = await examiner.bytes(png, 'transparent.png')
    expect(photo.colour).toBe('#ffffff')
    expect((await examiner.preview(photo.id, 'preview')).at(0.5, 0.5)).toEqual([255, 255, 255])
  })

  it.each(['grey.png', 'grey16.png', 'cmyk.jpg', 'one-pixel.png', 'strip.png'])('decodes %s', async (name) => {
    const png = await quartersPng()
    const made: Record<string, Buffer> = {
      'grey.png': await sharp(png).greyscale().png().toBuffer(),
      'grey16.png': await sharp(png).toColourspace('grey16').png().toBuffer(),
      'cmyk.jpg': await sharp(png).toColourspace('cmyk').jpeg().toBuffer(),
      'one-pixel.png': await sharp(png).resize(1, 1).png().toBuffer(),
      'strip.png': await sharp(png).resize(5000, 2, { fit: 'fill' }).png().toBuffer(),
    }
    const photo = await examiner.bytes(made[name] as Buffer, name)
    expect(photo.colour).toMatch(/^#[0-9a-f]{6}$/)
  })

  it('goes by the content, whatever the name', async () => {
    const heic = await readFile(path.join(fixtures, 'iphone-turned.heic'))
    expect((await examiner.bytes(heic, 'holiday.jpg')).format).toBe('heic')
    expect((await examiner.bytes(await quartersPng(), 'holiday.jpeg')).format).toBe('png')
    const dng = await readFile(path.join(fixtures, 'pixel-turned.dng'))
    expect((await examiner.bytes(dng, 'raw.tif')).format).toBe('raw')
  })
})

describe('previews', () => {
  it('are at most 1440 and 320 pixels long, without metadata, and never enlarged', async () => {
    const large = await sharp(await quartersPng(1200, 800))
      .resize(3000, 2000)
      .withMetadata({ orientation: 1 })
      .jpeg()
      .toBuffer()
    const photo = await examiner.bytes(large, 'large.jpg')
    const sizes = async (id: string) =>
      Promise.all((['preview', 'thumb'] as const).map(async (kind) => (await examiner.preview(id, kind)).width))
    expect(await sizes(photo.id)).toEqual([1440, 320])
    const small = await examiner.bytes(await quartersPng(100, 80), 'small.png')
    expect(await sizes(small.id)).toEqual([100, 100])
    const folder = path.join(examiner.previewsDir, photo.id.slice(0, 2), photo.id.slice(2, 4))
    expect((await readdir(folder)).sort()).toEqual([`${photo.id}-preview.webp`, `${photo.id}-thumb.webp`])
    const header = await sharp(path.join(folder, `${photo.id}-preview.webp`)).metadata()
    expect(header).toMatchObject({ format: 'webp', width: 1440, height: 960 })
    expect(header.exif ?? header.icc ?? header.xmp).toBeUndefined()
  })

  it('hash alike for a smaller, recompressed copy, and differ for other pictures', async () => {
    const demo = path.join(projectRoot, 'models/nano-vl/demo')
    const original = await examiner.file(path.join(demo, 'city-night-river.jpg'))
    const copy = await sharp(path.join(demo, 'city-night-river.jpg')).resize(400).jpeg({ quality: 40 }).toBuffer()
    const other = await examiner.file(path.join(demo, 'white-cat-sofa.jpg'))
    expect(hamming(original.phash, (await examiner.bytes(copy, 'copy.jpg')).phash)).toBeLessThanOrEqual(6)
    expect(hamming(original.phash, other.phash)).toBeGreaterThan(14)
  })
})

describe('names and places', () => {
  it('reads a file whose name is not UTF-8', async () => {
    const name = Buffer.from([0x74, 0xe9, 0xff, 0x2e, 0x6a, 0x70, 0x67])
    const file = Buffer.concat([Buffer.from(`${examiner.folder}/`), name])
    await copyFile(path.join(fixtures, 'south-west.jpg'), file)
    expect(await examiner.file(file, 't\\xe9\\xff.jpg')).toMatchObject({ format: 'jpeg', width: 240 })
    const raw = Buffer.concat([Buffer.from(`${examiner.folder}/`), Buffer.from([0xe9, 0x0a, 0x2e, 0x64, 0x6e, 0x67])])
    await copyFile(path.join(fixtures, 'pixel-turned.dng'), raw)
    expect(await examiner.file(raw, '\\xe9.dng')).toMatchObject({ format: 'raw', camera: { make: 'Pixel' } })
  })

  it('places a photo in the south-west, with the offset of its place', async () => {
    const photo = await fixture('south-west.jpg')
    expect(photo.location).toEqual({ latitude: -12.0464, longitude: -77.0428, altitude: null })
    expect(photo.takenAt).toEqual({ local: '2024-02-03T04:05:06', offsetMinutes: -300, source: 'exif' })
    expect(photo.place).toMatchObject({ countryCode: 'PE', city: { en: 'Lima', zh: '利马' } })
    expect(photo.exif.description).toBe('在利马')
  })

  it('is safe to store as JSON, whatever EXIF holds', async () => {
    const jpeg = await sharp(await quartersPng())
      .withExif({ IFD0: { Software: 'a\u0000b', Make: '\u0001\u0002', ImageDescription: 'x'.repeat(5000) } })
      .jpeg()
      .toBuffer()
    const { phash, ...photo } = await examiner.bytes(jpeg, 'odd-exif.jpg')
    expect(phash).toBeGreaterThanOrEqual(0n)
    expect(photo.camera.make).toBeNull()
    const json = JSON.stringify(photo)
    expect(json).not.toMatch(/\\u0000|undefined/)
    expect(json.length).toBeLessThan(2000)
  })

  it('reads a photo by its path when it is too large to hold', async () => {
    const file = path.join(examiner.folder, '大 "large" $(x).tif')
    const scan = await readFile(path.join(fixtures, 'scan.tif'))
    await writeFile(file, Buffer.concat([scan, Buffer.alloc(wholeFileLimit)]))
    const photo = await examiner.file(file)
    expect(photo).toMatchObject({ format: 'tiff', width: 240, height: 160, camera: { make: 'EPSON' } })
    expect(photo.takenAt.local).toBe('2001-02-03T04:05:06')
    expect(quarters(await examiner.preview(photo.id, 'preview'))).toEqual(upright)
  })
})
