import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { schemaVersion } from '../database/migrate.js'
import { madeByMigrations, readMigrations } from '../database/migrations.js'
import { FatalError, messageOf } from '../errors.js'
import { productVersion } from '../product-version.js'
import { backupName, PARTIAL } from './backup-name.js'
import { type BackupFooter, type BackupHeader, END_OF_ROWS, FORMAT, KEPT_FILES } from './format.js'
import { copyOut, sequencesOf, tablesToKeep } from './tables.js'
import { verifyBackup } from './verify-backup.js'

/** A database whose disk is full stops: a backup ends before that. */
const LEAVE_FREE_BYTES = 500e6
const LOOK_AT_DISK_EVERY_BYTES = 16e6

export interface MadeBackup {
  file: string
  bytes: number
  photos: number
}

/**
 * Writes everything that cannot be made again into one file: the catalogue as it was at one moment, while everything
 * goes on. It appears under its name only when it is whole, on the disk, and has been read back.
 * @param from the database, and the data folder with its few small files
 * @throws FatalError when the disk is full or cannot be written; nothing is left behind
 */
export async function writeBackup(
  from: { databaseUrl: string; dataDir: string },
  target: { folder: string; kind: 'nightly' | 'manual' },
  signal?: AbortSignal,
): Promise<MadeBackup> {
  const { folder } = target
  const file = path.join(folder, backupName(target.kind, new Date()))
  const temporary = `${file}.${randomBytes(4).toString('hex')}${PARTIAL}`
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const content = archive(from)
    // Secrets of webhooks are in it.
    const out = createWriteStream(temporary, { mode: 0o600, flush: true })
    await pipeline(content, createGzip(), leavingSpace(folder), out, signal ? { signal } : {})
    const { header } = await verifyBackup(temporary)
    await rename(temporary, file)
    await flushFolder(folder)
    return { file, bytes: (await stat(file)).size, photos: header.photos }
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {})
    if (cause instanceof FatalError || signal?.aborted) throw cause
    throw new FatalError(`The backup could not be written to ${folder}: ${messageOf(cause)}`, { cause })
  }
}

async function* archive({ databaseUrl, dataDir }: { databaseUrl: string; dataDir: string }): AsyncGenerator<Buffer> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {}) // the query that was under way reports it
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const own = (await madeByMigrations()).tables
    yield line(await describe(client, dataDir))
    const tables: BackupFooter['tables'] = {}
    for (const table of await tablesToKeep(client, own)) {
      yield line(table)
      const hash = createHash('sha256')
      let rows = 0
      for await (const chunk of client.query(copyTo(copyOut(table, pg.escapeIdentifier))) as AsyncIterable<Buffer>) {
        hash.update(chunk)
        rows += countLines(chunk)
        yield chunk
      }
      yield Buffer.from(`${END_OF_ROWS}\n`)
      tables[table.table] = { rows, sha256: hash.digest('hex') }
    }
    yield line({ end: true, tables, sequences: await sequencesOf(client, own) } satisfies BackupFooter)
  } finally {
    await client.end().catch(() => {})
  }
}

async function describe(client: pg.Client, dataDir: string): Promise<BackupHeader> {
  const when = await schemaVersion(client)
  const tag = (await readMigrations()).find((migration) => migration.when === when)?.tag
  if (tag === undefined)
    throw new FatalError('The database is not of this version: start Albumen once, then try again.')
  const { rows } = await client.query<{ n: string }>('select count(*) as n from photos')
  return {
    albumen: 'backup',
    format: FORMAT,
    version: productVersion(),
    createdAt: new Date().toISOString(),
    schema: { when, tag },
    photos: Number(rows[0]?.n),
    files: await keptFiles(dataDir),
  }
}

async function keptFiles(dataDir: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const name of KEPT_FILES) {
    const text = await readFile(path.join(dataDir, name), 'utf8').catch(() => undefined)
    if (text !== undefined) found[name] = text
  }
  return found
}

function leavingSpace(folder: string): Transform {
  let untilLook = 0
  return new Transform({
    transform(chunk: Buffer, _, done) {
      untilLook -= chunk.length
      if (untilLook > 0) return done(null, chunk)
      untilLook = LOOK_AT_DISK_EVERY_BYTES
      statfs(folder).then(({ bavail, bsize }) => {
        if (bavail * bsize >= LEAVE_FREE_BYTES) return done(null, chunk)
        const left = Math.round((bavail * bsize) / 1e6)
        done(new FatalError(`The backup was given up: only ${left} MB are free in ${folder}, and 500 are left alone.`))
      }, done)
    },
  })
}

/** A new name in a folder survives a power cut only when the folder has been written, too. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().catch(() => {}) // some network file systems cannot
  await handle.close()
}

const line = (value: BackupHeader | BackupFooter | { table: string; columns: string[] }) =>
  Buffer.from(`${JSON.stringify(value)}\n`)

function countLines(chunk: Buffer): number {
  let count = 0
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count++
  return count
}
