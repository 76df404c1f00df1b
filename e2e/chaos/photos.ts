import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'

/** A photo that is like no other, made in a few milliseconds. */
export async function noise(seed: number): Promise<Buffer> {
  const mean = 60 + (seed % 120)
  const create = { width: 320, height: 240, channels: 3 as const, background: '#888' }
  return await sharp({ create: { ...create, noise: { type: 'gaussian', mean, sigma: 20 + (seed % 37) } } })
    .jpeg({ quality: 60 })
    .toBuffer()
}

/** `count` photos, each in one of ten folders. */
export async function writePhotos(folder: string, name: string, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const directory = path.join(folder, `${name}-${i % 10}`)
    mkdirSync(directory, { recursive: true })
    writeFileSync(path.join(directory, `IMG_${i}.jpg`), await noise(i))
  }
}

/** Files that have a photo's name: cut short before the picture begins, overwritten, empty, text. All different, except the empty. */
export async function writeCorrupt(folder: string, count: number): Promise<void> {
  const directory = path.join(folder, 'corrupt')
  mkdirSync(directory, { recursive: true })
  for (let i = 0; i < count; i++) {
    const sound = await noise(i)
    const broken = [
      sound.subarray(0, 120 + i),
      Buffer.concat([Buffer.from(`${i}`), Buffer.alloc(4_000, i)]),
      Buffer.from(`this is no picture ${i}`),
    ][i % 3]
    writeFileSync(path.join(directory, `broken-${i}.jpg`), broken as Buffer)
  }
}

/** Two gigabytes of nothing that is called a photo. */
export function writeSparse(file: string): void {
  writeFileSync(file, '')
  truncateSync(file, 2 * 1024 ** 3)
}
