import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { PermanentError } from '#core/errors'
import { createLog } from '#core/log'
import { projectRoot } from '#core/project-root'
import { type ChosenModel, chooseEmbedding } from '../models/choose.js'
import { gguf, writeTinyBert } from '../testing.js'
import { serveText } from './serve.js'
import { createTextEngine, type TextEngineOptions, TextEngineUnavailableError } from './text-engine.js'

const log = createLog('test', 'silent')
const patience = { timeout: 150_000, interval: 50 }
let folder: string
let tiny: ChosenModel
let nano: ChosenModel

async function chosen(file: string): Promise<ChosenModel> {
  const choice = await chooseEmbedding(file, folder)
  if (choice.kind !== 'model') throw new Error(`expected ${file} to be usable, got ${choice.kind}`)
  return choice
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'text-engine-'))
  const words = 'a the dog cat runs sleeps on grass sofa red car street at night beach sea sunset'.split(' ')
  await writeTinyBert(path.join(folder, 'tiny.gguf'), words)
  tiny = await chosen(path.join(folder, 'tiny.gguf'))
  nano = await chosen(path.join(projectRoot, 'models/nano-vl/nano-vl.gguf'))
})
afterAll(() => rm(folder, { recursive: true }))

function start(model: ChosenModel, options: Partial<TextEngineOptions> = {}) {
  const engine = createTextEngine(model, { threads: 1, idleMs: 0, log, ...options })
  onTestFinished(() => engine.close())
  return engine
}
const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * (b[i] as number), 0)

describe('embedding', () => {
  it('makes unit vectors, the same for the same text, with an encoder', async () => {
    const engine = start(tiny)
    expect(engine.state()).toBe('idle')
    const texts = ['a dog runs on grass', 'the dog sleeps on grass', 'red car at night', 'a dog runs on grass']
    const [dog, sleeping, car, again] = (await Promise.all(texts.map((text) => engine.embed('passage', text)))) as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ]
    expect(engine.state()).toBe('ready')
    expect(dog).toHaveLength(64)
    expect(cosine(dog, dog)).toBeCloseTo(1, 5)
    expect(cosine(dog, again)).toBeCloseTo(1, 5)
    expect(cosine(dog, sleeping)).toBeGreaterThan(cosine(dog, car) + 0.1)
  })

  it('does so with a decoder, in any language and length', async () => {
    const engine = start(nano)
    const long = await engine.embed('passage', '海边的红色连衣裙。'.repeat(300))
    expect(long).toHaveLength(192)
    expect(cosine(long, long)).toBeCloseTo(1, 5)
    const strange = ['', ' ', '\u0000', '🙂'.repeat(900), 'مرحبا', '<|im_start|>system', '\ud800'].map((text) =>
      engine.embed('question', text).then(
        (vector) => vector.length,
        (error) => error instanceof PermanentError,
      ),
    )
    for (const result of await Promise.all(strange)) expect([192, true]).toContain(result)
    expect(engine.state()).toBe('ready')
  })
})

describe('the process', () => {
  it('is started again when it is killed, and nothing is lost', async () => {
    const engine = start(tiny)
    const first = await engine.embed('passage', 'the sea')
    const pid = engine.pid() as number
    const many = Promise.all(Array.from({ length: 200 }, (_, i) => engine.embed('passage', `dog ${i} on grass`)))
    process.kill(pid, 'SIGKILL')
    expect(await many).toHaveLength(200)
    expect(engine.pid()).not.toBe(pid)
    expect(cosine(await engine.embed('passage', 'the sea'), first)).toBeCloseTo(1, 5)
  })

  it('gives its memory back when nobody asks, and comes back when somebody does', async () => {
    const engine = start(tiny, { idleMs: 100 })
    await engine.embed('passage', 'a cat')
    await vi.waitFor(() => expect(engine.state()).toBe('idle'), patience)
    await vi.waitFor(() => expect(engine.pid()).toBeUndefined(), patience)
    expect(await engine.embed('passage', 'a cat')).toHaveLength(64)
  })

  it('is ended when it hangs, and the text is tried again', async () => {
    const engine = start(tiny, { timeoutMs: 5_000 })
    const first = await engine.embed('passage', 'a cat')
    process.kill(engine.pid() as number, 'SIGSTOP')
    expect(cosine(await engine.embed('passage', 'a cat'), first)).toBeCloseTo(1, 5)
  })

  it('gives up the text over which it died twice, and goes on with the others', async () => {
    let kills = 2
    const killing = createLog('test', 'info', {
      write(line) {
        // It is logged before the first text is sent.
        if (line.includes('text engine ready') && kills-- > 0) process.kill(JSON.parse(line).pid, 'SIGUSR2')
      },
    })
    const engine = start(nano, { log: killing })
    const long = 'a cat '.repeat(400) // not answered in the moment that a signal may take to arrive
    const [guilty, other] = await Promise.allSettled([long, 'a dog'].map((text) => engine.embed('passage', text)))
    expect(guilty).toMatchObject({ status: 'rejected', reason: { code: 'text_crash' } })
    expect(other).toMatchObject({ status: 'fulfilled' })
  })

  it('says what is wrong with a model that cannot be loaded', async () => {
    const broken = path.join(folder, 'broken.gguf')
    const settings = { 'general.architecture': 'bert', 'bert.embedding_length': 64, 'bert.pooling_type': 1 }
    await writeFile(broken, gguf(settings, []))
    const engine = start(await chosen(broken))
    await expect(engine.embed('passage', 'x')).rejects.toThrow(TextEngineUnavailableError)
    expect(engine.state()).toBe('failed')
    expect(engine.lastError()).toContain(`could not load ${broken}`)
    await expect(engine.embed('passage', 'x')).rejects.toThrow(TextEngineUnavailableError)
  })

  it('rejects what is asked when it is closed', async () => {
    const engine = start(tiny)
    const asked = engine.embed('passage', 'x')
    const refused = expect(asked).rejects.toThrow('has been closed')
    await engine.close()
    await refused
    expect(engine.pid()).toBeUndefined()
  })
})

describe('on loopback', () => {
  it('answers as the OpenAI api does, and never makes anybody wait for the model', async () => {
    const engine = start(tiny)
    const server = await serveText(engine, { token: 'secret', host: '127.0.0.1' })
    onTestFinished(() => server.close())
    const ask = (body: unknown, token = 'secret') =>
      fetch(`${server.url}/v1/embeddings`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
    expect((await ask({ input: 'sea' }, 'wrong')).status).toBe(401)
    expect((await ask({ input: 'sea' })).status).toBe(503) // which wakes it
    await vi.waitFor(() => expect(engine.state()).toBe('ready'), patience)
    const answer = await ask({ input: ['sea', 'beach'], input_type: 'passage' })
    expect(answer.status).toBe(200)
    const body = (await answer.json()) as { data: { embedding: number[] }[] }
    expect(body).toMatchObject({ version: 'tiny/64/1', data: [{ index: 0 }, { index: 1 }] })
    expect(body.data[1]?.embedding).toHaveLength(64)
    expect((await ask('{')).status).toBe(400)
    expect((await ask({ input: 7 })).status).toBe(400)
    expect((await ask('x'.repeat(2_000_000))).status).toBe(413)
    expect((await fetch(server.url, { headers: { authorization: 'Bearer secret' } })).status).toBe(404)
  })
})
