import { mkdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { migrate } from '../database/migrate.js'
import { madeByMigrations, migrationsFolder, readMigrations, withMigrationsUpTo } from '../database/migrations.js'
import { FatalError } from '../errors.js'
import { type BackupFooter, type BackupHeader, LEAP, SEEN_OUTSIDE } from './format.js'
import { readBackup } from './read-backup.js'
import { copyIn } from './tables.js'

/** Where a share's folder was, and where it is now; whatever lies below moves along. */
export interface MovedPath {
  from: string
  to: string
}

export interface RestoreOptions {
  moved: MovedPath[]
  /** whether the queue lives in this database */
  queueTables: boolean
  /** another history than this version's */
  migrations?: string
}

/**
 * Makes a database hold what a backup holds: everything of Albumen's in it is dropped, the schema is made as it was when
 * the backup was written, filled in one transaction, and brought to this version's. What is made from the rest (search,
 * meanings) follows in the background of the next start.
 *
 * Read the whole backup once before ({@link verifyBackup}): nothing is left of the database if it fails half-way.
 * @throws FatalError when the backup is of a newer version, before anything is changed
 */
export async function restoreBackup(file: string, databaseUrl: string, options: RestoreOptions): Promise<BackupHeader> {
  const history = options.migrations ?? migrationsFolder
  const parts = readBackup(file)
  const first = (await parts.next()).value
  if (first?.kind !== 'header') throw new FatalError(`${file} is not a backup of Albumen.`)
  const { header } = first
  await requireKnownSchema(header, history)

  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {}) // the query that was under way reports it
  await client.connect()
  try {
    await dropEverything(client, history)
    await withMigrationsUpTo(
      header.schema.when,
      (folder) => migrate(databaseUrl, { queueTables: false, folder }),
      history,
    )
    await client.query('begin')
    const links = await dropForeignKeys(client, history)
    const footer = await fill(client, parts)
    await adapt(client, footer, options.moved)
    for (const { table, name, definition } of links) {
      await client.query(`alter table ${table} add constraint ${pg.escapeIdentifier(name)} ${definition}`)
    }
    await client.query('commit')
    await migrate(databaseUrl, { queueTables: options.queueTables, folder: history })
    await client.query(
      `insert into search_stale (photo_id)
        select p.id from photos p where not exists (select 1 from photo_search s where s.photo_id = p.id)
        order by p.taken_local desc nulls last`,
    )
    await client.query('analyze')
  } finally {
    await client.end().catch(() => {})
  }
  return header
}

/** Puts the small files back; one that is there already stays, and the backup's is put beside it. @returns what was written */
export async function restoreFiles(header: BackupHeader, dataDir: string): Promise<string[]> {
  const written: string[] = []
  for (const [name, text] of Object.entries(header.files)) {
    const file = path.resolve(dataDir, name)
    if (!file.startsWith(path.resolve(dataDir) + path.sep)) throw new FatalError(`The backup names a file ${name}.`)
    const there = await stat(file).then(
      () => true,
      () => false,
    )
    const target = there ? `${file}.from-backup` : file
    await mkdir(path.dirname(target), { recursive: true })
    await writeFile(target, text, { mode: 0o600 })
    written.push(target)
  }
  return written
}

async function requireKnownSchema({ schema, version }: BackupHeader, history: string): Promise<void> {
  const known = await readMigrations(history)
  if (known.some((migration) => migration.when === schema.when)) return
  throw new FatalError(
    `This backup was made by Albumen ${version}, whose database (${schema.tag}) this version does not know. ` +
      'Install that version or a newer one; nothing was changed.',
  )
}

/** Only what Albumen's migrations have made: others may use the same database. */
async function dropEverything(client: pg.Client, history: string): Promise<void> {
  const { tables, functions } = await madeByMigrations(history)
  const quote = pg.escapeIdentifier
  await client.query('begin')
  for (const table of tables) await client.query(`drop table if exists public.${quote(table)} cascade`)
  for (const name of functions) await client.query(`drop function if exists public.${quote(name)} cascade`)
  await client.query('drop schema if exists drizzle cascade')
  await client.query('drop schema if exists bullmq cascade')
  await client.query('commit')
}

interface ForeignKey {
  table: string
  name: string
  definition: string
}

/** So that tables can be filled in any order, and are checked at once at the end. */
async function dropForeignKeys(client: pg.Client, history: string): Promise<ForeignKey[]> {
  const { tables } = await madeByMigrations(history)
  const { rows } = await client.query<ForeignKey>(
    `select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(oid) as definition
      from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace
        and conrelid in (select oid from pg_class where relnamespace = connamespace and relname = any ($1))`,
    [tables],
  )
  for (const { table, name } of rows) {
    await client.query(`alter table ${table} drop constraint ${pg.escapeIdentifier(name)}`)
  }
  return rows
}

async function fill(client: pg.Client, parts: ReturnType<typeof readBackup>): Promise<BackupFooter> {
  let open: Writable | undefined
  const close = async () => {
    if (!open) return
    open.end()
    await finished(open)
    open = undefined
  }
  for await (const part of parts) {
    if (part.kind === 'table') {
      await close()
      // A migration may have put rows there.
      await client.query(`delete from public.${pg.escapeIdentifier(part.table.table)}`)
      open = client.query(copyFrom(copyIn(part.table, pg.escapeIdentifier)))
    } else if (part.kind === 'rows' && open) await write(open, part.chunk)
    else if (part.kind === 'end') {
      await close()
      return part.footer
    }
  }
  throw new FatalError('The backup has no end.')
}

function write(stream: Writable, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.once('error', reject)
    stream.write(chunk, (error) => {
      stream.off('error', reject)
      if (error) reject(error)
      else resolve()
    })
  })
}

/** What is different on this machine, or since then. */
async function adapt(client: pg.Client, { sequences }: BackupFooter, moved: MovedPath[]): Promise<void> {
  for (const [name, last] of Object.entries(sequences)) {
    const next = SEEN_OUTSIDE.includes(name) ? last + LEAP : last
    await client.query(`select setval(to_regclass($1), $2) where to_regclass($1) is not null`, [
      `public.${pg.escapeIdentifier(name)}`,
      next,
    ])
  }
  const { rows } = await client.query<{ id: number; path: string }>('select id, path from shares')
  for (const share of rows) {
    // An identity that no folder has: the watcher then wants to see known photos before it believes a mount.
    await client.query(
      `update shares set path = $2, device = 0, inode = 0, state = 'pending', offline_reason = null, watching = null,
        last_scan_at = null where id = $1`,
      [share.id, newPath(share.path, moved)],
    )
  }
}

/** The longest matching beginning decides. */
export function newPath(old: string, moved: MovedPath[]): string {
  const [best] = moved
    .filter(({ from }) => old === from || old.startsWith(from.endsWith('/') ? from : `${from}/`))
    .toSorted((a, b) => b.from.length - a.from.length)
  return best ? path.join(best.to, old.slice(best.from.length)) : old
}
