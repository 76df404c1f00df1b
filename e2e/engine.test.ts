import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../packages/core/project-root.js'
import { catalog } from '../packages/vision/models/catalog.js'
import { startHub } from '../packages/vision/models/testing.js'
import { here, inContainers } from './composition.js'
import { albumen, type Daemon, environment, startDaemon, temporaryFolder, until } from './daemon.js'
import { demoFolder, drawScene, putScene, putScenes } from './demo-scenes.js'
import { freePort } from './free-port.js'
import { engineOf, killHard } from './processes.js'

interface Status {
  engine: {
    kind: string
    state: string
    model: string | null
    concurrency: number
    reason?: string
    hint?: string
    downloads?: { file: string; received: number; total?: number }[]
    hours?: { hours: string; open: boolean }
  }
  photos: { total: number; analysed: number; pending: number; failed: number }
  queues: { analyse: { active: number } }
}

const cleanUps: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

/** A daemon on a folder with these scenes. */
async function daemonOn(names: string[], env: Record<string, string>) {
  const folder = await temporaryFolder()
  const photos = path.join(folder.path, 'photos')
  await putScenes(photos, names)
  const daemon = await startDaemon({ dataDir: path.join(folder.path, 'data'), folders: [photos], env })
  const close = async () => {
    await daemon.stop()
    await folder.remove()
  }
  return { daemon, photos, status: () => daemon.get<Status>('/status'), close }
}

const analysed = (daemon: Daemon, count: number) =>
  until(`${count} photos to be analysed`, async () => {
    const { photos } = await daemon.get<Status>('/status')
    return photos.analysed === count && photos
  })
const engineState = (daemon: Daemon, state: string) =>
  until(`the engine to be ${state}`, async () => {
    const { engine } = await daemon.get<Status>('/status')
    return engine.state === state && engine
  })

/** An imitation of the hubs that has the test model under every name of the catalog. */
async function hubWithNano() {
  const nano = (file: string) => readFileSync(path.join(demoFolder, '..', file))
  const files = catalog.flatMap(({ model, mmproj }) => [
    [`${model.repository}/${model.file}`, nano('nano-vl.gguf')] as const,
    [`${mmproj.repository}/${mmproj.file}`, nano('nano-vl-mmproj.gguf')] as const,
  ])
  return await startHub(Object.fromEntries(files), here)
}

describe('with ALBUMEN_MODEL=auto', () => {
  let hub: Awaited<ReturnType<typeof hubWithNano>>
  let opened: Awaited<ReturnType<typeof daemonOn>>
  beforeAll(async () => {
    hub = await hubWithNano()
    // Until it has been seen how far it is.
    hub.pace.bytesPerMs = 50
    hub.faults.push({ cutAfter: 100_000 })
    opened = await daemonOn(['red-car', 'white-cat-sofa'], { ALBUMEN_MODEL: 'auto', HF_ENDPOINT: hub.url })
  })
  afterAll(async () => {
    await opened?.close()
    await hub?.close()
  })

  it('fetches the model for this machine by itself, shows how far it is, and survives a broken download', async () => {
    const { daemon, status } = opened
    const engine = await until('a download to be shown', async () => {
      const { engine } = await status()
      return engine.downloads?.some(({ received }) => received > 0) && engine
    })
    expect(engine).toMatchObject({ state: 'waiting', hint: expect.stringContaining('qwen3-vl') })
    expect(engine.downloads?.[0]?.file).toMatch(/Qwen.*\.gguf$/)
    hub.pace = {}
    await analysed(daemon, 2)
    expect((await status()).engine.model).toMatch(/^Qwen/)
    expect(hub.faults, 'it was broken off').toEqual([])
  })

  it('analyses in the hours that are chosen: photos are read at any time, and wait until they begin', async () => {
    const { daemon, photos, status } = opened
    const now = new Date()
    const at = (hours: number) => `${String((now.getHours() + hours) % 24).padStart(2, '0')}:00`
    expect(albumen(daemon.dataDir, ['schedule', `${at(4)}-${at(6)}`]).out).toContain(`from ${at(4)} to ${at(6)}`)
    await until('the hours to hold', async () => (await status()).engine.hours?.open === false)
    await putScene('brown-dog-grass', path.join(photos, 'dog.jpg'))
    await until('the photo to wait', async () => (await status()).photos.pending === 1)
    if (!inContainers) await until('the terminal to say so', async () => daemon.output().includes('resting, works'))
    await engineState(daemon, 'idle')
    expect((await status()).photos).toMatchObject({ analysed: 2, pending: 1 })
    expect(albumen(daemon.dataDir, ['schedule', 'always']).out).toContain('at any time')
    await analysed(daemon, 3)
  })
})

// It is offered on this machine's own address, which containers do not reach; their engine is llama.cpp's server.
describe.skipIf(inContainers)('a remote engine', () => {
  it('that goes away in the middle of a photo costs no photo and no attempt, and one line of the log', async () => {
    const folder = await temporaryFolder()
    cleanUps.push(folder.remove)
    const port = String(await freePort())
    let server = await serveEngine(folder.path, port)
    cleanUps.push(() => server.child.kill('SIGKILL'))
    const { ALBUMEN_SERVER_URL, ALBUMEN_SERVER_KEY } = server.settings
    const opened = await daemonOn(['red-car'], { ALBUMEN_SERVER_URL, ALBUMEN_SERVER_KEY, ALBUMEN_MODEL: '' })
    cleanUps.push(opened.close)
    const { daemon, photos, status } = opened
    await analysed(daemon, 1)

    const inside = engineOf(server.child.pid as number)
    process.kill(inside, 'SIGSTOP')
    await putScenes(photos, ['white-cat-sofa', 'pizza-red-table'])
    await until('a photo to be inside', async () => (await status()).queues.analyse.active > 0)
    server.child.kill('SIGKILL')
    killHard(inside)
    const engine = await engineState(daemon, 'unreachable')
    expect(engine).toMatchObject({ kind: 'server', reason: expect.stringContaining(ALBUMEN_SERVER_URL) })
    server = await serveEngine(folder.path, port)
    expect(await analysed(daemon, 3)).toMatchObject({ failed: 0, pending: 0 })
    const log = readFileSync(path.join(daemon.dataDir, 'logs', 'albumen.log'), 'utf8')
    expect(log.match(/"analysis waits"/g)).toHaveLength(1)
    expect(log.match(/"analysis goes on"/g)).toHaveLength(1)
  })
})

/** `albumen engine serve`, and the settings that it says to set on the other machine. */
async function serveEngine(dataDir: string, port: string) {
  const child = spawn(process.execPath, ['bin/albumen.mjs', 'engine', 'serve', '--port', port], {
    cwd: projectRoot,
    env: environment(dataDir),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  await until('the engine to be offered', async () => output.includes('Ctrl-C ends it'))
  const setting = (name: string) => new RegExp(`${name}=(\\S+)`).exec(output)?.[1] ?? ''
  const settings = {
    ALBUMEN_SERVER_URL: setting('ALBUMEN_SERVER_URL'),
    ALBUMEN_SERVER_KEY: setting('ALBUMEN_SERVER_KEY'),
  }
  return { child, settings }
}

describe('the memory of the model', () => {
  it('is given back when there is nothing to do, and taken again for the next photo', async () => {
    const { daemon, photos, close } = await daemonOn(['red-car'], { ALBUMEN_IDLE_MINUTES: '0.03' })
    cleanUps.push(close)
    await analysed(daemon, 1)
    await engineState(daemon, 'idle')
    await putScene('white-cat-sofa', path.join(photos, 'cat.jpg'))
    await analysed(daemon, 2)
    await engineState(daemon, 'idle')
    const form = new FormData()
    form.set('file', new Blob([await drawScene('pizza-red-table')]), 'pizza.jpg')
    const looked = await fetch(`${daemon.address}/api/v1/classify`, { method: 'POST', body: form })
    expect(await looked.json()).toMatchObject({ category: 'food' })
  })
})
