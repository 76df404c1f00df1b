import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { checkHealth } from '../healthcheck.js'
import { withDatabaseUrl } from '../open-database.js'
import { askDaemon, type DaemonInfo, holdDataFolder } from './single-instance.js'

const INFO: DaemonInfo = { pid: 4711, address: 'http://127.0.0.1:8484', databaseUrl: null, processes: {} }
/** For tests in which nobody answers; the daemon's own event loop is never as slow here. */
const PATIENCE_MS = 500

let root: string
let runFolder: string
const children: ChildProcess[] = []
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'albumen-held-'))
  runFolder = dataFolder(root).run
  await mkdir(runFolder, { recursive: true })
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await rm(root, { recursive: true, force: true })
})

/** A process of its own that listens where a daemon does, and answers as one. */
async function startAnother(): Promise<ChildProcess> {
  const file = JSON.stringify(path.join(runFolder, 'daemon.sock'))
  const answer = JSON.stringify(JSON.stringify(INFO))
  const answers = `(socket) => socket.on('error', () => {}).end(${answer})`
  const script = `require('net').createServer(${answers}).listen(${file}, () => console.log('ready'))`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  await once(child.stdout as NonNullable<typeof child.stdout>, 'data')
  return child
}

test('a daemon tells about itself while it holds the folder, and keeps others from it', async () => {
  const held = await holdDataFolder(runFolder, () => INFO)
  expect(await askDaemon(runFolder)).toEqual(INFO)
  await expect(holdDataFolder(runFolder, () => INFO)).rejects.toThrow(/already running at http.* \(process 4711\)/)
  await held.release()
  expect(await askDaemon(runFolder)).toBeNull()
})

test('nobody is there without a socket, without a folder, and behind the socket of one that was killed', async () => {
  expect(await askDaemon(runFolder)).toBeNull()
  expect(await askDaemon(path.join(root, 'gone'))).toBeNull()
  const killed = await startAnother()
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  expect(existsSync(path.join(runFolder, 'daemon.sock'))).toBe(true)
  expect(await askDaemon(runFolder)).toBeNull()
  await (await holdDataFolder(runFolder, () => INFO)).release()
})

test('one that does not answer is there all the same, and is asked again', async () => {
  const stopped = await startAnother()
  stopped.kill('SIGSTOP')
  await expect(askDaemon(runFolder, PATIENCE_MS)).rejects.toMatchObject({
    ...{
      name: 'FatalError',
      message: expect.stringContaining('Albumen runs on this data folder, but has not answered'),
    },
  })
  stopped.kill('SIGCONT')
  expect(await askDaemon(runFolder)).toEqual(INFO)
})

test('no command acts as if it were not there', async () => {
  const stopped = await startAnother()
  stopped.kill('SIGSTOP')
  const config = loadConfig({}, { dataDir: root })
  const [held, opened, health] = await Promise.allSettled([
    holdDataFolder(runFolder, () => INFO),
    withDatabaseUrl(config, async (url) => url),
    checkHealth(undefined, { ALBUMEN_DATA_DIR: root }),
  ])
  expect(held).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('has not answered') } })
  expect(opened).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('has not answered') } })
  expect(health).toMatchObject({ value: { healthy: false, line: expect.stringContaining('has not answered') } })
  expect(existsSync(dataFolder(root).postgres), 'a second database').toBe(false)
  stopped.kill('SIGCONT')
  expect(await askDaemon(runFolder)).toEqual(INFO)
})
