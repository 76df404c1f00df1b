import { existsSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { type MovedPath, restoreBackup, restoreFiles } from '#core/backup/restore-backup'
import { verifyBackup } from '#core/backup/verify-backup'
import { writeBackup } from '#core/backup/write-backup'
import { type Config, loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { connect } from '#core/database/connect'
import { migrate } from '#core/database/migrate'
import { isDemo } from '#core/demo'
import { FatalError } from '#core/errors'
import { createLog } from '#core/log'
import { remakeMissingPreviews } from '#core/missing-previews'
import { listShares } from '#core/shares'
import { libraryFolders } from '../daemon-database.js'
import { withDatabaseUrl } from '../open-database.js'
import { askDaemon } from '../up/single-instance.js'

/** Longer than a process may be silent while it lives. */
const ALIVE_SECONDS = 15

/** Puts a backup back. What is there is only replaced when that is asked for, and is backed up before. */
export async function restore(
  named: string,
  options: { replace?: boolean; map: string[] },
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const file = path.resolve(named)
  if (!existsSync(file)) throw new FatalError(`There is no file ${file}.`)
  const moved = options.map.map(readMoved)
  const config = loadConfig(env)
  await refuseRunning(config)

  console.log(`Reading ${file}…`)
  const { header } = await verifyBackup(file)
  const fill = async (url: string) => {
    await refuseLiving(url)
    const kept = await makeRoom(url, config, options.replace ?? false)
    await restoreBackup(file, url, { moved, queueTables: !config.redisUrl }).catch((cause) => {
      if (!kept || cause instanceof FatalError) throw cause
      throw new FatalError(`The backup could not be restored. What was there before is in ${kept}.`, { cause })
    })
    console.log(`${header.photos.toLocaleString('en')} photos are known again, as of ${header.createdAt}.`)
    await report(url, config)
  }
  await withDatabaseUrl(config, fill, { own: true })
  for (const written of await restoreFiles(header, config.dataDir)) console.log(`Restored ${written}.`)
  console.log('Start Albumen as always. Search and previews fill up in the background; no photo is analysed again.')
}

/** `/old=/new` */
function readMoved(text: string): MovedPath {
  const [from, to, ...more] = text.split('=')
  if (!from?.startsWith('/') || !to?.startsWith('/') || more.length > 0) {
    throw new FatalError(`--map: expected /old/folder=/new/folder, got "${text}".`)
  }
  const plain = (folder: string) => path.resolve(folder)
  return { from: plain(from), to: plain(to) }
}

/** The demo counts, too: it answers at the address at which the owner expects the library. */
async function refuseRunning(config: Config): Promise<void> {
  for (const folder of libraryFolders(config)) {
    const running = await askDaemon(dataFolder(folder).run)
    if (!running) continue
    const what = folder === config.dataDir ? 'Albumen' : "Albumen's demo"
    throw new FatalError(`${what} is running on this data folder (process ${running.pid}). Stop it first.`)
  }
}

async function refuseLiving(url: string): Promise<void> {
  const living = await query<{ service: string }>(
    url,
    'heartbeats',
    `select distinct service from heartbeats where seen_at > now() - interval '${ALIVE_SECONDS} seconds'`,
  )
  if (living.length === 0) return
  const services = living.map((row) => row.service).join(', ')
  throw new FatalError(`Something of Albumen still works on this database (${services}). Stop it first.`)
}

/** @returns where the library is backed up that is about to be replaced; undefined when there is none */
async function makeRoom(url: string, config: Config, replace: boolean): Promise<string | undefined> {
  const shares = await query<{ path: string }>(url, 'shares', 'select path from shares')
  const photos = await query<{ n: number }>(url, 'photos', 'select count(*)::int as n from photos')
  const count = photos[0]?.n ?? 0
  if (shares.length === 0 && count === 0) return undefined
  const onlyDemo = shares.length > 0 && shares.every(isDemo)
  if (onlyDemo) console.log('Only the demo is there: the backup takes its place.')
  else if (!replace) {
    throw new FatalError(
      `There is a library already, with ${count.toLocaleString('en')} photos. ` +
        'Add --replace to put the backup in its place; it is backed up before.',
    )
  }
  await migrate(url, { queueTables: !config.redisUrl })
  const folder = config.backupDir ?? dataFolder(config.dataDir).backups
  const made = await writeBackup({ databaseUrl: url, dataDir: config.dataDir }, { folder, kind: 'manual' })
  console.log(`What was there before is kept in ${made.file}.`)
  return made.file
}

async function report(url: string, config: Config): Promise<void> {
  const connection = connect(url, createLog('cli', 'silent'), 1)
  try {
    for (const share of await listShares(connection.db)) {
      if (existsSync(share.path)) console.log(`${share.name}: ${share.path}`)
      else {
        console.log(
          `${share.name}: ${share.path} is not there. Mount it, or restore again with --map ${share.path}=/where/it/is`,
        )
      }
    }
    const count = await remakeMissingPreviews(connection.db, dataFolder(config.dataDir).previews)
    if (count > 0) console.log(`${count.toLocaleString('en')} previews will be made again.`)
  } finally {
    await connection.close()
  }
}

/** Rows of a table that may not be there yet. */
async function query<Row extends pg.QueryResultRow>(url: string, table: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query('select to_regclass($1) as there', [`public.${table}`])
    return rows[0].there === null ? [] : (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}
