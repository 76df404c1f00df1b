import pg from 'pg'
import { connect } from '#core/database/connect'
import { createLog } from '#core/log'
import { searchRow } from '#core/search/row'
import { library, type SyntheticPhoto } from './library.js'

const BATCH = 2_000

/**
 * Fills a catalogue with analysed photos, by the same code that writes a photo's search row; goes on where it was stopped.
 * @param options without `searchable`, which takes most of the time, nothing of it can be found
 */
export async function fillLibrary(
  url: string,
  photos: number,
  say: (line: string) => void,
  { searchable } = { searchable: true },
): Promise<void> {
  const { db, close } = connect(url, createLog('bench', 'silent'))
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(
    `set synchronous_commit = off; set maintenance_work_mem = '512MB'; set session_replication_role = replica`,
  )
  await client.query(
    `insert into shares (id, name, path, state) values (1, 'family', '/family', 'online'), (2, 'phone', '/phone', 'online') on conflict do nothing`,
  )
  await client.query('drop index if exists photo_search_document')
  const places = new Map<string, number>()
  let batch: SyntheticPhoto[] = []
  const there = await client.query<{ count: number }>('select count(*)::int as count from photo_search')
  let done = Math.floor((there.rows[0]?.count ?? 0) / BATCH) * BATCH
  const before = done
  let skipped = 0
  const writeSearchRows = async () => {
    // One after the other: most words are known by then, and thousands of questions at once would wait for a connection.
    const rows: Awaited<ReturnType<typeof searchRow>>[] = []
    for (const photo of batch)
      rows.push(await searchRow(db, { ...photo, lens: null, paths: [photo.path], shares: [photo.shareId] }))
    await insert(
      client,
      'photo_search',
      batch.map((photo, i) => ({ photo, row: rows[i] as NonNullable<(typeof rows)[number]> })),
      searchColumns(places),
    )
  }
  const write = async () => {
    await placeIds(client, batch, places)
    await insert(client, 'photos', batch, photoColumns(done))
    await insert(client, 'files', batch, fileColumns(done))
    await insert(client, 'analyses', batch, analysisColumns(done))
    if (searchable) await writeSearchRows()
    done += batch.length
    batch = []
    if (done % 100_000 === 0) say(`${done} photos`)
  }
  for (const photo of library(photos)) {
    if (skipped < before) {
      skipped++
      continue
    }
    batch.push(photo)
    if (batch.length === BATCH) await write()
  }
  if (batch.length > 0) await write()
  say('index')
  await client.query('create index photo_search_document on photo_search using gin (document) with (fastupdate = off)')
  await client.query(`select setval('analyses_id_seq', $1), setval('files_id_seq', $1)`, [photos])
  await client.query('vacuum analyze')
  await client.end()
  await close()
}

type Column<T> = [name: string, type: string, value: (row: T, i: number) => unknown]

async function insert<T>(client: pg.Client, table: string, rows: T[], columns: Column<T>[]): Promise<void> {
  const names = columns.map(([name]) => `"${name}"`).join(', ')
  const arrays = columns.map(([, type], i) => `$${i + 1}::${type.endsWith('[]') ? 'text' : type}[]`).join(', ')
  const picked = columns.map(([name, type]) => (type.endsWith('[]') ? `"${name}"::${type}` : `"${name}"`)).join(', ')
  await client.query(
    `insert into ${table} (${names}) select ${picked} from unnest(${arrays}) as r (${names}) on conflict do nothing`,
    columns.map(([, , value]) => rows.map((row, i) => value(row, i))),
  )
}

const list = (values: string[]) => `{${values.map((value) => `"${value}"`).join(',')}}`

function photoColumns(before: number): Column<SyntheticPhoto>[] {
  return [
    ['id', 'text', (photo) => photo.id],
    ['bytes', 'bigint', () => 3_000_000],
    ['state', 'text', () => 'analysed'],
    ['format', 'text', (photo) => photo.format],
    ['width', 'int', () => 4032],
    ['height', 'int', () => 3024],
    ['taken_local', 'timestamp', (photo) => photo.takenLocal],
    ['taken_source', 'text', () => 'exif'],
    ['camera_make', 'text', (photo) => photo.camera.make],
    ['camera_model', 'text', (photo) => photo.camera.model],
    ['exif', 'jsonb', () => '{"ISO":100,"FNumber":1.8,"ExposureTime":0.01,"FocalLength":26}'],
    ['place', 'jsonb', (photo) => photo.place && JSON.stringify(photo.place)],
    ['phash', 'bigint', (photo) => photo.phash],
    ['colour', 'text', () => '#808080'],
    ['favourite', 'boolean', (photo) => photo.favourite],
    ['analysis_id', 'bigint', (_, i) => before + i + 1],
    ['sensitive', 'text', (photo) => photo.analysis.sensitive],
    ['ingested_at', 'timestamptz', () => '2026-10-01'],
    ['analysed_at', 'timestamptz', () => '2026-10-01'],
  ]
}

function fileColumns(before: number): Column<SyntheticPhoto>[] {
  return [
    ['id', 'bigint', (_, i) => before + i + 1],
    ['share_id', 'int', (photo) => photo.shareId],
    // the same second may have two
    ['path', 'text', (photo, i) => photo.path.replace('.jpg', `-${before + i}.jpg`)],
    ['directory', 'text', (photo) => photo.path.slice(0, photo.path.lastIndexOf('/'))],
    ['size', 'bigint', () => 3_000_000],
    ['mtime_ms', 'bigint', () => 0],
    ['ingest', 'text', () => 'done'],
    ['photo_id', 'text', (photo) => photo.id],
  ]
}

function analysisColumns(before: number): Column<SyntheticPhoto>[] {
  return [
    ['id', 'bigint', (_, i) => before + i + 1],
    ['photo_id', 'text', (photo) => photo.id],
    ['request', 'text', () => 'first'],
    ['valid', 'boolean', () => true],
    ['language', 'text', (photo) => photo.analysis.language],
    ['model', 'text', () => 'synthetic'],
    ['prompt_version', 'text', () => '1'],
    ['category', 'text', (photo) => photo.analysis.category],
    ['description', 'text', (photo) => photo.analysis.description],
    ['objects', 'text[]', (photo) => list(photo.analysis.objects)],
    ['tags', 'text[]', (photo) => list(photo.analysis.tags)],
    ['emotion', 'text', (photo) => photo.analysis.emotion],
    ['people', 'int', (photo) => photo.analysis.people],
    ['text', 'text', (photo) => photo.analysis.text],
    ['sensitive', 'text', (photo) => photo.analysis.sensitive],
    ['raw', 'text', () => '{}'],
    ['repaired', 'boolean', () => false],
    ['attempts', 'smallint', () => 1],
    ['milliseconds', 'int', () => 900],
    ['prompt_tokens', 'int', () => 900],
    ['completion_tokens', 'int', () => 60],
  ]
}

type WithRow = { photo: SyntheticPhoto; row: Awaited<ReturnType<typeof searchRow>> }

function searchColumns(places: Map<string, number>): Column<WithRow>[] {
  return [
    ['photo_id', 'text', ({ photo }) => photo.id],
    ['document', 'tsvector', ({ row }) => row.document],
    ['taken_local', 'timestamp', ({ photo }) => photo.takenLocal],
    ['present', 'boolean', () => true],
    ['sensitive', 'boolean', ({ photo }) => photo.analysis.sensitive !== 'none'],
    ['favourite', 'boolean', ({ photo }) => photo.favourite],
    ['category', 'text', ({ row }) => row.category],
    ['emotion', 'text', ({ row }) => row.emotion],
    ['people', 'smallint', ({ row }) => row.people],
    ['place_id', 'int', ({ photo }) => places.get(placeKey(photo)) ?? null],
    ['camera', 'text', ({ row }) => row.camera],
    ['format', 'text', ({ row }) => row.format],
    ['phash', 'bigint', ({ photo }) => photo.phash],
    ['shares', 'int[]', ({ row }) => `{${row.shares.join(',')}}`],
  ]
}

const placeKey = ({ place }: SyntheticPhoto) => place?.city?.en ?? ''

async function placeIds(client: pg.Client, batch: SyntheticPhoto[], places: Map<string, number>): Promise<void> {
  for (const photo of batch) {
    if (!photo.place || places.has(placeKey(photo))) continue
    const { distanceKm: _, ...place } = photo.place
    const { rows } = await client.query(
      'insert into search_places (place) values ($1) on conflict (place) do update set place = excluded.place returning id',
      [JSON.stringify(place)],
    )
    places.set(placeKey(photo), rows[0].id)
  }
}
