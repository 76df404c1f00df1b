import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Database } from '#core/database/connect'
import { createLog } from '#core/log'
import { createSemanticSearch } from '#core/search/semantic/create'
import { Matrix } from '#core/search/semantic/matrix'
import { createSemanticIndex } from '#core/search/semantic/semantic-index'
import { readVectors } from '#core/search/semantic/stored'
import { withCatalogue } from './catalogue.js'
import { inTemporaryFolder, row, seconds, section } from './report.js'

const SIZES = [100_000, 1_000_000]
const DIMENSIONS = [256, 384]
const LIMIT = 200
const ASKED = 100

/** The index of embeddings: reading it from the database, exact nearest neighbours, and whether the caller can go on. */
export async function benchSemantic(): Promise<void> {
  section(`Semantic index: the nearest ${LIMIT} by exact comparison, vectors from the database`)
  await inTemporaryFolder(async (root) => {
    await withCatalogue(root, async ({ connection }) => {
      const { db } = connection
      for (const photos of SIZES) {
        await makePhotos(db, photos)
        for (const dimensions of DIMENSIONS) {
          await makeVectors(db, dimensions)
          await measure(connection, `${photos.toLocaleString('en')} × ${dimensions}`, photos)
        }
      }
      await baseline(db)
    })
  })
}

type Connected = Parameters<typeof createSemanticSearch>[0]

async function measure(connection: Connected, name: string, photos: number): Promise<void> {
  const log = createLog('bench', 'silent')
  const index = createSemanticIndex({ databaseUrl: connection.url, compareMs: 3_600_000 }, log)
  const read = await seconds(async () => {
    while ((await index.ask({ type: 'state' })).photos < photos) await sleep(50)
  })
  const { bytes } = await index.ask({ type: 'state' })
  await index.close()
  row(`${name}: read into memory`, `${read.toFixed(1)} s, ${(bytes / 1e6).toFixed(0)} MB`)

  const search = createSemanticSearch(connection, log)
  try {
    const ids = await someIds(connection.db, 1_000)
    const meanings = []
    for (const id of ids.slice(0, ASKED)) meanings.push(await known(search, id))
    while ((await meanings[0]?.nearest({ limit: photos }))?.length !== photos) await sleep(200)
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const plain = await times(meanings, (meaning) => meaning.nearest({ limit: LIMIT }))
    delay.disable()
    row(
      `${name}: nearest`,
      `${plain}; the caller is kept for ${(delay.percentile(99) / 1e6).toFixed(0)} ms at most (p99)`,
    )
    const keep = async (photoIds: string[]) => new Set(photoIds.filter((id) => id.startsWith('7')))
    row(
      `${name}: with a filter that keeps 1 of 16`,
      await times(meanings, (each) => each.nearest({ limit: LIMIT, keep })),
    )
    row(`${name}: among 1,000 named`, await times(meanings, (each) => each.nearest({ limit: LIMIT, only: ids })))
  } finally {
    await search.close()
  }
}

async function known(search: ReturnType<typeof createSemanticSearch>, id: string) {
  for (;;) {
    const meaning = await search.meaningOfPhoto(id)
    if (meaning) return meaning
    await sleep(100)
  }
}

async function times<T>(all: T[], work: (each: T) => Promise<unknown>): Promise<string> {
  const taken: number[] = []
  for (const each of all) taken.push((await seconds(() => work(each))) * 1000)
  taken.sort((a, b) => a - b)
  const at = (part: number) => (taken[Math.floor(taken.length * part)] ?? Number.NaN).toFixed(0)
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`
}

/** The same comparison in JavaScript, as on a processor without vector instructions. */
async function baseline(db: Database): Promise<void> {
  const dimensions = DIMENSIONS[0] as number
  await makeVectors(db, dimensions, 100_000)
  const matrices = (['simd', 'plain'] as const).map((kind) => new Matrix(dimensions, kind))
  for (let after = ''; ; ) {
    const page = await readVectors(db, 'bench', after, 5_000)
    for (const { photoId, vector } of page) for (const matrix of matrices) matrix.put(photoId, vector)
    after = page.at(-1)?.photoId ?? after
    if (page.length < 5_000) break
  }
  const question = Float32Array.from({ length: dimensions }, (_, i) => Math.sin(i) / Math.sqrt(dimensions / 2))
  for (const matrix of matrices) {
    const label = `100,000 × ${dimensions} in one thread, ${matrix.kind === 'simd' ? 'WebAssembly' : 'JavaScript (baseline)'}`
    row(label, await times(Array.from({ length: 20 }), async () => matrix.nearest(question, LIMIT)))
  }
}

async function makePhotos(db: Database, count: number): Promise<void> {
  await db.execute(sql`truncate photos cascade`)
  await db.execute(sql`
    insert into photos (id, bytes, state)
    select encode(sha256(i::text::bytea), 'hex'), 1, 'analysed' from generate_series(1, ${count}::int) i`)
}

/** Noise of the right size: md5 is as good as any. */
async function makeVectors(db: Database, dimensions: number, most = 10_000_000): Promise<void> {
  await db.execute(sql`truncate photo_embeddings`)
  await db.execute(sql`
    insert into photo_embeddings (photo_id, version, vector)
    select id, 'bench', decode((select string_agg(md5(id || k), '') from generate_series(1, ${dimensions / 16}::int) k), 'hex')
    from photos limit ${most}`)
  await db.execute(sql`analyze photo_embeddings`)
}

async function someIds(db: Database, count: number): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`select id from photos order by id limit ${count}`)
  return rows.map(({ id }) => id)
}
