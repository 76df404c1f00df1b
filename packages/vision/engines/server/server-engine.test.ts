import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import sharp from 'sharp'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { analysePhoto } from '../../analyse.js'
import { toModelInput } from '../../model-input.js'
import { createEngine } from '../create.js'
import { EngineUnavailableError, type VisionEngine } from '../engine.js'
import { serveEngine } from '../serve.js'
import { createServerEngine } from './server-engine.js'

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
    const engine = engineAt(`${served.url}/v1/`, { apiKey: 'secret' })
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
  }, 180_000)

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

describe('with servers that misbehave', () => {
  type Chat = (body: { response_format?: { type: string }; grammar?: string }, response: ServerResponse) => void

  /** A server that lists one model and answers chats as told. */
  async function serverWith(chat: Chat, ownedBy = 'someone'): Promise<string> {
    const server = createServer(async (request: IncomingMessage, response) => {
      if (request.url === '/v1/models')
        return void response.end(JSON.stringify({ data: [{ id: 'm', owned_by: ownedBy }] }))
      if (request.url === '/props') return void response.end(JSON.stringify({ total_slots: 3 }))
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      chat(JSON.parse(Buffer.concat(chunks).toString()), response)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    ends.push(
      () =>
        new Promise((resolve) => {
          server.close(() => resolve())
          server.closeAllConnections()
        }),
    )
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  const say = (response: ServerResponse, text: string) =>
    response.end(`data: ${JSON.stringify({ choices: [{ delta: { content: text } }] })}\n\ndata: [DONE]\n\n`)
  const refuse = (response: ServerResponse, status: number, message: string) => {
    response.statusCode = status
    response.end(JSON.stringify({ error: { message } }))
  }

  it('weakens the constraint until the server takes it, once', async () => {
    const asked: (string | undefined)[] = []
    const url = await serverWith((body, response) => {
      asked.push(body.response_format?.type)
      if (body.response_format) refuse(response, 400, 'response_format is not supported')
      else say(response, 'ok')
    })
    const engine = engineAt(url)
    expect((await ask(engine)).text).toBe('ok')
    expect((await ask(engine)).text).toBe('ok')
    expect(asked).toEqual(['json_schema', 'json_object', undefined, undefined])
  })

  it('gives llama-server the grammar, and takes its slots', async () => {
    const url = await serverWith((body, response) => say(response, body.grammar?.slice(0, 8) ?? 'none'), 'llamacpp')
    const engine = engineAt(url)
    expect((await ask(engine)).text).toBe('root ::=')
    expect(engine.slots).toBe(3)
  })

  it.each([
    ['a photo that it refuses', 400, { name: 'PermanentError', code: 'engine_refused' }],
    ['too many requests', 429, { name: 'EngineUnavailableError' }],
    ['a gateway without backend', 502, { name: 'EngineUnavailableError' }],
    ['a model that is loading', 503, { name: 'EngineUnavailableError' }],
    ['an error at this photo only', 500, { name: 'Error' }],
  ])('tells whose fault it is: %s', async (_, status, error) => {
    const url = await serverWith((_body, response) => refuse(response, status, 'no'))
    await expect(ask(engineAt(url))).rejects.toMatchObject(error)
  })

  it('gives up on an answer that takes too long, or breaks off', async () => {
    const slow = await serverWith(() => {})
    await expect(ask(engineAt(slow, { timeoutMs: 200 }))).rejects.toThrow(/no answer after 0.2 seconds/)
    const broken = await serverWith((_body, response) => {
      response.write('data: {"choices":[{"delta":{"content":"{"}}]}\n\n', () => response.destroy())
    })
    await expect(ask(engineAt(broken))).rejects.toThrow(/failed at this photo/)
  })

  it('says which server is not there, and finds it when it comes back', async () => {
    const url = await serverWith((_body, response) => say(response, 'ok'))
    const end = ends.pop()
    await end?.()
    const engine = engineAt(url)
    await expect(ask(engine)).rejects.toThrow(EngineUnavailableError)
    expect(engine.state()).toBe('unreachable')
    expect(engine.lastError()).toContain(url)
    const back = createServer((request, response) => {
      if (request.url === '/v1/models') response.end(JSON.stringify({ data: [{ id: 'm' }] }))
      else say(response, 'back')
    })
    await new Promise<void>((resolve) => back.listen(Number(new URL(url).port), '127.0.0.1', resolve))
    ends.push(() => new Promise((resolve) => back.close(() => resolve())))
    await vi.waitFor(async () => expect((await ask(engine)).text).toBe('back'), 5000)
  })

  it('obeys an abort', async () => {
    const url = await serverWith(() => {})
    const giveUp = new AbortController()
    setTimeout(() => giveUp.abort(new Error('no longer wanted')), 100)
    const engine = engineAt(url)
    await expect(engine.ask({ jpeg: photo, language: 'en', temperature: 0, signal: giveUp.signal })).rejects.toThrow(
      'no longer wanted',
    )
  })
})
