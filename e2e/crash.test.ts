import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Daemon, until } from './daemon.js'
import { backends, type Library, openLibrary } from './library-folder.js'
import { isAlive, postmaster } from './processes.js'

const PHOTOS = 45

/** Scenes that were never seen before, small so that looking at them takes little of the test's time. */
async function drawScenes(folder: string, count: number): Promise<void> {
  const { render } = (await import('../models/nano-vl/scenes.mjs' as string)) as {
    render(seed: number, options: object): Promise<{ jpeg: Buffer }>
  }
  for (let i = 0; i < count; i++) {
    const { jpeg } = await render(8_000_000 + i, { min: 128, max: 192 })
    writeFileSync(path.join(folder, `scene-${i}.jpg`), jpeg)
  }
}

describe.each(backends)('killed in the middle of a backlog, queue in %s', (backend) => {
  let library: Library
  let daemon: Daemon

  beforeAll(async () => {
    library = await openLibrary(backend, (photos) => drawScenes(photos, PHOTOS))
    daemon = library.daemon
  })
  afterAll(() => library?.close())

  const analysed = async () => {
    const [row] = await daemon.sql<{ n: string }>(`select count(*) as n from photos where state = 'analysed'`)
    return Number(row?.n)
  }
  const atLeast = (count: number) =>
    until(`${count} photos to be analysed`, async () => ((await analysed()) >= count ? true : null), 180)

  it('analyses every photo exactly once, whatever dies', { timeout: 420_000 }, async () => {
    const victims: (() => Promise<number>)[] = [
      async () => pid(await daemon.info(), 'worker'),
      async () => engineOf(pid(await daemon.info(), 'worker')),
      async () => pid(await daemon.info(), 'watcher'),
      async () => postmaster(daemon.dataDir),
      async () => pid(await daemon.info(), 'api'),
    ]
    for (const [i, victim] of victims.entries()) {
      await atLeast(5 + i * 8)
      const target = await until('the victim to run', victim, 120)
      process.kill(target, 'SIGKILL')
      await sleep(300)
    }
    await until('all photos to be analysed', async () => (await analysed()) === PHOTOS, 240)

    const [counts] = await daemon.sql<Record<string, string>>(`
      select (select count(*) from photos) as photos,
        (select count(*) from analyses where valid) as analyses,
        (select count(distinct photo_id) from analyses where valid) as distinct_photos,
        (select count(*) from photos where state = 'failed') as failed,
        (select count(*) from outbox where type = 'photo.analysed') as events`)
    expect(counts).toEqual({
      photos: String(PHOTOS),
      analyses: String(PHOTOS),
      distinct_photos: String(PHOTOS),
      failed: '0',
      events: String(PHOTOS),
    })
  })

  it('does not outlive its parent', async () => {
    const info = await daemon.info()
    const everything = [...Object.values(info.processes), postmaster(daemon.dataDir), info.pid] as number[]
    process.kill(info.pid, 'SIGKILL')
    await until('every process to end', async () => everything.every((each) => !isAlive(each)), 120)
  })
})

function pid(info: { processes: Record<string, number | undefined> }, name: string): number {
  const found = info.processes[name]
  if (!found || !isAlive(found)) throw new Error(`${name} is not running`)
  return found
}

/** The engine is the worker's only child process that runs its built child module. */
function engineOf(worker: number): number {
  const rows = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(worker)], { encoding: 'utf8' }).split('\n')
  const engine = rows.find((row) => row.includes('engines/embedded/child'))
  if (!engine) throw new Error('no engine process')
  return Number.parseInt(engine, 10)
}
