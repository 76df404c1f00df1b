import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import pLimit from 'p-limit'
import sharp from 'sharp'
import { files, shares } from '#core/database/schema'
import { enqueueIngest } from '#core/ingest-queue'
import { noHolds } from '../services/worker/holds/holds.js'
import { startIngest } from '../services/worker/ingest/start.js'
import { type BenchCatalogue, withCatalogue } from './catalogue.js'
import { inTemporaryFolder, row, seconds, section } from './report.js'

const PHOTOS = 40
const AT_ONCE = 2

/** Photos a second through the whole ingest stage, against sharp alone making the two previews of the same files. */
export async function benchIngest(): Promise<void> {
  section(`Ingest: ${PHOTOS} JPEGs of 12 megapixels, ${AT_ONCE} at a time`)
  await inTemporaryFolder(async (root) => {
    const photos = path.join(root, 'photos')
    await mkdir(photos)
    await makePhotos(photos)
    const names = Array.from({ length: PHOTOS }, (_, i) => `photo-${i}.jpg`)
    const bare = await seconds(() => onlyPreviews(photos, names, path.join(root, 'bare')))
    const full = await withCatalogue(root, (catalogue) => wholeStage(catalogue, photos, names))
    row('sharp alone: two previews', `${(PHOTOS / bare).toFixed(1)} photos/s`)
    row(
      'ingest: hash, EXIF, previews, perceptual hash, place, database, queue',
      `${(PHOTOS / full).toFixed(1)} photos/s`,
    )
    row('ratio', (bare / full).toFixed(2))
  })
}

/** Noise and shapes, so that the JPEGs weigh what a camera's do; each one different. */
async function makePhotos(folder: string): Promise<void> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 24 }
  for (let i = 0; i < PHOTOS; i++) {
    const texture = await sharp({ create: { width: 1000, height: 750, channels: 3, background: 'grey', noise } })
      .resize(4000, 3000)
      .jpeg({ quality: 88 })
      .withExif({ IFD2: { DateTimeOriginal: `2024:07:${String((i % 28) + 1).padStart(2, '0')} 10:00:00` } })
      .toBuffer()
    await writeFile(path.join(folder, `photo-${i}.jpg`), texture)
  }
}

async function onlyPreviews(folder: string, names: string[], out: string): Promise<void> {
  await mkdir(out)
  const limit = pLimit(AT_ONCE)
  await Promise.all(
    names.map((name) =>
      limit(async () => {
        const source = await readFile(path.join(folder, name))
        for (const side of [1440, 320]) {
          const options = { width: side, height: side, fit: 'inside' as const, withoutEnlargement: true }
          await sharp(source)
            .rotate()
            .resize(options)
            .webp({ quality: 80 })
            .toFile(path.join(out, `${name}-${side}.webp`))
        }
      }),
    ),
  )
}

async function wholeStage(catalogue: BenchCatalogue, folder: string, names: string[]): Promise<number> {
  const { connection, queues } = catalogue
  const [share] = await connection.db
    .insert(shares)
    .values({ name: 'bench', path: folder, state: 'online' })
    .returning()
  const rows = await Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs } = await (await import('node:fs/promises')).stat(path.join(folder, name))
      return { shareId: share?.id as number, path: name, directory: '', size, mtimeMs: Math.floor(mtimeMs) }
    }),
  )
  const stored = await connection.db.insert(files).values(rows).returning()
  await enqueueIngest(queues.ingest, stored, 'arrival')
  const stop = new AbortController()
  const config = { ...catalogue.config, ingestConcurrency: AT_ONCE }
  let stage: ReturnType<typeof startIngest> | undefined
  const elapsed = await seconds(async () => {
    stage = startIngest({ ...catalogue, config, holds: noHolds, signal: stop.signal })
    for (;;) {
      const { rows: left } = await connection.pool.query(`select 1 from files where ingest = 'pending' limit 1`)
      if (left.length === 0) return
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })
  await stage?.close()
  return elapsed
}
