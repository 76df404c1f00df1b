import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import sharp from 'sharp'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { PermanentError } from '#core/errors'
import { analysePhoto } from '../../analyse.js'
import { toModelInput } from '../../model-input.js'
import { createEngine } from '../create.js'
import { type EngineState, EngineUnavailableError, type VisionEngine } from '../engine.js'
import { serveEngine } from '../serve.js'
import { createServerEngine } from './server-engine.js'
import {
  event,
  hasImage,
  hasPhoto,
  memoryLog,
  models,
  obeying,
  piece,
  refuse,
  type Stub,
  stubServer,
} from './testing.js'

const log = pino({ level: 'silent' })
const nano = fileURLToPath(new URL('../../../../models/nano-vl/', import.meta.url))
const photo = await toModelInput(await sharp(path.join(nano, 'demo/white-cat-sofa.jpg')).resize(256).toBuffer())

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})
function using<T extends { close(): Promise<void> }>(thing: T): T {
  ends.push(() => thing.close())
  return thing
}

const engineAt = (url: string, options: object = {}): VisionEngine =>
  using(createServerEngine({ url, timeoutMs: 150_000, log, ...options }))
const ask = (engine: VisionEngine) => engine.ask({ jpeg: photo, language: 'en', temperature: 0 })

describe('with nano-vl served by another Albumen', () => {
  const embedded = () =>
    using(
      createEngine(
        {
          kind: 'embedded',
          modelPath: path.join(nano, 'nano-vl.gguf'),
          mmprojPath: path.join(nano, 'nano-vl-mmproj.gguf'),
          name: 'nano-vl',
          imageMaxTokens: 256,
        },
        { slots: 1, timeoutMs: 150_000, log },
      ),
    )

  it('sees what is there, streams it, and counts tokens', async () => {
    const served = using(await serveEngine(embedded(), { host: '127.0.0.1', port: 0, token: 'secret' }))
    const engine = engineAt(`${served.url}/v1/`, { apiKey: 'secret', retry: { first: 100, most: 200 } })
    await vi.waitFor(() => expect(engine.state()).toBe('ready'), 60_000)
    const pieces: string[] = []
    const first = await analysePhoto(engine, photo, { language: 'zh', onToken: (text) => pieces.push(text) })
    expect(first.analysis).toMatchObject({
      category: 'pets',
      people: 0,
      sensitive: 'none',
      objects: expect.arrayContaining(['白色猫']),
    })
    expect(pieces.join('')).toBe(first.raw)
    const again = await analysePhoto(engine, photo, { language: 'zh' })
    expect(again.cachedTokens).toBeGreaterThan(again.promptTokens * 0.9)
    expect(engine).toMatchObject({ kind: 'server', model: 'nano-vl', slots: 1 })

    const whole = await fetch(`${served.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer secret' },
      body: JSON.stringify({
        messages: [
          {
            role: 'user',
            content: [{ type: 'image_url', image_url: { url: `data:image/jpeg;base64,${photo.toString('base64')}` } }],
          },
        ],
      }),
    }).then(async (response) => (await response.json()) as { choices: [{ message: { content: string } }] })
    expect(JSON.parse(whole.choices[0].message.content)).toMatchObject({ category: 'pets' })
  })

  it('refuses who has no token, images by address, and what is no picture', async () => {
    const served = using(await serveEngine(embedded(), { host: '127.0.0.1', port: 0, token: 'secret' }))
    await expect(ask(engineAt(served.url, { apiKey: 'guess' }))).rejects.toThrow(/status 401/)
    const post = async (url: string) => {
      const response = await fetch(`${served.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: 'Bearer secret' },
        body: JSON.stringify({ messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }] }),
      })
      return { status: response.status, ...((await response.json()) as object) }
    }
    for (const url of ['http://127.0.0.1/a.jpg', '/etc/passwd', 'file:///etc/passwd', 'data:image/png;base64,AAAA']) {
      expect(await post(url)).toMatchObject({ status: 400, error: { message: expect.any(String) } })
    }
    expect((await fetch(`${served.url}/v1/embeddings`, { headers: { authorization: 'Bearer secret' } })).status).toBe(
      404,
    )
  })
})

describe('with the engine of another Albumen in trouble', () => {
  /** an engine that says a word and then fails */
  const failing = async (error: Error, word?: string, state: EngineState = 'ready') => {
    const engine: VisionEngine = {
      ...{ kind: 'embedded', model: 'm', slots: 1, state: () => state, pids: () => [], close: async () => {} },
      lastError: () => (state === 'ready' ? undefined : error.message),
      ask: async ({ onToken }) => {
        if (word) onToken?.(word)
        throw error
      },
    }
    return using(await serveEngine(engine, { host: '127.0.0.1', port: 0 })).url
  }

  it.each([
    ['a photo that crashes it', new PermanentError('engine_crash', 'crashed'), { code: 'engine_crash' }],
    ['an engine that restarts', new EngineUnavailableError('restarts'), { name: 'EngineUnavailableError' }],
    ['a failure', new Error('no'), { name: 'Error', message: expect.stringContaining('failed at this photo') }],
  ])('hands on whose fault it is, before the first word and after it: %s', async (_, error, expected) => {
    for (const word of [undefined, '{']) {
      await expect(ask(engineAt(await failing(error, word)))).rejects.toMatchObject(expected)
    }
  })

  it('waits for one that is not ready, and takes one whose memory is given back', async () => {
    const away = engineAt(await failing(new Error('no model file'), undefined, 'restarting'))
    await expect(ask(away)).rejects.toThrow(/its engine is not ready: no model file/)
    const idle = engineAt(await failing(new Error('no'), undefined, 'idle'))
    await vi.waitFor(() => expect(idle.state()).toBe('ready'), 60_000)
  })
})

describe('a server that goes away', () => {
  const routes = () => ({
    'GET /v1/models': models('someone', 'm'),
    'POST /v1/chat/completions': obeying('json_schema'),
  })
  const quick = { retry: { first: 30, most: 100 }, watch: { quietMs: 100, answerMs: 500 } }
  const stub = async (port = 0) => using(await stubServer(routes(), port))
  const portOf = ({ url }: Stub) => Number(new URL(url).port)

  it('costs a line when it goes and one when it comes back, whoever asks in between', async () => {
    const { log, lines } = memoryLog()
    const server = await stub()
    const engine = engineAt(server.url, { ...quick, log })
    await ask(engine)
    await server.close()
    await expect(ask(engine)).rejects.toThrow(/cannot be reached: nothing listens at that address/)
    for (let i = 0; i < 5; i++) await expect(ask(engine)).rejects.toThrow(EngineUnavailableError)
    expect(engine.state()).toBe('unreachable')
    expect(engine.lastError()).toContain(server.url)
    await sleep(300) // several looks
    await stub(portOf(server))
    await vi.waitFor(() => expect(engine.state()).toBe('ready'), 60_000)
    expect((await ask(engine)).text).toBe('a photo')
    expect(lines.map(({ msg }) => msg)).toEqual([
      'vision server found',
      'vision server cannot be used, its photos wait',
      'vision server is back',
    ])
  })

  it('is asked nothing new when it comes back as it was, and anew when as another', async () => {
    const server = await stub()
    const engine = engineAt(server.url, quick)
    await ask(engine)
    await server.close()
    await expect(ask(engine)).rejects.toThrow(EngineUnavailableError)
    const same = await stub(portOf(server))
    await vi.waitFor(() => expect(engine.state()).toBe('ready'), 60_000)
    expect(same.asked.filter((route) => route.startsWith('POST'))).toEqual([])
    await same.close()
    await expect(ask(engine)).rejects.toThrow(EngineUnavailableError)
    const other = using(
      await stubServer(
        { 'GET /v1/models': models('someone', 'another'), 'POST /v1/chat/completions': obeying() },
        portOf(server),
      ),
    )
    await vi.waitFor(() => expect(engine.state()).toBe('ready'), 60_000)
    expect(await ask(engine)).toMatchObject({ text: 'a photo', model: 'another' })
    expect(other.photos[0]).not.toHaveProperty('response_format')
  })

  it('in the middle of an answer is not the photo’s fault, unless it happens each time', async () => {
    const server = await stub()
    const engine = engineAt(server.url, quick)
    server.routes['POST /v1/chat/completions'] = (response, chat, request) => {
      if (!hasPhoto(chat)) return obeying('json_schema')(response, chat, request)
      response.write(event(piece('{')), () => response.destroy())
    }
    for (let i = 0; i < 2; i++) {
      await vi.waitFor(() => expect(engine.state()).toBe('ready'), 60_000)
      await expect(ask(engine)).rejects.toThrow(EngineUnavailableError)
    }
    await vi.waitFor(() => expect(engine.state()).toBe('ready'), 60_000)
    await expect(ask(engine)).rejects.toMatchObject({
      name: 'Error',
      message: expect.stringMatching(/3 times with it inside/),
    })
  })

  it('without a word, as a stopped process does, is noticed before the limit for a photo', async () => {
    const server = await stub()
    server.routes['GET /v1/models'] = models('vllm', 'm')
    const engine = engineAt(server.url, quick)
    await ask(engine)
    server.routes['GET /v1/models'] = () => {}
    server.routes['POST /v1/chat/completions'] = () => {}
    await expect(ask(engine)).rejects.toThrow(/hangs/)
    expect(engine.state()).toBe('unreachable')
  })

  it('is told from one that takes the connection and is silent', async () => {
    const server = await stub()
    server.routes['GET /v1/models'] = () => {}
    await expect(ask(engineAt(server.url, quick))).rejects.toThrow(
      /cannot be reached: it takes the connection, but does not answer/,
    )
  })

  it('of a kind that may be unable to speak while it computes is only asked for a connection', async () => {
    const server = await stub()
    const engine = engineAt(server.url, quick)
    await ask(engine)
    server.routes['POST /v1/chat/completions'] = () => {}
    const asked = expect(ask(engine)).rejects.toThrow(/hangs/)
    await vi.waitFor(() => expect(server.asked.filter((route) => route.startsWith('POST'))).toHaveLength(4), 60_000)
    server.deafen()
    await asked
    expect(engine.state()).toBe('unreachable')
  })

  it('is not doubted while it computes, though it cannot answer anything else meanwhile', async () => {
    const server = await stub()
    const engine = engineAt(server.url, quick)
    server.routes['POST /v1/chat/completions'] = (response, chat, request) => {
      if (!hasPhoto(chat)) return obeying('json_schema')(response, chat, request)
      server.routes['GET /v1/models'] = () => {}
      setTimeout(() => obeying()(response, chat, request), 1_500)
    }
    expect((await ask(engine)).text).toBe('a photo')
  })

  it('gives up on an answer that takes too long, and tells a hanging server from a difficult photo', async () => {
    const server = await stub()
    const engine = engineAt(server.url, { ...quick, timeoutMs: 1_500 })
    server.routes['POST /v1/chat/completions'] = (response, chat, request) => {
      if (!hasImage(chat)) obeying('json_schema')(response, chat, request)
    }
    await expect(ask(engine)).rejects.toThrow(/hangs: no answer to a short question/)
    server.routes['POST /v1/chat/completions'] = (response, chat, request) => {
      if (!hasPhoto(chat)) obeying('json_schema')(response, chat, request)
    }
    await vi.waitFor(() => expect(engine.state()).toBe('ready'), 60_000)
    await expect(ask(engine)).rejects.toThrow(/failed at this photo: no answer after 1.5 seconds/)
    expect(engine.state()).toBe('ready')
  })

  it('obeys an abort, also while it waits for the first look', async () => {
    const server = await stub()
    const engine = engineAt(server.url, quick)
    await ask(engine)
    server.routes['POST /v1/chat/completions'] = () => {}
    server.routes['GET /v1/models'] = () => {}
    for (const each of [engine, engineAt(server.url, quick)]) {
      const giveUp = new AbortController()
      setTimeout(() => giveUp.abort(new Error('no longer wanted')), 50)
      await expect(each.ask({ jpeg: photo, language: 'en', temperature: 0, signal: giveUp.signal })).rejects.toThrow(
        'no longer wanted',
      )
    }
  })

  it.each([
    ['a photo that it refuses', 400, { name: 'PermanentError', code: 'engine_refused' }],
    ['too many requests', 429, { name: 'EngineUnavailableError' }],
    ['a gateway without backend', 502, { name: 'EngineUnavailableError' }],
    ['a model that is loading', 503, { name: 'EngineUnavailableError' }],
    ['an error at this photo only', 500, { name: 'Error' }],
  ])('tells whose fault it is: %s', async (_, status, error) => {
    const server = await stub()
    server.routes['POST /v1/chat/completions'] = (response, chat, request) =>
      hasPhoto(chat) ? refuse(response, status, 'no') : obeying('json_schema')(response, chat, request)
    await expect(ask(engineAt(server.url, quick))).rejects.toMatchObject(error)
  })
})
