import { existsSync } from 'node:fs'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inContainers } from './composition.js'
import { type Daemon, startCommand, startDaemon, temporaryFolder, until } from './daemon.js'
import { putScenes, scenes } from './demo-scenes.js'

/** The model's memory is given back soon, which measuring waits for. */
const env = { ALBUMEN_IDLE_MINUTES: '0.05', ALBUMEN_ANALYSE_CONCURRENCY: 'auto' }
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let daemon: Daemon

beforeAll(async () => {
  folder = await temporaryFolder()
  const photos = path.join(folder.path, 'photos')
  // As many as are measured, and large enough that there is something to leave out.
  await putScenes(
    photos,
    scenes.slice(0, 10).map(({ file }) => path.parse(file).name),
    384,
  )
  daemon = await start()
  await until('some photos to be analysed', async () => {
    const { photos } = await daemon.get<{ photos: { analysed: number } }>('/status')
    return photos.analysed > 2
  })
})
afterAll(async () => {
  await daemon?.stop()
  await folder?.remove()
})

const start = () =>
  startDaemon({ dataDir: path.join(folder.path, 'data'), folders: [path.join(folder.path, 'photos')], env })

async function engineIs(settings: object): Promise<void> {
  await until(`the engine to run with ${JSON.stringify(settings)}`, async () => {
    const { engine } = await daemon.get<{ engine: { settings: object | null } }>('/status')
    return isDeepStrictEqual(engine.settings, settings)
  })
}

/** What the engine reads for the photo that it saw first: in its first answer, and in one of now. Most is the picture. */
async function promptTokens(): Promise<{ first: number; now: number }> {
  const [answered] = await daemon.sql<{ photo: string; first: number; last: string }>(
    'select photo_id as photo, prompt_tokens as first, (select max(id) from analyses) as last from analyses order by id limit 1',
  )
  const { photo, first, last } = answered as NonNullable<typeof answered>
  await daemon.post(`/photos/${photo}/reanalyse`)
  const now = await until('the photo to be looked at again', async () => {
    const [row] = await daemon.sql<{ tokens: number }>(
      `select prompt_tokens as tokens from analyses where photo_id = '${photo}' and id > ${last}`,
    )
    return row?.tokens
  })
  return { first, now }
}

const isPaused = async () => {
  const { queues } = await daemon.get<{ queues: { analyse: { paused: boolean } } }>('/status')
  return queues.analyse.paused
}

function tune(...args: string[]) {
  const grid = ['--slots', '1', '--image-tokens', '64']
  return startCommand(daemon.dataDir, ['tune', ...grid, ...args], env)
}

it('measures with photos of the library while the daemon pauses, and has it go on', async () => {
  const { ended } = tune('--json')
  await until('analysis to be paused', isPaused)
  const { code, out, err } = await ended
  expect(err).toContain('Analysis of the running daemon is paused meanwhile.')
  expect(code).toBe(0)
  const kept = path.join(daemon.dataDir, 'models/tuned.json')
  expect(JSON.parse(out)).toMatchObject({
    ...{ model: 'nano-vl', photos: '10 photos of your library' },
    kept: inContainers ? '/data/models/tuned.json' : kept,
    best: { slots: 1, imageTokens: 64, validShare: 1 },
    prediction: { left: expect.any(Number) },
  })
  expect(existsSync(kept)).toBe(true)
  await until('analysis to go on', async () => !(await isPaused()))
})

it('looks at photos as was measured, also after the next start', async () => {
  const settings = { slots: 1, imageMaxTokens: 64, gpuLayers: 0, tuned: true }
  await engineIs(settings)
  const { first, now } = await promptTokens()
  expect(now).toBeLessThan(first)
  await daemon.stop()
  daemon = await start()
  await engineIs(settings)
  expect(await promptTokens()).toEqual({ first, now })
})

it('does so too when the page asked for the measurement', async () => {
  const { id } = await daemon.post<{ id: string }>('/tune', { minutes: 10, slots: [1], imageTokens: [128] })
  const errand = await until('the measurement to end', async () => {
    const { items } = await daemon.get<{ items: { id: string; state: string; result: object }[] }>('/errands')
    return items.find((each) => each.id === id && ['done', 'failed'].includes(each.state))
  })
  const best = expect.objectContaining({ slots: 1, imageTokens: 128 })
  expect(errand).toMatchObject({ state: 'done', result: { kept: true, photos: 10, rows: [best], best } })
  await engineIs({ slots: 1, imageMaxTokens: 128, gpuLayers: 0, tuned: true })
})

// Without a terminal, Docker passes no signal on to what it runs in a container.
it.skipIf(inContainers)('has the daemon go on after Ctrl-C too', async () => {
  const { child, ended } = tune()
  await until('analysis to be paused', isPaused)
  child.kill('SIGINT')
  expect(await ended).toMatchObject({ code: 1, err: expect.stringMatching(/Stopped\. Nothing was kept\.\n$/) })
  await until('analysis to go on', async () => !(await isPaused()))
})

it.skipIf(inContainers)('leaves the daemon paused when its owner has paused it', async () => {
  await daemon.post('/queues/analyse/pause')
  const { child, ended, err } = tune()
  await until('the measuring to begin', async () => /is paused already, and stays so/.test(err()))
  child.kill('SIGINT')
  expect((await ended).code).toBe(1)
  expect(await isPaused()).toBe(true)
})
