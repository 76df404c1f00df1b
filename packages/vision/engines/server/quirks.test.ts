import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { toModelInput } from '../../model-input.js'
import { EngineUnavailableError } from '../engine.js'
import { createServerEngine, type ServerEngineOptions } from './server-engine.js'
import {
  event,
  hasImage,
  hasPhoto,
  json,
  memoryLog,
  models,
  obeying,
  piece,
  refuse,
  say,
  stubServer,
} from './testing.js'

/** What each server really answers was looked up in its source or its issues; docs/decisions/remote-engines.md says where. */

const demo = fileURLToPath(new URL('../../../../models/nano-vl/demo/white-cat-sofa.jpg', import.meta.url))
const photo = await toModelInput(demo)
const { log, lines } = memoryLog()

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  lines.length = 0
  for (const end of ends.splice(0).reverse()) await end()
})

async function stub(routes: Parameters<typeof stubServer>[0]) {
  const made = await stubServer(routes)
  ends.push(made.close)
  return made
}
function engineAt(url: string, options: Partial<ServerEngineOptions> = {}) {
  const engine = createServerEngine({ url, timeoutMs: 30_000, log, retry: { first: 30, most: 100 }, ...options })
  ends.push(engine.close)
  return engine
}
const ask = (engine: ReturnType<typeof engineAt>, onToken?: (text: string) => void) =>
  engine.ask({ jpeg: photo, language: 'en', temperature: 0, onToken })
const settled = (engine: ReturnType<typeof engineAt>) =>
  vi.waitFor(() => expect(engine.lastError() ?? engine.state()).not.toBe('loading'), 60_000)

describe('llama-server', () => {
  const props = (more: object = {}) => ({ total_slots: 3, modalities: { vision: true, audio: false }, ...more })

  it('gets the grammar, tells its slots, and is asked by the name of its one model', async () => {
    const server = await stub({
      'GET /v1/models': models('llamacpp', 'Qwen3VL-8B-Instruct-Q4_K_M.gguf'),
      'GET /props': (response) => json(response, props({ build_info: 'b10257' })),
      'POST /v1/chat/completions': obeying('grammar', 'json_schema'),
    })
    const engine = engineAt(server.url, { model: 'qwen' })
    expect(await ask(engine)).toMatchObject({ text: 'a photo', model: 'Qwen3VL-8B-Instruct-Q4_K_M.gguf' })
    expect(server.photos[0]).toMatchObject({ grammar: expect.stringContaining('root ::='), model: engine.model })
    expect(engine.slots).toBe(3)
    expect(lines).toMatchObject([
      { msg: 'vision server found', server: 'llama-server', constraint: 'grammar', slots: 3 },
    ])
  })

  it('lists its model while it loads it, and is waited for', async () => {
    const server = await stub({
      'GET /v1/models': models('llamacpp', 'm'),
      'GET /props': (response) => refuse(response, 503, 'Loading model'),
      'POST /v1/chat/completions': obeying('grammar'),
    })
    const engine = engineAt(server.url)
    await expect(ask(engine)).rejects.toThrow(/is loading its model/)
    expect(engine.state()).toBe('loading')
    expect(server.photos).toEqual([])
    server.routes['GET /props'] = (response) => json(response, props())
    await vi.waitFor(() => expect(engine.state()).toBe('ready'), 60_000)
  })

  it('without a projector cannot see, whether it says so at once or at the first photo', async () => {
    const blind = await stub({
      'GET /v1/models': models('llamacpp', 'qwen3-8b'),
      'GET /props': (response) => json(response, props({ modalities: { vision: false, audio: false } })),
    })
    await expect(ask(engineAt(blind.url))).rejects.toThrow(
      /model qwen3-8b at .* cannot see images: expected a vision model .*--mmproj/,
    )
    const older = await stub({
      'GET /v1/models': models('llamacpp', 'qwen3-8b'),
      'GET /props': (response) => json(response, { total_slots: 1 }),
      'POST /v1/chat/completions': (response, chat, request) =>
        hasImage(chat)
          ? refuse(
              response,
              500,
              'image input is not supported - hint: if this is unexpected, you may need to provide the mmproj',
            )
          : obeying('grammar')(response, chat, request),
    })
    const engine = engineAt(older.url)
    await expect(ask(engine)).rejects.toThrow(EngineUnavailableError)
    expect(engine.state()).toBe('unreachable')
    expect(engine.lastError()).toMatch(/cannot see images/)
  })

  it('gives its models to anybody, but asks for the key afterwards', async () => {
    const server = await stub({
      'GET /v1/models': models('llamacpp', 'm'),
      'GET /props': (response, _chat, request) =>
        request.headers.authorization === 'Bearer right-key'
          ? json(response, props())
          : refuse(response, 401, `Invalid API Key ${request.headers.authorization}`),
      'POST /v1/chat/completions': obeying('grammar'),
    })
    const wrong = engineAt(server.url, { apiKey: 'wrong-key' })
    await expect(ask(wrong)).rejects.toThrow(/refuses the key it was given \(status 401.*ALBUMEN_SERVER_KEY/)
    expect(wrong.lastError()).not.toContain('wrong-key')
    expect(JSON.stringify(lines)).not.toContain('wrong-key')
    const withKey = server.url.replace('http://', 'http://:right-key@')
    const right = engineAt(withKey, { apiKey: 'wrong-key' })
    expect((await ask(right)).text).toBe('a photo')
    expect(JSON.stringify([lines, right.url, right.model])).not.toContain('right-key')
  })

  it('says that a photo does not fit into its context: not the photo is to blame', async () => {
    const server = await stub({
      'GET /v1/models': models('llamacpp', 'm'),
      'GET /props': (response) => json(response, props()),
      'POST /v1/chat/completions': (response, chat, request) =>
        hasPhoto(chat)
          ? refuse(response, 400, 'the request exceeds the available context size, try increasing it')
          : obeying('grammar')(response, chat, request),
    })
    await expect(ask(engineAt(server.url))).rejects.toMatchObject({
      ...{ name: 'EngineUnavailableError', message: expect.stringContaining('expected 4096 tokens') },
    })
  })
})

describe('Ollama', () => {
  const capabilities: Record<string, string[]> = {
    'llama3.2:latest': ['completion', 'tools'],
    'qwen3-vl:8b-instruct': ['completion', 'vision'],
    'qwen3.5:9b': ['completion', 'vision', 'thinking'],
  }
  const routes = (...names: string[]): Parameters<typeof stubServer>[0] => ({
    'GET /v1/models': names.length > 0 ? models('library', ...names) : (r) => json(r, { object: 'list', data: null }),
    'GET /api/version': (response) => json(response, { version: '0.13.1' }),
    'GET /api/tags': (response) => json(response, { models: names.map((name) => ({ name })) }),
    'POST /api/show': (response, chat) => json(response, { capabilities: capabilities[chat.model] }),
    'POST /v1/chat/completions': obeying('json_schema', 'json_object'),
  })

  it('ignores a grammar, so it gets the schema; of its models one that sees is asked', async () => {
    const server = await stub(routes('llama3.2:latest', 'qwen3-vl:8b-instruct'))
    const engine = engineAt(server.url)
    expect(await ask(engine)).toMatchObject({ text: 'a photo', model: 'qwen3-vl:8b-instruct', promptTokens: 0 })
    const [chat] = server.photos
    expect(chat).toMatchObject({ model: 'qwen3-vl:8b-instruct', response_format: { type: 'json_schema' } })
    // Tokens are only counted for who asks.
    expect(chat?.stream_options).toEqual({ include_usage: true })
    expect(chat?.grammar).toBeUndefined()
    expect(chat?.reasoning_effort).toBeUndefined()
  })

  it('takes a name without its tag, and keeps a model that thinks from thinking', async () => {
    capabilities['qwen3.5:latest'] = ['completion', 'vision', 'thinking']
    const server = await stub(routes('qwen3-vl:8b-instruct', 'qwen3.5:latest'))
    expect((await ask(engineAt(server.url, { model: 'qwen3.5' }))).model).toBe('qwen3.5:latest')
    expect(server.photos[0]).toMatchObject({ reasoning_effort: 'none' })
  })

  it('without the model, without one that sees, or without any: says what to do', async () => {
    const wrong = await stub(routes('llama3.2:latest'))
    await expect(ask(engineAt(wrong.url, { model: 'qwen3-vl' }))).rejects.toThrow(
      /has no model "qwen3-vl"; it offers llama3.2:latest\. Set ALBUMEN_MODEL .*ollama pull qwen3-vl/,
    )
    await expect(ask(engineAt(wrong.url))).rejects.toThrow(/llama3\.2:latest at .* cannot see images/)
    const empty = await stub(routes())
    await expect(ask(engineAt(empty.url))).rejects.toThrow(/has no model: expected a vision model.*ollama pull/)
    const engine = engineAt(wrong.url, { model: 'qwen3-vl' })
    await settled(engine)
    expect(engine.state()).toBe('unreachable')
  })

  it('answers 404 for a model that was removed meanwhile', async () => {
    const server = await stub(routes('qwen3-vl:8b-instruct'))
    const engine = engineAt(server.url)
    await ask(engine)
    server.routes['POST /v1/chat/completions'] = (response) =>
      refuse(response, 404, "model 'qwen3-vl:8b-instruct' not found, try pulling it first")
    await expect(ask(engine)).rejects.toThrow(/cannot use the model qwen3-vl:8b-instruct \(status 404/)
    await expect(ask(engine)).rejects.toThrow(EngineUnavailableError)
  })

  it('takes its time to load a model: the first question waits for it, and only that one', async () => {
    const server = await stub(routes('qwen3-vl:8b-instruct'))
    const held: (() => void)[] = []
    let inside = 0
    server.routes['POST /v1/chat/completions'] = (response, chat, request) => {
      inside++
      held.push(() => obeying('json_schema')(response, chat, request))
    }
    const engine = engineAt(server.url)
    const both = Promise.all([ask(engine), ask(engine)])
    await vi.waitFor(() => expect(held).toHaveLength(1), 60_000)
    expect({ inside, state: engine.state() }).toEqual({ inside: 1, state: 'loading' })
    server.routes['POST /v1/chat/completions'] = obeying('json_schema')
    held[0]?.()
    expect((await both).map(({ text }) => text)).toEqual(['a photo', 'a photo'])
  })

  it('has a queue that may be full, and too little memory', async () => {
    const server = await stub(routes('qwen3-vl:8b-instruct'))
    const engine = engineAt(server.url)
    await ask(engine)
    for (const [status, words] of [
      [503, 'server busy, please try again.  maximum pending requests exceeded'],
      [500, 'model requires more system memory (18.2 GiB) than is available (7.1 GiB)'],
    ] as const) {
      server.routes['POST /v1/chat/completions'] = (response) => refuse(response, status, words)
      await expect(ask(engine)).rejects.toThrow(EngineUnavailableError)
    }
  })
})

describe('vLLM', () => {
  const routes = (): Parameters<typeof stubServer>[0] => ({
    'GET /v1/models': models('vllm', 'Qwen/Qwen3-VL-8B-Instruct'),
    'GET /version': (response) => json(response, { version: '0.20.0' }),
    'POST /v1/chat/completions': obeying('json_schema', 'json_object'),
  })

  it('gets the schema as response_format, under the only name that all its versions know', async () => {
    const server = await stub(routes())
    const engine = engineAt(server.url)
    await ask(engine)
    expect(server.photos[0]?.response_format?.type).toBe('json_schema')
    for (const name of ['grammar', 'guided_json', 'structured_outputs'])
      expect(server.photos[0]).not.toHaveProperty(name)
    expect(engine.slots).toBe(8)
    expect(lines[0]).toMatchObject({ server: 'vllm', version: '0.20.0' })
  })

  it.each(['Qwen3-8B is not a multimodal model', 'At most 0 image(s) may be provided in one prompt.'])(
    'with a text model: %s',
    async (words) => {
      const server = await stub(routes())
      server.routes['POST /v1/chat/completions'] = (response, chat, request) =>
        hasImage(chat) ? refuse(response, 400, words) : obeying('json_schema')(response, chat, request)
      await expect(ask(engineAt(server.url))).rejects.toThrow(/Qwen3-VL-8B-Instruct at .* cannot see images/)
    },
  )

  it('says 404 for another model’s name, which the list tells beforehand', async () => {
    const server = await stub(routes())
    await expect(ask(engineAt(server.url, { model: 'qwen3-vl' }))).rejects.toThrow(/offers Qwen\/Qwen3-VL-8B-Instruct/)
    expect(server.asked).not.toContain('POST /v1/chat/completions')
  })

  it('puts a constrained answer among the thoughts when it has a reasoning parser', async () => {
    const server = await stub(routes())
    server.routes['POST /v1/chat/completions'] = (response, chat, request) => {
      if (!hasPhoto(chat)) return obeying('json_schema')(response, chat, request)
      response.end(
        event({ choices: [{ delta: { reasoning_content: '{"category":' } }] }) +
          event({ choices: [{ delta: { reasoning_content: '"pets"}' }, finish_reason: 'stop' }] }) +
          event('[DONE]'),
      )
    }
    expect((await ask(engineAt(server.url))).text).toBe('{"category":"pets"}')
    expect(server.photos[0]?.chat_template_kwargs).toEqual({ enable_thinking: false })
  })
})

describe('LM Studio', () => {
  const routes = (): Parameters<typeof stubServer>[0] => ({
    'GET /v1/models': models('organization_owner', 'text-embedding-nomic', 'qwen3-8b', 'qwen3-vl-8b-instruct'),
    'GET /api/v0/models': (response) =>
      json(response, {
        data: [
          { id: 'text-embedding-nomic', type: 'embeddings', state: 'loaded' },
          { id: 'qwen3-8b', type: 'llm', state: 'loaded' },
          { id: 'qwen3-vl-8b-instruct', type: 'vlm', state: 'not-loaded' },
        ],
      }),
    'POST /v1/chat/completions': (response, chat, request) => {
      const type = chat.response_format?.type
      if (type !== undefined && type !== 'json_schema')
        return json(response, { error: "'response_format.type' must be 'json_schema' or 'text'" }, 400)
      obeying('json_schema')(response, chat, request)
    },
    // It answers a path that it does not know with status 200.
    '*': (response, _chat, { method, url }) =>
      json(response, { error: `Unexpected endpoint or method. (${method} ${url})` }),
  })

  it('is asked with the schema, for the model that sees, and never with json_object', async () => {
    const server = await stub(routes())
    const engine = engineAt(server.url)
    expect((await ask(engine)).model).toBe('qwen3-vl-8b-instruct')
    expect(server.photos[0]?.response_format?.type).toBe('json_schema')
    expect(lines).toMatchObject([{ server: 'lm-studio', constraint: 'json_schema' }])
  })

  it('whose model ignores the schema is asked without, not with json_object', async () => {
    const server = await stub(routes())
    const types: unknown[] = []
    server.routes['POST /v1/chat/completions'] = (response, chat) => {
      types.push(chat.response_format?.type)
      say(response, 'The sea is wide.')
    }
    await ask(engineAt(server.url))
    expect(types).toEqual(['json_schema', undefined])
  })

  it('with nothing loaded, or a model that cannot see after all', async () => {
    const server = await stub(routes())
    server.routes['POST /v1/chat/completions'] = (response) =>
      refuse(
        response,
        400,
        "No models loaded. Please load a model in the developer page or use the 'lms load' command.",
      )
    await expect(ask(engineAt(server.url))).rejects.toThrow(/No models loaded.*Load it there/)
    server.routes['POST /v1/chat/completions'] = (response, chat, request) =>
      hasImage(chat)
        ? json(response, { error: 'Model does not support images. Please use a model that does.' }, 400)
        : obeying('json_schema')(response, chat, request)
    await expect(ask(engineAt(server.url))).rejects.toThrow(/cannot see images/)
  })

  it('with /v1 twice is no API, and says so with status 200', async () => {
    const server = await stub(routes())
    await expect(ask(engineAt(`${server.url}/v1/v1`))).rejects.toThrow(
      /does not answer like an OpenAI API.*Unexpected endpoint/,
    )
  })
})

describe('any server', () => {
  const routes = (): Parameters<typeof stubServer>[0] => ({
    'GET /v1/models': models('someone', 'm'),
    'POST /v1/chat/completions': obeying(),
  })
  /** obeys nothing, and answers photos with these bytes */
  async function streaming(...chunks: (string | Buffer)[]) {
    const server = await stub(routes())
    server.routes['POST /v1/chat/completions'] = async (response, chat, request) => {
      if (!hasPhoto(chat)) return obeying()(response, chat, request)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      for (const chunk of chunks)
        await new Promise<void>((resolve) => response.write(chunk, () => setImmediate(resolve)))
      response.end()
    }
    return engineAt(server.url)
  }

  it('that ignores every constraint without a word is noticed, and told no more than it understands', async () => {
    const server = await stub(routes())
    await ask(engineAt(server.url))
    expect(server.photos[0]).not.toHaveProperty('response_format')
    expect(server.photos[0]).not.toHaveProperty('grammar')
    expect(lines).toMatchObject([{ constraint: 'none', notObeyed: ['grammar', 'json_schema', 'json_object'] }])
  })

  it('that refuses what it does not know is asked without that', async () => {
    const server = await stub(routes())
    server.routes['POST /v1/chat/completions'] = (response, chat, request) => {
      if (chat.grammar) return refuse(response, 422, 'grammar: Extra inputs are not permitted')
      if (chat.stream_options) return refuse(response, 400, 'Unrecognized request argument supplied: stream_options')
      obeying('json_schema')(response, chat, request)
    }
    expect((await ask(engineAt(server.url))).text).toBe('a photo')
    expect(lines).toMatchObject([{ constraint: 'json_schema', notObeyed: ['grammar'] }])
  })

  it('may end its lines with CR LF, comment, and split a character', async () => {
    const bytes = Buffer.from(`: keep-alive\r\n\r\nevent: message\r\ndata: ${JSON.stringify(piece('海滩 🏖'))}\r\n\r\n`)
    const at = bytes.indexOf(Buffer.from('滩')) + 1
    const emoji = bytes.indexOf(Buffer.from('🏖')) + 2
    const engine = await streaming(
      ...[bytes.subarray(0, at), bytes.subarray(at, emoji), bytes.subarray(emoji, -3), bytes.subarray(-3), ': ping\r'],
      ...['\n', event(piece('!', 'stop')), 'data: [DONE]'],
    )
    const pieces: string[] = []
    expect((await ask(engine, (text) => pieces.push(text))).text).toBe('海滩 🏖!')
    expect(pieces).toEqual(['海滩 🏖', '!'])
  })

  it('may pack its answer, or not stream it at all', async () => {
    const server = await stub(routes())
    server.routes['POST /v1/chat/completions'] = (response, chat, request) => {
      if (!hasPhoto(chat)) return obeying()(response, chat, request)
      response.writeHead(200, { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' })
      response.end(gzipSync(event(piece('packed', 'stop')) + event('[DONE]')))
    }
    const engine = engineAt(server.url)
    expect((await ask(engine)).text).toBe('packed')
    server.routes['POST /v1/chat/completions'] = (response) =>
      json(response, {
        choices: [{ message: { content: 'whole' }, finish_reason: 'stop' }],
        usage: { prompt_tokens: 7 },
      })
    expect(await ask(engine)).toMatchObject({ text: 'whole', promptTokens: 7 })
  })

  it('may answer with nothing, which is an answer', async () => {
    const engine = await streaming(event(piece('', 'stop')), event('[DONE]'))
    expect((await ask(engine)).text).toBe('')
  })

  it.each([
    ['an error among the events', [event(piece('{')), event({ error: { message: 'CUDA error', code: 500 } })]],
    ['an error as bare JSON', [event(piece('{')), '{"error":"unexpected EOF"}\n']],
    ['what is no JSON', [event(piece('{')), event('oops')]],
    ['the page of a proxy', ['<html><body>Welcome</body></html>']],
  ])('that sends %s failed at this photo, if it answers otherwise', async (_, chunks) => {
    const engine = await streaming(...chunks)
    await expect(ask(engine)).rejects.toMatchObject({
      name: 'Error',
      message: expect.stringContaining('failed at this photo'),
    })
    expect(engine.state()).toBe('ready')
  })

  it('that ends its stream in order before the answer is whole has broken off', async () => {
    const engine = await streaming(event(piece('{"category":')))
    await expect(ask(engine)).rejects.toThrow(/broke off/)
  })

  it('is not the page of a router, nor a redirect', async () => {
    const page = await stub({
      '*': (response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<!doctype html>'),
    })
    await expect(ask(engineAt(page.url))).rejects.toThrow(
      /expected a list at \/v1\/models, got status 200, text\/html \("<!doctype html>"\)\. Check ALBUMEN_SERVER_URL/,
    )
    const moved = await stub({
      '*': (response) => response.writeHead(301, { location: 'https://gpu/v1/models' }).end(),
    })
    await expect(ask(engineAt(moved.url))).rejects.toThrow(/sends everybody to https:\/\/gpu\/v1\/models/)
  })

  it('that refuses the first photo is asked about a grey square: is it the photo, or can it see nothing?', async () => {
    const server = await stub(routes())
    server.routes['POST /v1/chat/completions'] = (response, chat, request) =>
      hasPhoto(chat) ? refuse(response, 400, 'invalid image') : obeying()(response, chat, request)
    await expect(ask(engineAt(server.url))).rejects.toMatchObject({ code: 'engine_refused' })

    server.routes['POST /v1/chat/completions'] = (response, chat, request) =>
      hasImage(chat) ? refuse(response, 400, 'content must be a string') : obeying()(response, chat, request)
    await expect(ask(engineAt(server.url))).rejects.toThrow(
      /refuses every question \(status 400, content must be a string\)/,
    )
  })

  it('that limits the rate is left alone for as long as it says, which is no line in the log', async () => {
    const server = await stub(routes())
    const engine = engineAt(server.url)
    await ask(engine)
    lines.length = 0
    server.routes['POST /v1/chat/completions'] = (response) =>
      refuse(response, 429, 'slow down', { 'retry-after': '1' })
    await expect(ask(engine)).rejects.toThrow(/is busy \(status 429, slow down\)/)
    const asked = server.asked.length
    await expect(ask(engine)).rejects.toThrow(EngineUnavailableError)
    expect(server.asked.length).toBe(asked)
    server.routes['POST /v1/chat/completions'] = obeying()
    await vi.waitFor(() => expect(engine.state()).toBe('ready'), 60_000)
    expect((await ask(engine)).text).toBe('a photo')
    expect(lines).toEqual([])
  })
})
