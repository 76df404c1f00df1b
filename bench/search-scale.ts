import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { connect } from '#core/database/connect'
import { startEmbeddedPostgres } from '#core/database/embedded'
import { migrate } from '#core/database/migrate'
import { createLog } from '#core/log'
import { machine, row, seconds, section } from './report.js'
import { fillLibrary } from './search-scale/fill.js'
import { measure } from './search-scale/measure.js'

/**
 * Search in a synthetic library, on the bundled database:
 *   node dist/bench/search-scale.js 100000 [FOLDER]
 * With a folder, the library is kept there and found again. A million photos take about 5 GB and half an hour.
 */
const photos = Number(process.argv[2] ?? 100_000)
const kept = process.argv[3]
if (!Number.isInteger(photos) || photos < 1) {
  console.error(`expected a number of photos, got ${process.argv[2]}`)
  process.exit(1)
}
const folder = kept ?? (await mkdtemp(path.join(os.tmpdir(), 'albumen-scale-')))
await mkdir(folder, { recursive: true })
const log = createLog('bench', 'silent')
const doneFile = path.join(folder, 'filled')
const server = await startEmbeddedPostgres({
  cluster: path.join(folder, 'postgres'),
  run: path.join(folder, 'run'),
  logs: path.join(folder, 'logs'),
  log,
})
const connection = connect(server.url, log, 1)
try {
  machine()
  section(`A library of ${photos.toLocaleString('en')} photos`)
  // A kept library may be of an earlier version.
  await migrate(server.url, { queueTables: false })
  if (!existsSync(doneFile)) {
    const took = await seconds(() =>
      fillLibrary(server.url, photos, (line) => row(line, new Date().toISOString().slice(11, 19))),
    )
    await writeFile(doneFile, '')
    row('made in', `${took.toFixed(0)} s`)
  }
  await measure(connection)
} catch (error) {
  // Told before the server is stopped, whose clients would have the last word.
  console.error(error)
  process.exitCode = 1
} finally {
  await connection.close()
  await server.stop()
  if (!kept) await rm(folder, { recursive: true, force: true })
}
process.exit()
