import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Daemon, until } from './daemon.js'
import { backends, type Library, openLibrary } from './library-folder.js'
import { engineOf, isAlive, postmaster } from './processes.js'

/** Photos that are there at first, and that arrive before each death. */
const [FIRST, ARRIVING] = [4, 3]

/** Scenes that were never seen before, small so that looking at them takes little of the test's time. */
async function drawScenes(folder: string, from: number, count: number): Promise<void> {
  const { render } = (await import('../models/nano-vl/scenes.mjs' as string)) as {
    render(seed: number, options: object): Promise<{ jpeg: Buffer }>
  }
  for (let i = from; i < from + count; i++) {
    const { jpeg } = await render(8_000_000 + i, { min: 128, max: 192 })
    writeFileSync(path.join(folder, `scene-${i}.jpg`), jpeg)
  }
}

describe.each(backends)('killed in the middle of a backlog, queue in %s', (backend) => {
  let library: Library
  let daemon: Daemon

  beforeAll(async () => {
    const env = { ALBUMEN_ANALYSE_CONCURRENCY: backend === 'redis' ? 'auto' : '1' }
    library = await openLibrary(backend, (photos) => drawScenes(photos, 0, FIRST), env)
    daemon = library.daemon
  })
  afterAll(() => library?.close())

  const analysed = async () => {
    const [row] = await daemon.sql<{ n: string }>(`select count(*) as n from photos where state = 'analysed'`)
    return Number(row?.n)
  }

  it('analyses every photo exactly once, whatever dies', async () => {
    const victims: (() => Promise<number>)[] = [
      async () => pid(await daemon.info(), 'worker'),
      async () => engineOf(pid(await daemon.info(), 'worker')),
      async () => pid(await daemon.info(), 'watcher'),
      async () => postmaster(daemon.dataDir),
      async () => pid(await daemon.info(), 'api'),
    ]
    let photos = FIRST
    for (const victim of victims) {
      await drawScenes(library.photos, photos, ARRIVING)
      photos += ARRIVING
      const before = await until('the photos to be counted', async () => ({ analysed: await analysed() }))
      await until('another photo to be analysed', async () => (await analysed()) > before.analysed)
      process.kill(await until('the victim to run', victim), 'SIGKILL')
      await sleep(300)
    }
    await until('all photos to be analysed', async () => (await analysed()) === photos)

    const [counts] = await daemon.sql<Record<string, string>>(`
      select (select count(*) from photos) as photos,
        (select count(*) from analyses where valid) as analyses,
        (select count(distinct photo_id) from analyses where valid) as distinct_photos,
        (select count(*) from photos where state = 'failed') as failed,
        (select count(*) from outbox where type = 'photo.analysed') as events`)
    expect(counts).toEqual({
      photos: String(photos),
      analyses: String(photos),
      distinct_photos: String(photos),
      failed: '0',
      events: String(photos),
    })
  })

  it('does not outlive its parent', async () => {
    const info = await daemon.info()
    const everything = [...Object.values(info.processes), postmaster(daemon.dataDir), info.pid] as number[]
    process.kill(info.pid, 'SIGKILL')
    await until('every process to end', async () => everything.every((each) => !isAlive(each)))
  })
})

function pid(info: { processes: Record<string, number | undefined> }, name: string): number {
  const found = info.processes[name]
  if (!found || !isAlive(found)) throw new Error(`${name} is not running`)
  return found
}
