import { spawn } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { listBackups } from '#core/backup/list-backups'
import { startEmbeddedPostgres } from '#core/database/embedded'
import { migrate } from '#core/database/migrate'
import { createLog } from '#core/log'
import { projectRoot } from '#core/project-root'
import { inTemporaryFolder, machine, row, seconds, section } from './report.js'
import { fillLibrary } from './search-scale/fill.js'

/**
 * What a backup of a synthetic library costs, and restoring it: the commands themselves, on the bundled database.
 *   node dist/bench/backup.js 100000
 */
const photos = Number(process.argv[2] ?? 100_000)
if (!Number.isInteger(photos) || photos < 1) {
  console.error(`expected a number of photos, got ${process.argv[2]}`)
  process.exit(1)
}
machine()
await inTemporaryFolder(bench)
process.exit()

async function bench(folder: string): Promise<void> {
  const [cluster, run, logs] = ['postgres', 'run', 'logs'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ]
  const server = await startEmbeddedPostgres({ cluster, run, logs, log: createLog('bench', 'silent') })
  try {
    section(`A backup of ${photos.toLocaleString('en')} photos`)
    await migrate(server.url, { queueTables: true })
    const made = await seconds(() => fillLibrary(server.url, photos, () => {}, { searchable: false }))
    row('the library was made in', `${made.toFixed(0)} s`)
    row('tables that are kept', `${await sizeOf(server.url)} MB`)
    const data = path.join(folder, 'data')
    await measured('a command that does nothing', ['--version'], { url: server.url, data })
    await measured('albumen backup', ['backup', '--to', folder], { url: server.url, data })
    const [backup] = await listBackups(folder)
    const file = backup?.file as string
    row('the file', `${((await stat(file)).size / 1e6).toFixed(1)} MB`)
    await measured('albumen backup verify', ['backup', 'verify', file], { url: server.url, data })
    await measured('albumen restore', ['restore', file], { url: await emptyDatabase(server.url), data })
  } finally {
    await server.stop()
  }
}

/** Runs a command, and prints how long it took and the most memory that it had. */
async function measured(label: string, args: string[], { url, data }: { url: string; data: string }): Promise<void> {
  const env = { ...process.env, DATABASE_URL: url, ALBUMEN_DATA_DIR: data }
  const begin = Date.now()
  const command = spawn(process.execPath, [path.join(projectRoot, 'bin', 'albumen.mjs'), ...args], {
    ...{ env, stdio: ['ignore', 'ignore', 'inherit'] },
  })
  const ended = new Promise<number | null>((resolve) => command.once('exit', resolve))
  let peak = 0
  while (command.exitCode === null && command.signalCode === null) {
    peak = Math.max(peak, await peakMemory(command.pid as number))
    await sleep(100)
  }
  if ((await ended) !== 0) throw new Error(`${label} ended with ${command.exitCode}`)
  row(label, `${((Date.now() - begin) / 1000).toFixed(1)} s, ${peak.toFixed(0)} MB of memory at most`)
}

/** In megabytes; 0 when the process is gone. */
async function peakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1000
}

async function sizeOf(url: string): Promise<string> {
  const text = `select sum(pg_table_size(c)) / 1e6 as mb from unnest(array['photos', 'files', 'analyses']::regclass[]) c`
  return Number((await ask<{ mb: string }>(url, text))[0]?.mb).toFixed(0)
}

async function emptyDatabase(url: string): Promise<string> {
  await ask(url, 'create database restored')
  return url.replace(/@\/\w+\?/, '@/restored?')
}

async function ask<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}
