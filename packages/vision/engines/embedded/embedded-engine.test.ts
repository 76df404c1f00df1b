import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { analysePhoto } from '../../analyse.js'
import { EngineUnavailableError } from '../engine.js'
import type { EmbeddedEngine } from './embedded-engine.js'
import { ask, demo, engineWith, NANO_OPTIONS, nano, ready, small, tiny } from './testing.js'

const labels = (await readFile(path.join(nano, 'demo/labels.jsonl'), 'utf8'))
  .trim()
  .split('\n')
  .map(
    (line) => JSON.parse(line) as { file: string; category: string; people: number; sensitive: string; text: string },
  )

const [cat, pizza, blackCat] = (await Promise.all(
  ['white-cat-sofa', 'pizza-red-table', 'black-cat-grass'].map((name) => tiny(name)),
)) as [Buffer, Buffer, Buffer]

/** Sends a signal to the engine process as soon as it is ready and has its first questions, and to the next ones. */
async function hurt(engine: EmbeddedEngine, signal: NodeJS.Signals, times: number): Promise<void> {
  let last: number | undefined
  for (let i = 0; i < times; i++) {
    await vi.waitFor(() => expect(engine.state() === 'ready' && engine.pid() !== last).toBe(true), {
      timeout: 60_000,
      interval: 5,
    })
    last = engine.pid()
    await sleep(20)
    if (last) process.kill(last, signal)
  }
}

describe('what nano-vl sees', () => {
  it('is what is there, in both languages, several photos at once, the prompt computed once for each slot', async () => {
    const engine = engineWith()
    const names = [
      'white-cat-sofa',
      'yellow-dress-park',
      'pizza-red-table',
      'black-shirt-beach',
      'birthday-white-cake-two-people',
    ]
    const photos = [
      ...names,
      ...labels
        .filter(({ sensitive }) => sensitive !== 'none')
        .slice(0, 2)
        .map(({ file }) => file.replace('.jpg', '')),
    ]
    for (const language of ['en', 'zh'] as const) {
      const seen = await Promise.all(
        photos
          .filter((_, i) => (i % 2 === 0) === (language === 'en'))
          .map(async (name) => {
            const jpeg = await (name === 'receipt' ? demo : small)(name)
            return { name, ...(await analysePhoto(engine, jpeg, { language })) }
          }),
      )
      for (const { name, analysis, repaired, attempts } of seen) {
        const { category, people, sensitive } = labels.find(({ file }) => file === `${name}.jpg`) ?? {}
        expect({ name, ...analysis }).toMatchObject({ name, category, people, sensitive })
        expect(/\p{Script=Han}/u.test(analysis.description)).toBe(language === 'zh')
        expect({ repaired, attempts }).toEqual({ repaired: false, attempts: 1 })
      }
      const fresh = seen.filter(({ cachedTokens = 0, promptTokens }) => cachedTokens < promptTokens * 0.9)
      expect(fresh.length).toBeLessThanOrEqual(2)
    }
  })

  it('streams the answer as it is written', async () => {
    const pieces: string[] = []
    const { raw } = await analysePhoto(engineWith(), blackCat, { language: 'zh', onToken: (text) => pieces.push(text) })
    expect(pieces.length).toBeGreaterThan(10)
    expect(pieces.join('')).toBe(raw)
  })
})

describe('an engine that dies', () => {
  it('loses no photo to one kill -9', async () => {
    const engine = engineWith()
    const asked = Promise.all([cat, pizza, blackCat].map((jpeg) => ask(engine, jpeg)))
    await hurt(engine, 'SIGKILL', 1)
    for (const { text } of await asked) expect(JSON.parse(text)).toHaveProperty('sensitive')
    expect(engine.state()).toBe('ready')
  })

  it('says what ended it, and is ready again', async () => {
    const engine = engineWith({ slots: 1 })
    await ready(engine)
    const pid = engine.pid()
    if (pid) process.kill(pid, 'SIGSEGV')
    await vi.waitFor(() => expect(engine.state()).toBe('restarting'), { timeout: 60_000, interval: 1 })
    expect(engine.lastError()).toBe('The vision engine is being restarted: the engine process was ended by SIGSEGV')
    await expect(ask(engine, cat)).resolves.toHaveProperty('text')
    expect([engine.state(), engine.lastError(), engine.notice?.()]).toEqual(['ready', undefined, undefined])
    expect(engine.pid()).not.toBe(pid)
  })

  it('fails the photo inside at two crashes, the second time alone, and no other', async () => {
    const engine = engineWith()
    const guilty = ask(engine, cat)
    const innocent = ask(engine, pizza)
    const late = ask(engine, blackCat)
    const verdict = expect(guilty).rejects.toMatchObject({ name: 'PermanentError', code: 'engine_crash' })
    await hurt(engine, 'SIGKILL', 2)
    await verdict
    await expect(innocent).resolves.toHaveProperty('text')
    await expect(late).resolves.toHaveProperty('text')
  })
})

describe('a photo that llama.cpp cannot take', () => {
  it('is failed when it aborts the process, and only it', async () => {
    const engine = engineWith()
    const [broken, sound] = await Promise.allSettled([ask(engine, Buffer.from('no picture')), ask(engine, cat)])
    expect(broken).toMatchObject({ status: 'rejected', reason: { code: 'engine_crash' } })
    expect(sound).toMatchObject({ status: 'fulfilled' })
  })

  it('is an error when it does not fit into the context', async () => {
    await expect(ask(engineWith({ contextPerSlot: 512 }), cat)).rejects.toThrow('need more context')
  })
})

describe('an engine that hangs', () => {
  it('is killed when it does not obey, and the photo inside twice is failed', async () => {
    const engine = engineWith({ timeoutMs: 1500, graceMs: 300, slots: 1 })
    const verdict = expect(ask(engine, cat)).rejects.toMatchObject({ code: 'engine_timeout' })
    await hurt(engine, 'SIGSTOP', 2)
    await verdict
    await ready(engine)
  })

  it('is spared when it obeys', async () => {
    const engine = engineWith({ timeoutMs: 60, graceMs: 30_000 })
    await ready(engine)
    const pid = engine.pid()
    await expect(ask(engine, cat)).rejects.toMatchObject({ code: 'engine_timeout' })
    expect(engine.pid()).toBe(pid)
  })
})

describe('a caller that gives up', () => {
  it('hurts nobody else, whether its photo is inside or waiting', async () => {
    const engine = engineWith({ slots: 1 })
    await ready(engine)
    const pid = engine.pid()
    const giveUp = new AbortController()
    const inside = ask(engine, cat, giveUp.signal)
    const queued = ask(engine, pizza, giveUp.signal)
    const other = ask(engine, blackCat)
    setTimeout(() => giveUp.abort(new Error('no longer wanted')), 100)
    await expect(inside).rejects.toThrow('no longer wanted')
    await expect(queued).rejects.toThrow('no longer wanted')
    await expect(other).resolves.toHaveProperty('text')
    expect(engine.pid()).toBe(pid)
    await expect(ask(engine, cat, AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late')
  })
})

describe('a model that cannot be loaded', () => {
  it('is named with what was expected, and taken up when it is repaired', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'broken-model-'))
    const modelPath = path.join(folder, 'model.gguf')
    await writeFile(modelPath, '<html>not found</html>')
    const engine = engineWith({ modelPath })
    await expect(ask(engine, cat)).rejects.toThrow(EngineUnavailableError)
    expect(engine.lastError()).toMatch(
      /model\.gguf is not a GGUF file \(it begins with "<htm"\); expected a vision model/,
    )
    expect(engine.state()).not.toBe('ready')

    const whole = await readFile(path.join(nano, 'nano-vl.gguf'))
    await writeFile(modelPath, whole.subarray(0, whole.length / 2))
    await vi.waitFor(() => expect(engine.lastError()).toMatch(/model\.gguf is cut off or damaged/), 60_000)

    await cp(path.join(nano, 'nano-vl.gguf'), modelPath)
    await ready(engine)
    expect(engine.lastError()).toBeUndefined()
    await rm(folder, { recursive: true })
  })
})

it('ends with its parent', async () => {
  const built = new URL('../../../../dist/packages/vision/engines/embedded/embedded-engine.js', import.meta.url)
  const options = { ...NANO_OPTIONS, slots: 1 }
  const script = `
    import { createEmbeddedEngine } from ${JSON.stringify(pathToFileURL(fileURLToPath(built)).href)}
    const log = { info() {}, warn() {}, error() {} }
    const engine = createEmbeddedEngine({ ...${JSON.stringify(options)}, log })
    setInterval(() => { if (engine.state() === 'ready') console.log(engine.pid()) }, 50)`
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(parent.stdout, 'data')) as [Buffer]
  const pid = Number.parseInt(line.toString(), 10)
  expect(() => process.kill(pid, 0)).not.toThrow()
  parent.kill('SIGKILL')
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), 60_000)
})
