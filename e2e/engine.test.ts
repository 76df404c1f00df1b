import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { projectRoot } from '../packages/core/project-root.js'
import { catalog } from '../packages/vision/models/catalog.js'
import { startHub } from '../packages/vision/models/testing.js'
import { here, inContainers } from './composition.js'
import { albumen, type Daemon, environment, startDaemon, temporaryFolder, until } from './daemon.js'
import { demoFolder, putScene, putScenes } from './demo-scenes.js'

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
}

const cleanUps: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

/** A daemon on a folder with these scenes. */
async function daemonOn(names: string[], env: Record<string, string>) {
  const folder = await temporaryFolder()
  cleanUps.push(folder.remove)
  const photos = path.join(folder.path, 'photos')
  await putScenes(photos, names)
  const daemon = await startDaemon({ dataDir: path.join(folder.path, 'data'), folders: [photos], env })
  cleanUps.push(() => daemon.stop())
  return { daemon, photos, status: () => daemon.get<Status>('/status') }
}

const analysed = (daemon: Daemon, count: number) =>
  until(
    `${count} photos to be analysed`,
    async () => (await daemon.get<Status>('/status')).photos.analysed === count,
    200,
  )
const engineState = (daemon: Daemon, state: string, seconds = 90) =>
  until(
    `the engine to be ${state}`,
    async () => {
      const { engine } = await daemon.get<Status>('/status')
      return engine.state === state && engine
    },
    seconds,
  )

/** An imitation of the hubs that has the test model under every name of the catalog. */
async function hubWithNano() {
  const nano = (file: string) => readFileSync(path.join(demoFolder, '..', file))
  const files = catalog.flatMap(({ model, mmproj }) => [
    [`${model.repository}/${model.file}`, nano('nano-vl.gguf')] as const,
    [`${mmproj.repository}/${mmproj.file}`, nano('nano-vl-mmproj.gguf')] as const,
  ])
  const hub = await startHub(Object.fromEntries(files), here)
  cleanUps.push(hub.close)
  return hub
}

describe('with ALBUMEN_MODEL=auto', () => {
  it('fetches the model for this machine by itself, shows how far it is, and survives a broken download', async () => {
    const hub = await hubWithNano()
    hub.pace.bytesPerMs = 1_000
    hub.faults.push({ cutAfter: 1_000_000 })
    const { daemon } = await daemonOn(['red-car', 'white-cat-sofa'], { ALBUMEN_MODEL: 'auto', HF_ENDPOINT: hub.url })
    const engine = await until('a download to be shown', async () => {
      const { engine } = await daemon.get<Status>('/status')
      return engine.downloads?.some(({ received }) => received > 0) && engine
    })
    expect(engine).toMatchObject({ state: 'waiting', hint: expect.stringContaining('qwen3-vl') })
    expect(engine.downloads?.[0]?.file).toMatch(/Qwen.*\.gguf$/)
    await analysed(daemon, 2)
    expect((await daemon.get<Status>('/status')).engine.model).toMatch(/^Qwen/)
  })
})

// It is offered on this machine's own address, which containers do not reach; their engine is llama.cpp's server.
describe.skipIf(inContainers)('a remote engine', () => {
  it('that goes away costs no photo and no attempt, and one line of the log', async () => {
    const folder = await temporaryFolder()
    cleanUps.push(folder.remove)
    let server = await serveEngine(folder.path, '0')
    cleanUps.push(() => server.child.kill('SIGKILL'))
    const { ALBUMEN_SERVER_URL, ALBUMEN_SERVER_KEY } = server.settings
    const names = ['red-car', 'white-cat-sofa', 'pizza-red-table', 'brown-dog-grass', 'red-flowers']
    const { daemon, status } = await daemonOn(names, { ALBUMEN_SERVER_URL, ALBUMEN_SERVER_KEY, ALBUMEN_MODEL: '' })
    await until('a first photo', async () => (await status()).photos.analysed >= 1, 120)
    server.child.kill('SIGKILL')
    const engine = await engineState(daemon, 'unreachable')
    expect(engine).toMatchObject({ kind: 'server', reason: expect.stringContaining(ALBUMEN_SERVER_URL) })
    const { analysed: before } = (await status()).photos
    server = await serveEngine(folder.path, new URL(ALBUMEN_SERVER_URL).port)
    await analysed(daemon, names.length)
    expect(before).toBeLessThan(names.length)
    expect((await status()).photos).toMatchObject({ failed: 0, pending: 0 })
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
    const { daemon, photos } = await daemonOn(['red-car'], { ALBUMEN_IDLE_MINUTES: '0.03' })
    await analysed(daemon, 1)
    await engineState(daemon, 'idle')
    await putScene('white-cat-sofa', path.join(photos, 'cat.jpg'))
    await analysed(daemon, 2)
    await engineState(daemon, 'idle')
    const form = new FormData()
    form.set('file', new Blob([readFileSync(path.join(demoFolder, 'pizza-red-table.jpg'))]), 'pizza.jpg')
    const looked = await fetch(`${daemon.address}/api/v1/classify`, { method: 'POST', body: form })
    expect(await looked.json()).toMatchObject({ category: 'food' })
  })
})

describe('hours of analysis', () => {
  it('are kept: photos are read at any time, and analysed when the hours begin', async () => {
    const { daemon, photos } = await daemonOn(['red-car'], {})
    await analysed(daemon, 1)
    const now = new Date()
    const at = (hours: number) => `${String((now.getHours() + hours) % 24).padStart(2, '0')}:00`
    expect(albumen(daemon.dataDir, ['schedule', `${at(4)}-${at(6)}`]).out).toContain(`from ${at(4)} to ${at(6)}`)
    await until('the hours to hold', async () => (await daemon.get<Status>('/status')).engine.hours?.open === false)
    await putScene('white-cat-sofa', path.join(photos, 'cat.jpg'))
    await until('the photo to wait', async () => (await daemon.get<Status>('/status')).photos.pending === 1)
    if (!inContainers) await until('the terminal to say so', async () => daemon.output().includes('resting, works'))
    await engineState(daemon, 'idle')
    expect((await daemon.get<Status>('/status')).photos).toMatchObject({ analysed: 1, pending: 1 })
    expect(albumen(daemon.dataDir, ['schedule', 'always']).out).toContain('at any time')
    await analysed(daemon, 2)
  })
})

describe('another model', () => {
  it('is taken while everything runs', async () => {
    const { daemon, photos } = await daemonOn(['red-car'], { ALBUMEN_MODEL: '' })
    await engineState(daemon, 'waiting')
    const models = path.join(daemon.dataDir, 'models')
    const put = (name: string) => {
      mkdirSync(path.join(models, name), { recursive: true })
      cpSync(path.join(demoFolder, '..', 'nano-vl-mmproj.gguf'), path.join(models, name, 'mmproj.gguf'))
      cpSync(path.join(demoFolder, '..', 'nano-vl.gguf'), path.join(models, name, `${name}.gguf`))
    }
    put('first')
    await analysed(daemon, 1)
    put('second')
    await until('the newer model', async () => (await daemon.get<Status>('/status')).engine.model === 'second')
    await putScene('white-cat-sofa', path.join(photos, 'cat.jpg'))
    await analysed(daemon, 2)
    expect(await daemon.sql('select model from analyses order by id')).toEqual([
      { model: 'first' },
      { model: 'second' },
    ])
    rmSync(path.join(models, 'first'), { recursive: true })
    rmSync(path.join(models, 'second'), { recursive: true })
    await engineState(daemon, 'waiting')
  })
})
