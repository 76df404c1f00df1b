import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { previewPath } from '#core/preview-path'
import { projectRoot } from '#core/project-root'
import { type ExaminedPhoto, examine } from '../examine.js'
import { createHeicDecoder } from '../heic/heic-decoder.js'
import { wholeFileLimit } from '../open-photo.js'
import type { Limits } from '../pixels/decode.js'
import { createPlaces } from '../place/places.js'
import { createRawReader } from '../raw/raw-reader.js'
import { hashFile } from '../read/hash-file.js'

export const fixtures = path.join(projectRoot, 'packages/photo/fixtures')

export interface Examining {
  folder: string
  previewsDir: string
  /** Examines a file as the ingest job does. */
  file(file: string | Buffer, fileName?: string, limits?: Limits): Promise<ExaminedPhoto>
  /** Writes bytes under a name, and examines them. */
  bytes(content: Uint8Array, fileName: string, limits?: Limits): Promise<ExaminedPhoto>
  /** The decoded preview or thumbnail of an examined photo. */
  preview(id: string, kind: 'thumb' | 'preview'): Promise<Picture>
  close(): Promise<void>
}

export interface Picture {
  width: number
  height: number
  /** The pixel at a part of width and height, each 0 to 1. */
  at(x: number, y: number): [red: number, green: number, blue: number]
}

/** The whole of `examine` over a temporary folder, with its real decoders. */
export async function examining(): Promise<Examining> {
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen-examine-'))
  const previewsDir = path.join(folder, 'previews')
  const [heic, raw, places] = [createHeicDecoder(), createRawReader(), createPlaces()]
  const api: Examining = {
    folder,
    previewsDir,
    async file(file, fileName = path.basename(file.toString()), limits) {
      const hashed = await hashFile(file, undefined, wholeFileLimit)
      const deps = { heic, raw, places, ...(limits && { limits }) }
      return examine({ path: file, fileName, ...hashed }, { previewsDir }, deps)
    },
    async bytes(content, fileName, limits) {
      const file = path.join(folder, fileName)
      await writeFile(file, content)
      return api.file(file, fileName, limits)
    },
    async preview(id, kind) {
      return pictureOf(await readFile(previewPath(previewsDir, id, kind)))
    },
    async close() {
      await Promise.all([heic.close(), raw.close()])
      await rm(folder, { recursive: true, force: true })
    },
  }
  return api
}

async function pictureOf(content: Buffer): Promise<Picture> {
  const { data, info } = await sharp(content).raw().toBuffer({ resolveWithObject: true })
  return {
    width: info.width,
    height: info.height,
    at(x, y) {
      const row = Math.min(info.height - 1, Math.floor(y * info.height))
      const column = Math.min(info.width - 1, Math.floor(x * info.width))
      const start = (row * info.width + column) * info.channels
      return [data[start] as number, data[start + 1] as number, data[start + 2] as number]
    },
  }
}

/** Names the colours of the four quarters of a picture, from the top left, row by row. */
export function quarters(picture: Picture): string[] {
  const middles: [number, number][] = [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.25, 0.75],
    [0.75, 0.75],
  ]
  return middles.map(([x, y]) => {
    const [red, green, blue] = picture.at(x, y)
    if (Math.min(red, green, blue) > 230) return 'white'
    if (red > green + 80 && red > blue + 80) return 'red'
    if (green > red + 60 && green > blue + 60) return 'green'
    return blue > red + 80 && blue > green + 80 ? 'blue' : `${red},${green},${blue}`
  })
}

/** A picture of four coloured quarters, as PNG: red, green, blue, white. */
export async function quartersPng(width = 240, height = 160): Promise<Buffer> {
  const quarter = (background: string, left: number, top: number) => ({
    input: { create: { width: width / 2, height: height / 2, channels: 3 as const, background } },
    left,
    top,
  })
  return sharp({ create: { width, height, channels: 3, background: '#ffffff' } })
    .composite([quarter('#d02020', 0, 0), quarter('#20a040', width / 2, 0), quarter('#2040d0', 0, height / 2)])
    .png()
    .toBuffer()
}

/** Pseudo-random numbers below a limit, the same ones for the same seed (mulberry32). */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below)
  }
}
