import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { toModelInput } from '../model-input.js'
import { EngineUnavailableError, type VisionEngine } from './engine.js'
import { json, memoryLog, models, obeying, stubServer } from './server/testing.js'
import { createServers, type ServersOptions } from './servers.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const demo = (name: string) => path.join(root, 'models/nano-vl/demo', `${name}.jpg`)
const tiny = async (name: string) => toModelInput(await sharp(demo(name)).resize(96, 96).toBuffer())
const photos = await Promise.all(['white-cat-sofa', 'pizza-red-table', 'black-cat-grass'].map(tiny))
const ask = (engine: VisionEngine, i: number) =>
  engine.ask({ jpeg: photos[i % photos.length] as Buffer, language: 'en', temperature: 0 })
const ready = (engine: VisionEngine) => vi.waitFor(() => expect(engine.state()).toBe('ready'), 120_000)

let dataDir = ''
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'engine-serve-'))
})
afterAll(async () => await rm(dataDir, { recursive: true, force: true }))

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const { log, lines } = memoryLog()
function serversAt(urls: string[], options: Partial<ServersOptions> = {}) {
  lines.length = 0
  const engine = createServers(urls, { timeoutMs: 150_000, log, retry: { first: 100, most: 500 }, ...options })
  ends.push(engine.close)
  return engine
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** `albumen engine serve` as its own process, until it says that it listens. */
async function engineServe(
  port: number,
  token: string | false = 'a-token',
): Promise<ChildProcess & { said(): string }> {
  const flags = token === false ? ['--no-token'] : token ? ['--token', token] : []
  const child = spawn(process.execPath, ['bin/albumen.mjs', 'engine', 'serve', '--port', String(port), ...flags], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      ALBUMEN_DATA_DIR: dataDir,
      ALBUMEN_MODEL: 'nano-vl',
      ALBUMEN_ANALYSE_CONCURRENCY: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (chunk) => (text += chunk))
  ends.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exit = once(child, 'exit')
    child.kill('SIGKILL')
    await exit
  })
  await vi.waitFor(() => expect(text).toContain('is offered at'), 60_000)
  return Object.assign(child, { said: () => text })
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exit = once(child, 'exit')
  child.kill(signal)
  return (await exit)[0] as number | null
}

describe('albumen engine serve', () => {
  it('prints what to set, lets in who shows the token it keeps, and ends cleanly', async () => {
    const port = await freePort()
    const child = await engineServe(port, '')
    const file = path.join(dataDir, 'engine-token')
    const token = (await readFile(file, 'utf8')).trim()
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(child.said()).toContain(`ALBUMEN_SERVER_URL=http://127.0.0.1:${port}\n`)
    expect(child.said()).toContain(`ALBUMEN_SERVER_KEY=${token}\n`)
    const engine = serversAt([`http://:${token}@127.0.0.1:${port}`])
    await ready(engine)
    expect(JSON.parse((await ask(engine, 0)).text)).toHaveProperty('category')
    await expect(ask(serversAt([`http://127.0.0.1:${port}`]), 0)).rejects.toThrow(
      /to answer without a key \(status 401/,
    )
    expect(await kill(child, 'SIGTERM')).toBe(0)
    expect(lines.map((line) => JSON.stringify(line)).join('')).not.toContain(token)
  })
})

describe('with nano-vl behind it', () => {
  it('loses no photo when the only server is killed in the middle of several, and started again', async () => {
    const port = await freePort()
    const first = await engineServe(port)
    const engine = serversAt([`http://127.0.0.1:${port}`], { apiKey: 'a-token' })
    await ready(engine)
    const answers: string[] = []
    /** as the worker does: a photo waits while the engine is away */
    const persistently = async (i: number) => {
      for (;;) {
        try {
          answers.push((await ask(engine, i)).text)
          return
        } catch (error) {
          if (!(error instanceof EngineUnavailableError)) throw error
          await ready(engine)
        }
      }
    }
    const all = Promise.all(Array.from({ length: 5 }, (_, i) => persistently(i)))
    await vi.waitFor(() => expect(answers.length).toBeGreaterThan(0), 120_000)
    await kill(first, 'SIGKILL')
    await vi.waitFor(() => expect(engine.state()).not.toBe('ready'), 60_000)
    await engineServe(port)
    await all
    for (const text of answers) expect(JSON.parse(text)).toHaveProperty('sensitive')
    expect(answers).toHaveLength(5)
    expect(lines.filter(({ msg }) => /cannot be used/.test(msg))).toHaveLength(1)
    expect(lines.filter(({ msg }) => /is back/.test(msg))).toHaveLength(1)
  })

  it('goes on with one server when the other is killed, and nobody notices', async () => {
    const [a, b] = [await freePort(), await freePort()]
    const [doomed] = await Promise.all([engineServe(a), engineServe(b)])
    const engine = serversAt([`http://:a-token@127.0.0.1:${a}`, `http://:a-token@127.0.0.1:${b}`])
    await vi.waitFor(() => expect([engine.state(), engine.slots]).toEqual(['ready', 2]), 120_000)
    expect(engine.lastError()).toBeUndefined()
    const asked = Array.from({ length: 6 }, (_, i) => ask(engine, i))
    await Promise.race(asked)
    await kill(doomed, 'SIGKILL')
    for (const { text, model } of await Promise.all(asked)) {
      expect(JSON.parse(text)).toHaveProperty('sensitive')
      expect(model).toBe('nano-vl')
    }
    expect([engine.state(), engine.slots]).toEqual(['ready', 1])
    expect(engine.lastError()).toMatch(new RegExp(`^1 of 2 vision servers cannot be used\\. .*:${a} cannot be reached`))
  })
})

describe('with servers that differ', () => {
  it('counts the places of those that are ready, of all when none is, and notes different models', async () => {
    const routes = (model: string, slots: number) => ({
      'GET /v1/models': models('llamacpp', model),
      'GET /props': (response: Parameters<typeof json>[0]) =>
        json(response, { total_slots: slots, modalities: { vision: true } }),
      'POST /v1/chat/completions': obeying('grammar'),
    })
    const [one, two] = [await stubServer(routes('qwen3-vl-4b', 3)), await stubServer(routes('qwen3-vl-8b', 4))]
    ends.push(one.close, two.close)
    const engine = serversAt([one.url, two.url])
    await vi.waitFor(() => expect(engine.slots).toBe(7), 60_000)
    const big = await toModelInput(demo('white-cat-sofa'))
    const answers = await Promise.all(
      Array.from({ length: 7 }, () => engine.ask({ jpeg: big, language: 'en', temperature: 0 })),
    )
    expect(answers.map(({ model }) => model).sort()).toEqual([
      ...Array(3).fill('qwen3-vl-4b'),
      ...Array(4).fill('qwen3-vl-8b'),
    ])
    expect(engine.lastError()).toMatch(/different models: .* has qwen3-vl-4b, .* has qwen3-vl-8b/)
    expect(lines.filter(({ msg }) => msg === 'the vision servers have different models')).toHaveLength(1)
    await two.close()
    const again = Array.from({ length: 7 }, () => engine.ask({ jpeg: big, language: 'en', temperature: 0 }))
    expect((await Promise.all(again)).map(({ model }) => model)).toEqual(Array(7).fill('qwen3-vl-4b'))
    expect([engine.slots, engine.model]).toEqual([3, 'qwen3-vl-4b'])
    await one.close()
    await expect(engine.ask({ jpeg: big, language: 'en', temperature: 0 })).rejects.toThrow(EngineUnavailableError)
    expect([engine.state(), engine.slots]).toEqual(['unreachable', 7])
    expect(serversAt([one.url, two.url], { slots: 4 }).slots).toBe(4)
  })
})
